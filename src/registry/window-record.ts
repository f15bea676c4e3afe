import type { Signal } from '../base/signal.js';
import type { Emitter } from './emitter.js';
import type { PluginApi, PluginRecord } from './plugin-record.js';
import type { Provenance } from './provenance.js';

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
  /** Told which fields of its state were set. */
  readonly onChange: Signal<ReadonlySet<string>>;
  /** How it came to be, if it shows the result of an operator that was run for the user; else null. */
  readonly provenance: Provenance | null;
  /** What plugins that hold the window get; null until it offers something. */
  readonly api: PluginApi | null;
  /** Whether its first `run` has finished. */
  readonly isReady: boolean;
  /** The same for code of the page: what a `run` returns is merged into the window's state. */
  readonly pageApi: PluginApi | null;
  /** Functions every window has beside those it exports: `focus`, `resize`, … */
  readonly controls: Readonly<Record<string, (value?: unknown) => unknown>>;
  /** Runs it again on new data or config. @throws ImjoyError `WINDOW_NOT_FOUND` when it cannot run */
  run(context: unknown): Promise<unknown>;
  /** Ends what is in it and has another version of its plugin fill it. Its place and its data stay. */
  renew(plugin: PluginRecord): Promise<void>;
  /** Emits `close`, gives handlers their time, then takes the window away. */
  close(): Promise<void>;
}

export interface WindowState {
  name: string;
  data: unknown;
  config: unknown;
  [field: string]: unknown;
}
