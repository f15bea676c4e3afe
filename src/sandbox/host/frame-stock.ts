import { openFrame, type Frame, type FrameOptions } from './frame.js';
import type { FrameSource } from './frame-source.js';
import { hiddenContainer } from './hidden-container.js';

export type FrameRequest = Omit<FrameOptions, 'source' | 'container'> & {
  /** Where a visible frame is put; without it the frame is hidden. */
  readonly container?: Element;
};

/**
 * Makes frames, some of them early. A frame takes longer to start than all that comes after it, so a
 * window's frame is opened while its plugin is still being fetched, and once a plugin has run in a hidden
 * worker the frame of the next one is kept ready. Nobody's code has run in a frame before it is taken.
 */
export class FrameStock {
  readonly #source: FrameSource;
  #prepared = new WeakMap<Element, Frame>();
  #spare: Frame | null = null;

  constructor(source: FrameSource) {
    this.#source = source;
  }

  /** Opens the frame of a window whose plugin is not known yet. */
  prepare(container: Element): void {
    const frame = this.#open({ realm: 'frame', title: '', container });
    this.#prepared.set(container, frame);
    // A page that moves the container makes its frame load again, with nobody at the other end.
    void frame.left.then(() => {
      if (this.#prepared.get(container) === frame) this.discard(container);
    });
  }

  /** Removes a prepared frame that nobody took. */
  discard(container: Element): void {
    this.#prepared.get(container)?.remove();
    this.#prepared.delete(container);
  }

  take(request: FrameRequest): Frame {
    const early = (request.permissions ?? []).length > 0 ? null : this.#takeEarly(request);
    if (request.container) this.discard(request.container);
    const frame = early ?? this.#open(request);
    frame.element.title = request.title;
    if (request.realm === 'worker') this.#stockUp();
    return frame;
  }

  /**
   * Removes the frame kept ready. Browsers let the frames of one site share a process, and an endless loop
   * in it ends when its last frame is removed: one that nobody uses must not keep it going.
   */
  discardSpare(): void {
    this.#spare?.remove();
    this.#spare = null;
  }

  #takeEarly({ container, realm }: FrameRequest): Frame | null {
    if (container) {
      const frame = this.#prepared.get(container) ?? null;
      this.#prepared.delete(container);
      return frame;
    }
    if (realm !== 'worker') return null;
    const frame = this.#spare;
    this.#spare = null;
    return frame?.element.isConnected ? frame : null;
  }

  #stockUp(): void {
    setTimeout(() => {
      if (this.#spare) return;
      const frame = this.#open({ realm: 'worker', title: '' });
      this.#spare = frame;
      void frame.left.then(() => {
        if (this.#spare === frame) this.discardSpare();
      });
    }, 0);
  }

  #open(request: FrameRequest): Frame {
    return openFrame({
      ...request,
      source: this.#source,
      container: request.container ?? hiddenContainer(),
    });
  }
}
