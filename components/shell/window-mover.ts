import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { arrowStep } from './arrow-step.js';
import { trackPointer } from './track-pointer.js';
import {
  dragEdge,
  moveRect,
  resizeRect,
  type Edge,
  type Extent,
  type Rect,
} from './window-geometry.js';

interface MovableWindow extends ReactiveControllerHost {
  readonly style: CSSStyleDeclaration;
  readonly maximized: boolean;
  /** Set while a pointer moves or resizes it. */
  dragging: boolean;
}

type Change = (rect: Rect, dx: number, dy: number, viewport: Extent) => Rect;

const resizeByCorner: Change = (rect, dx, dy, viewport) => dragEdge(rect, 'se', dx, dy, viewport);

/** Where a window is and how large, and how pointer and arrow keys change that. */
export class WindowMover implements ReactiveController {
  readonly #window: MovableWindow;
  #rect: Rect = { x: 0, y: 0, width: 0, height: 0 };

  constructor(window: MovableWindow) {
    this.#window = window;
    window.addController(this);
  }

  /** Goes to the style sheet as `--_x`, `--_y`, `--_width` and `--_height`. */
  set rect(rect: Rect) {
    this.#rect = rect;
    this.#window.requestUpdate();
  }

  hostUpdated(): void {
    for (const [key, value] of Object.entries(this.#rect))
      this.#window.style.setProperty(`--_${key}`, `${value}px`);
  }

  /** @param size in grid units */
  resize(size: { w?: number; h?: number }): void {
    this.rect = resizeRect(this.#rect, size, viewport());
  }

  readonly startMove = (event: PointerEvent): void => {
    const button = event.target instanceof Element && event.target.closest('button:not(.grip)');
    if (!button) void this.#drag(event, moveRect);
  };

  readonly startResize = (event: PointerEvent, edge: Edge): void => {
    void this.#drag(event, (rect, dx, dy, extent) => dragEdge(rect, edge, dx, dy, extent));
  };

  readonly moveByKey = (event: KeyboardEvent): void => this.#step(event, moveRect);

  readonly resizeByKey = (event: KeyboardEvent): void => this.#step(event, resizeByCorner);

  async #drag(event: PointerEvent, change: Change): Promise<void> {
    const handle = event.currentTarget;
    const isPrimary = event.button === 0 && !this.#window.maximized;
    if (!isPrimary || !(handle instanceof HTMLElement)) return;
    const rect = this.#rect;
    this.#window.dragging = true;
    await trackPointer(event, handle, (dx, dy) => {
      this.rect = change(rect, dx, dy, viewport());
    });
    this.#window.dragging = false;
  }

  #step(event: KeyboardEvent, change: Change): void {
    const step = arrowStep(event);
    if (!step) return;
    event.preventDefault();
    this.rect = change(this.#rect, ...step, viewport());
  }
}

/** What a fixed element of the page can fill, without the scroll bar. */
export function viewport(): Extent {
  return { width: document.documentElement.clientWidth, height: innerHeight };
}
