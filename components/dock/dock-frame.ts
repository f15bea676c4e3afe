import { render } from 'lit';
import { Signal, type PlaceRect, type PlaceState, type WindowPlace } from '../../src/index.js';
import { CONTAINER_STYLE } from '../shell/container-style.js';
import { setStyle } from '../shell/inline-style.js';
import { isTyping } from '../shell/is-typing.js';
import { renderWindowState } from '../shell/window-state.js';
import type { Box } from './layout-geometry.js';
import type { DockModel } from './dock-model.js';

let count = 0;

/**
 * A window's place in the dock: a frame that lies over the layout and follows it. It is on the page at once
 * and is never moved in its document, so that no iframe in it loads twice.
 */
export class DockFrame implements WindowPlace {
  readonly container = document.createElement('div');
  readonly onCloseRequest = new Signal<void>();
  readonly onRetry = new Signal<void>();
  readonly onResize = new Signal<PlaceRect>();
  readonly onFocus = new Signal<void>();
  /** The box on the page. */
  readonly element = document.createElement('section');
  readonly key: string;
  readonly #model: DockModel;
  readonly #overlay = document.createElement('div');
  readonly #observer = new ResizeObserver(() => {
    const { clientWidth: width, clientHeight: height } = this.container;
    if (width && height) this.onResize.emit({ width, height });
  });
  #state: PlaceState = { kind: 'loading' };

  /** @param layer what holds all frames */
  constructor(key: string, model: DockModel, layer: HTMLElement) {
    this.key = key;
    this.#model = model;
    this.element.className = 'frame';
    this.element.id = `frame-${++count}`;
    this.element.setAttribute('part', 'frame');
    this.element.setAttribute('role', 'tabpanel');
    this.element.tabIndex = -1;
    this.element.toggleAttribute('data-away', true);
    setStyle(this.container, CONTAINER_STYLE);
    this.element.append(this.container, this.#overlay);
    this.element.addEventListener('focusin', () => model.select(key));
    this.element.addEventListener('pointerdown', () => model.select(key));
    layer.append(this.element);
    this.update();
    this.#observer.observe(this.container);
  }

  /** Shows what has become of its name. */
  update(): void {
    const name = this.#model.titleOf(this.key);
    this.element.setAttribute('aria-label', name);
    const { onCloseRequest, onRetry } = this;
    const state = this.#state;
    render(
      renderWindowState({
        name,
        state,
        onRetry: () => onRetry.emit(),
        onClose: () => onCloseRequest.emit(),
      }),
      this.#overlay,
    );
  }

  /** @param box null: out of sight, as large as it was */
  place(box: Box | null): void {
    this.element.toggleAttribute('data-away', box === null);
    if (!box) return;
    setStyle(this.element, {
      left: `${box.x}px`,
      top: `${box.y}px`,
      width: `${box.width}px`,
      height: `${box.height}px`,
    });
  }

  setState(state: PlaceState): void {
    this.#state = state;
    this.update();
  }

  setName(name: string): void {
    this.#model.rename(this.key, { name });
  }

  /** Comes into view. Takes the keyboard, too, but not from somebody who is typing. */
  focus(): void {
    this.#model.select(this.key);
    if (!isTyping()) this.takeFocus();
  }

  takeFocus(): void {
    // What is out of sight takes no focus, and it comes into view with the dock's next update only.
    this.element.toggleAttribute('data-away', false);
    this.element.focus({ preventScroll: true });
  }

  show(): void {
    this.#model.setHidden(this.key, false);
  }

  hide(): void {
    this.#model.setHidden(this.key, true);
  }

  resize(size: { w?: number; h?: number }): void {
    this.#model.resize(this.key, size);
  }

  remove(): void {
    this.#model.remove(this.key);
  }

  /** Takes the frame off the page; the window has been removed. */
  discard(): void {
    this.#observer.disconnect();
    this.element.remove();
  }
}
