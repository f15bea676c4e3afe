import type { ImjoyError } from '../base/error.js';
import type { Signal } from '../base/signal.js';

/** The functions and values a plugin exported; functions answer with promises. */
export type PluginInterface = Readonly<Record<string, unknown>>;

/** A plugin's code running somewhere isolated. Every kind of runtime is seen through this. */
export interface Sandbox {
  /** The id under which this plugin takes part in the RPC. */
  readonly id: string;
  /** The interface the plugin last exported; null until the first time. */
  readonly exported: PluginInterface | null;
  /** Fires at every export. */
  readonly onExport: Signal<PluginInterface>;
  /** Fires once when the sandbox ended, for whatever reason. */
  readonly onEnd: Signal<ImjoyError>;
  /** Fires when it begins or ceases to work on something, and when it stops or resumes answering. */
  readonly onState: Signal<SandboxState>;
  /** Runs the plugin's code. Rejects with the first failure and its culprit. */
  start(): Promise<void>;
  /** Calls the plugin's `exit` and waits for it, at most `limit` milliseconds. Never rejects. */
  exit(limit: number): Promise<void>;
  /** Ends it at once; every call that waits for it rejects with `reason`. */
  dispose(reason: ImjoyError): void;
}

export type SandboxState = 'busy' | 'idle' | 'unresponsive' | 'responsive';
