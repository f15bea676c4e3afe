import { Signal } from '../base/signal.js';
import type { WindowRecord } from './window-record.js';

/** The open windows, and which of them the user works with. */
export class WindowRegistry {
  readonly onOpened = new Signal<WindowRecord>();
  readonly onClosed = new Signal<WindowRecord>();
  /** Told whenever another window is the {@link active} one. */
  readonly onSelected = new Signal<WindowRecord | null>();
  #windows = new Map<string, WindowRecord>();
  /** Oldest first: when a window closes, the one selected before it is selected again. */
  #selected: WindowRecord[] = [];

  get all(): readonly WindowRecord[] {
    return [...this.#windows.values()];
  }

  /** The window selected last that is still open. */
  get active(): WindowRecord | null {
    return this.#selected.at(-1) ?? null;
  }

  find(id: string): WindowRecord | undefined {
    return this.#windows.get(id);
  }

  add(window: WindowRecord): void {
    this.#windows.set(window.id, window);
    this.onOpened.emit(window);
  }

  /** Null when the user works with no window at all. */
  select(window: WindowRecord | null): void {
    const others = this.#selected.filter((other) => other !== window);
    this.#reselect(window ? [...others, window] : []);
  }

  remove(window: WindowRecord): void {
    if (this.#windows.get(window.id) !== window) return;
    this.#windows.delete(window.id);
    this.#reselect(this.#selected.filter((other) => other !== window));
    this.onClosed.emit(window);
  }

  #reselect(selected: WindowRecord[]): void {
    const former = this.active;
    this.#selected = selected;
    if (this.active !== former) this.onSelected.emit(this.active);
  }
}
