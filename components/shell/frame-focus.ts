import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { activeElement, holds } from './active-element.js';

/** How often to look, in milliseconds, while the focus is in some frame of the page. */
const INTERVAL = 200;

/**
 * Tells which iframe inside the host the focus goes into. A browser tells the page that the focus left it for
 * a frame, but nothing of a way from one frame to another, nor of clicks in them: so until the page has the
 * focus again it has to be looked up.
 */
export class FrameFocus implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #onFocus: (frame: HTMLIFrameElement) => void;
  #timer: ReturnType<typeof setInterval> | undefined;
  #last: Element | null = null;

  constructor(
    host: ReactiveControllerHost & HTMLElement,
    onFocus: (frame: HTMLIFrameElement) => void,
  ) {
    this.#host = host;
    this.#onFocus = onFocus;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('blur', this.#watch);
    addEventListener('focus', this.#rest);
    this.#watch();
  }

  hostDisconnected(): void {
    removeEventListener('blur', this.#watch);
    removeEventListener('focus', this.#rest);
    this.#rest();
  }

  readonly #watch = (): void => {
    this.#rest();
    this.#timer = setInterval(() => (isFrameActive() ? this.#look() : this.#rest()), INTERVAL);
    this.#look();
    // Firefox tells that the focus leaves before it has arrived.
    setTimeout(this.#look);
  };

  readonly #rest = (): void => {
    clearInterval(this.#timer);
    this.#last = null;
  };

  readonly #look = (): void => {
    const active = activeElement();
    const isNew = active !== this.#last;
    this.#last = active;
    if (isNew && active instanceof HTMLIFrameElement && holds(this.#host, active))
      this.#onFocus(active);
  };
}

const isFrameActive = (): boolean => activeElement() instanceof HTMLIFrameElement;
