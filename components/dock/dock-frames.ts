import { activeElement, holds } from '../shell/active-element.js';
import { DockFrame } from './dock-frame.js';
import type { DockModel } from './dock-model.js';
import type { Box } from './layout-geometry.js';

/** The frames of all windows, in their one layer. */
export class DockFrames {
  /** What holds the frames; they come and go, but never move in it. */
  readonly layer = document.createElement('div');
  readonly #model: DockModel;
  readonly #frames = new Map<string, DockFrame>();

  constructor(model: DockModel) {
    this.#model = model;
    this.layer.className = 'frames';
  }

  get(key: string): DockFrame | null {
    return this.#frames.get(key) ?? null;
  }

  add(key: string): DockFrame {
    const frame = new DockFrame(key, this.#model, this.layer);
    this.#frames.set(key, frame);
    return frame;
  }

  /** The window that an element is in. */
  keyHolding(element: Element): string | null {
    const found = [...this.#frames.values()].find((frame) => holds(frame.element, element));
    return found?.key ?? null;
  }

  /**
   * Takes frames away whose windows are gone.
   * @returns whether the focus went with one of them
   */
  sweep(): boolean {
    let tookFocus = false;
    for (const [key, frame] of this.#frames) {
      if (this.#model.window(key)) continue;
      const focused = activeElement();
      tookFocus ||= focused !== null && holds(frame.element, focused);
      this.#frames.delete(key);
      frame.discard();
    }
    return tookFocus;
  }

  /** @param boxes of the windows that are in sight */
  place(boxes: ReadonlyMap<string, Box>): void {
    for (const [key, frame] of this.#frames) frame.place(boxes.get(key) ?? null);
  }

  update(): void {
    for (const frame of this.#frames.values()) frame.update();
  }

  /** All windows are asked to close: they have lost their place. */
  giveUp(): void {
    for (const frame of [...this.#frames.values()]) frame.onCloseRequest.emit();
  }
}
