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
  /** Whether the code ran already when it was started: for another page, or before this one came back. */
  readonly resumed: boolean;
  /** Runs the plugin's code. Rejects with the first failure and its culprit. */
  start(): Promise<void>;
  /** Calls the plugin's `exit` and waits for it, at most `limit` milliseconds. Never rejects. */
  exit(limit: number): Promise<void>;
  /** Ends it at once; every call that waits for it rejects with `reason`. */
  dispose(reason: ImjoyError): void;
  /**
   * Cancels what it is doing, at most for so many milliseconds, without ending it.
   * @returns whether it is calm now; false where that cannot be done
   */
  interrupt(limit: number): Promise<boolean>;
  /** What is wrong with a script, as what runs it sees it; null where it does not tell. */
  check(script: string, line: number): Promise<unknown>;
  /** Whether it has stopped answering. */
  readonly isSilent: boolean;
  /** Tells the plugin that another one is gone, so that its own calls to it settle. */
  forget(id: string, reason: ImjoyError): void;
  /** Withdraws what this plugin offered to another one. */
  cut(holder: string): void;
}

export type SandboxState = 'busy' | 'idle' | 'unresponsive' | 'responsive';
