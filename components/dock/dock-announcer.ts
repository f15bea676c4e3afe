import type { DockFrames } from './dock-frames.js';
import type { DockModel } from './dock-model.js';
import { ImjoyDockChangedEvent, ImjoyDockSelectedEvent } from './events.js';

/** Tells page and windows what becomes of a dock. */
export class DockAnnouncer {
  readonly #dock: HTMLElement;
  readonly #model: DockModel;
  readonly #frames: DockFrames;
  #selected: string | null = null;
  #isAnnouncing = false;

  constructor(dock: HTMLElement, model: DockModel, frames: DockFrames) {
    this.#dock = dock;
    this.#model = model;
    this.#frames = frames;
    model.onChange.connect(() => this.#changed());
  }

  #changed(): void {
    const { active } = this.#model;
    const id = this.#model.idOf(active);
    if (id !== this.#selected) {
      this.#selected = id;
      if (active !== null) this.#frames.get(active)?.onFocus.emit();
      this.#dock.dispatchEvent(new ImjoyDockSelectedEvent(id));
    }
    if (this.#isAnnouncing) return;
    this.#isAnnouncing = true;
    requestAnimationFrame(() => {
      this.#isAnnouncing = false;
      this.#dock.dispatchEvent(new ImjoyDockChangedEvent());
    });
  }
}
