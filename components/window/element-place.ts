import { Signal, type PlaceRect, type PlaceState, type WindowPlace } from '../../src/index.js';

/** What a place needs of the element around it. */
export interface PlaceHost {
  /** Where the plugin's frame is put. */
  readonly body: HTMLElement;
  showState(state: PlaceState): void;
  showName(name: string): void;
  showHeight(height: number): void;
  showSize(size: { w?: number; h?: number }): void;
  setVisible(visible: boolean): void;
  reveal(): void;
  /** The window is gone. */
  closed(): void;
}

/** A place inside an element that the page put where it wants it. One place serves one window. */
export class ElementPlace implements WindowPlace {
  readonly container: HTMLElement;
  readonly onCloseRequest = new Signal<void>();
  readonly onRetry = new Signal<void>();
  readonly onResize = new Signal<PlaceRect>();
  readonly onFocus = new Signal<void>();
  readonly setContentHeight?: (height: number) => void;
  readonly #host: PlaceHost;
  readonly #observer: ResizeObserver;
  #removed = false;

  constructor(host: PlaceHost, followsContent: boolean) {
    this.#host = host;
    this.container = document.createElement('div');
    this.container.className = 'content';
    host.body.append(this.container);
    if (followsContent) this.setContentHeight = (height) => host.showHeight(height);
    this.#observer = new ResizeObserver(([entry]) => {
      if (entry) this.onResize.emit(entry.contentRect);
    });
    this.#observer.observe(this.container);
  }

  setState(state: PlaceState): void {
    if (!this.#removed) this.#host.showState(state);
  }

  setName(name: string): void {
    if (!this.#removed) this.#host.showName(name);
  }

  focus(): void {
    this.#host.reveal();
  }

  show(): void {
    this.#host.setVisible(true);
  }

  hide(): void {
    if (!this.#removed) this.#host.setVisible(false);
  }

  resize(size: { w?: number; h?: number }): void {
    this.#host.showSize(size);
  }

  remove(): void {
    if (this.#removed) return;
    this.#removed = true;
    this.#observer.disconnect();
    this.container.remove();
    this.#host.closed();
  }
}
