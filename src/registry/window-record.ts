import { Signal } from '../base/signal.js';
import type { Emitter } from './emitter.js';
import type { PluginApi, PluginRecord } from './plugin-record.js';

/** An open window: a window plugin's instance or a built-in view. */
export interface WindowRecord {
  readonly id: string;
  /** Id of the page element it is shown in, or the same as `id`. */
  readonly windowId: string;
  /** The type it was created with. */
  readonly type: string;
  readonly events: Emitter;
  /** The plugin whose instance this is; null for built-in views. */
  readonly plugin: PluginRecord | null;
  /** Name, data, config and whatever else plugins keep in their window. */
  readonly state: WindowState;
  /** What `createWindow` answers with; null until the first run has finished. */
  api: PluginApi | null;
  /** Functions every window has beside those it exports: `focus`, `resize`, … */
  readonly controls: Readonly<Record<string, (value?: unknown) => unknown>>;
  /** Emits `close`, gives handlers their time, then takes the window away. */
  close(): Promise<void>;
}

export interface WindowState {
  name: string;
  data: unknown;
  config: unknown;
  [field: string]: unknown;
}

/** The open windows, and which of them the user works with. */
export class WindowRegistry {
  readonly onOpened = new Signal<WindowRecord>();
  readonly onClosed = new Signal<WindowRecord>();
  #windows = new Map<string, WindowRecord>();
  #selected: string | null = null;

  get all(): readonly WindowRecord[] {
    return [...this.#windows.values()];
  }

  /** The window selected last that is still open. */
  get active(): WindowRecord | null {
    return (this.#selected && this.#windows.get(this.#selected)) || null;
  }

  find(id: string): WindowRecord | undefined {
    return this.#windows.get(id);
  }

  add(window: WindowRecord): void {
    this.#windows.set(window.id, window);
    this.onOpened.emit(window);
  }

  select(window: WindowRecord | null): void {
    this.#selected = window?.id ?? null;
  }

  remove(window: WindowRecord): void {
    if (this.#windows.get(window.id) !== window) return;
    this.#windows.delete(window.id);
    if (this.#selected === window.id) this.#selected = null;
    this.onClosed.emit(window);
  }
}
