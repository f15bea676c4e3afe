import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { createDeferred } from '../../src/index.js';

/** Whether an element holds a layout of the page's own: any element, or text that can be seen. */
const hasLayout = ({ childNodes }: Element): boolean =>
  [...childNodes].some(
    (node) => node instanceof Element || (node instanceof Text && node.data.trim() !== ''),
  );

/** Knows whether the page put a layout of its own into an element, also when it does so later. */
export class OwnLayout implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #observer = new MutationObserver(() => this.#look());
  readonly #known = createDeferred<void>();
  #present: boolean | null = null;

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    host.addController(this);
  }

  /** Null while the page is still being parsed, so that the element's content may yet come. */
  get isPresent(): boolean | null {
    return this.#present;
  }

  /** Resolves when {@link isPresent} is not null any more. */
  get known(): Promise<void> {
    return this.#known.promise;
  }

  hostConnected(): void {
    this.#observer.observe(this.#host, { childList: true });
    if (document.readyState === 'loading')
      document.addEventListener('DOMContentLoaded', () => this.#look(), { once: true });
    // Code that creates the element may fill it in the same breath.
    else queueMicrotask(() => this.#look());
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }

  #look(): void {
    const present = hasLayout(this.#host);
    if (!present && document.readyState === 'loading') return;
    this.#known.resolve();
    if (present === this.#present) return;
    this.#present = present;
    this.#host.requestUpdate();
  }
}
