import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Point } from './viewport.js';

/** What fingers, pens and mice can do to an image. Points are CSS pixels within the element. */
export interface GestureTarget {
  pan(by: Point): void;
  /** @returns false if the view cannot zoom any further: the page may scroll instead */
  zoom(factor: number, at: Point): boolean;
  hover(at: Point | null): void;
  press(at: Point): void;
}

/** Pointer movement, in CSS pixels, that makes a press a drag. */
const SLOP = 4;

/** Turns pointer and wheel events of an element into panning, zooming and pointing. */
export class PointerGestures implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #target: GestureTarget;
  readonly #fingers = new Map<number, Point>();
  #listening: AbortController | null = null;
  #travelled = 0;

  constructor(host: ReactiveControllerHost & HTMLElement, target: GestureTarget) {
    this.#host = host;
    this.#target = target;
    host.addController(this);
  }

  hostConnected(): void {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const listen = <K extends keyof HTMLElementEventMap>(
      type: K,
      listener: (event: HTMLElementEventMap[K]) => void,
    ): void => this.#host.addEventListener(type, listener, { signal, passive: false });
    listen('pointerdown', (event) => this.#down(event));
    listen('pointermove', (event) => this.#move(event));
    listen('pointerup', (event) => this.#up(event));
    listen('pointercancel', (event) => void this.#fingers.delete(event.pointerId));
    listen('pointerleave', () => this.#target.hover(null));
    listen('wheel', (event) => this.#wheel(event));
  }

  hostDisconnected(): void {
    this.#listening?.abort();
    this.#fingers.clear();
  }

  #down(event: PointerEvent): void {
    if (event.button > 1) return;
    this.#host.setPointerCapture(event.pointerId);
    this.#fingers.set(event.pointerId, this.#place(event));
    this.#travelled = 0;
  }

  #move(event: PointerEvent): void {
    const at = this.#place(event);
    this.#target.hover(at);
    const before = this.#fingers.get(event.pointerId);
    if (!before) return;
    const other = [...this.#fingers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) this.#pinch(other, before, at);
    else this.#target.pan({ x: at.x - before.x, y: at.y - before.y });
    this.#travelled += distance(before, at);
    this.#fingers.set(event.pointerId, at);
  }

  /** The finger that rests is one end of a line; the other end stretches and drags it. */
  #pinch(rest: Point, before: Point, now: Point): void {
    this.#target.pan({ x: (now.x - before.x) / 2, y: (now.y - before.y) / 2 });
    const middle = { x: (rest.x + now.x) / 2, y: (rest.y + now.y) / 2 };
    this.#target.zoom(distance(rest, now) / Math.max(distance(rest, before), 1), middle);
  }

  #up(event: PointerEvent): void {
    const wasDown = this.#fingers.delete(event.pointerId);
    if (wasDown && this.#travelled < SLOP) this.#target.press(this.#place(event));
  }

  #wheel(event: WheelEvent): void {
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : 24;
    // A pinch on a touchpad arrives as a wheel with ctrl, in far smaller steps.
    const speed = event.ctrlKey ? 0.01 : 0.0015;
    const factor = Math.exp(-event.deltaY * pixels * speed);
    if (this.#target.zoom(factor, this.#place(event))) event.preventDefault();
  }

  #place(event: MouseEvent): Point {
    const { left, top } = this.#host.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
