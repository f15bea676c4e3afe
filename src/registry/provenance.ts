import type { Signal } from '../base/signal.js';
import type { WindowRecord } from './window-record.js';

/** How a result came to be: an operator made it, of the data of a window or of a value. */
export interface Provenance {
  /** Key of the operator. */
  readonly operator: string;
  /** The form values it was run with. */
  readonly config: Readonly<Record<string, unknown>>;
  /** The window whose data it was made of; null if it was made of no window's data, or that window is closed. */
  readonly source: WindowRecord | null;
  /** Whether the source has had other data since. */
  readonly isStale: boolean;
  /** What the last update failed with; null when it did not. */
  readonly error: Error | null;
  /** Whether the result is made again whenever the source has other data; off until somebody asks for it. */
  readonly isLive: boolean;
  /** Told whenever one of the fields above changed. */
  readonly onChange: Signal<void>;
  /**
   * Turns following the source on or off. Turned on, a stale result is made again at once.
   * @throws ImjoyError `WINDOW_CLOSED` when there is no source to follow
   */
  setLive(live: boolean): void;
  /**
   * Makes the result again, in the window it is in: the operator runs on the source's data of now.
   * @throws ImjoyError `WINDOW_CLOSED` when there is no source; else whatever failed, which the window shows, too
   */
  update(): Promise<void>;
}
