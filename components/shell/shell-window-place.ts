import {
  type PlaceRect,
  type PlaceRequest,
  type PlaceState,
  reportError,
  Signal,
  type WindowPlace,
} from '../../src/index.js';
import { CONTAINER_STYLE } from './container-style.js';
import { setStyle, unsetStyle } from './inline-style.js';
import type { ImjoyShellWindowElement } from './shell-window-element.js';

/** Until its frame is there, a window has a size for its content to measure, but is not seen. */
const UNFRAMED_STYLE = {
  position: 'fixed',
  visibility: 'hidden',
  width: 'min(600px, 100vw)',
  height: '300px',
};

/**
 * A window's place in an `<imjoy-shell-window>`. Element and container are on the page at once and stay where
 * they are; the frame around them comes when its code is loaded, by upgrade, so that no iframe loads twice.
 */
export class ShellWindowPlace implements WindowPlace {
  readonly container = document.createElement('div');
  readonly onCloseRequest = new Signal<void>();
  readonly onRetry = new Signal<void>();
  readonly onResize = new Signal<PlaceRect>();
  readonly onFocus = new Signal<void>();
  readonly #element: ImjoyShellWindowElement;
  /** Null if the frame could not be loaded. */
  readonly #framed: Promise<ImjoyShellWindowElement | null>;
  readonly #observer = new ResizeObserver(() => {
    const { clientWidth: width, clientHeight: height } = this.container;
    if (width && height) this.onResize.emit({ width, height });
  });

  /**
   * @param parent what it is put into
   * @param inline whether it flows with the page there, instead of floating above it
   */
  constructor(request: PlaceRequest, parent: Element, inline: boolean) {
    const element = document.createElement('imjoy-shell-window');
    element.request = request;
    element.inline = inline;
    element.fills = inline && parent.clientHeight > 0;
    element.name = request.name;
    element.signals = this;
    setStyle(this.container, CONTAINER_STYLE);
    if (!inline) setStyle(element, UNFRAMED_STYLE);
    element.append(this.container);
    this.#element = element;
    parent.append(element);
    this.#framed = import('./imjoy-shell-window.js').then(
      () => {
        unsetStyle(element, UNFRAMED_STYLE);
        // A window closed meanwhile is off the page, where elements are never upgraded.
        return element.isConnected ? element : null;
      },
      (error: unknown) => {
        reportError(error, `frame of window "${request.name}"`);
        return null;
      },
    );
    this.#observer.observe(this.container);
  }

  setState(state: PlaceState): void {
    this.#element.state = state;
  }

  setName(name: string): void {
    this.#element.name = name;
  }

  focus(): void {
    void this.#framed.then((element) => element?.takeFocus());
  }

  show(): void {
    this.#element.hidden = false;
  }

  hide(): void {
    this.#element.hidden = true;
  }

  resize(size: { w?: number; h?: number }): void {
    void this.#framed.then((element) => element?.resize(size));
  }

  remove(): void {
    this.#observer.disconnect();
    if (this.#element.matches(':defined')) this.#element.leave();
    this.#element.remove();
  }
}
