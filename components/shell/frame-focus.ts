import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** How often to look, in milliseconds, while the pointer is over the window. */
const INTERVAL = 200;

/**
 * Tells when the focus goes into an iframe inside the host. A browser tells the page nothing of a click in a
 * frame, and not even of a blur if another frame had the focus; so while the pointer is over the host, where
 * such a click comes from, it has to be looked up.
 */
export class FrameFocus implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #onFocus: () => void;
  #timer: ReturnType<typeof setInterval> | undefined;
  #focused: Element | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement, onFocus: () => void) {
    this.#host = host;
    this.#onFocus = onFocus;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener('pointerenter', this.#enter);
    this.#host.addEventListener('pointerleave', this.#leave);
    addEventListener('blur', this.#blur);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('pointerenter', this.#enter);
    this.#host.removeEventListener('pointerleave', this.#leave);
    removeEventListener('blur', this.#blur);
    clearInterval(this.#timer);
  }

  readonly #enter = (): void => {
    clearInterval(this.#timer);
    this.#timer = setInterval(this.#look, INTERVAL);
  };

  readonly #leave = (): void => {
    clearInterval(this.#timer);
    this.#look();
  };

  /** The page had the focus until now. */
  readonly #blur = (): void => {
    this.#focused = null;
    this.#look();
  };

  readonly #look = (): void => {
    const active = document.activeElement;
    const inside =
      active instanceof HTMLIFrameElement && this.#host.contains(active) ? active : null;
    if (inside && inside !== this.#focused) this.#onFocus();
    this.#focused = inside;
  };
}
