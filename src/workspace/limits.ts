/** How long plugins may take, in milliseconds. */
export interface Limits {
  /** Until a plugin exports something. */
  readonly export: number;
  /** Until a page that brings `imjoy-rpc` along has said that it is there. */
  readonly greet: number;
  /** For what a plugin does when it is ended: its `close` handlers, its `exit`. */
  readonly exit: number;
  /** For Python to let go of what it is doing, before it is started anew. */
  readonly interrupt: number;
  /** Until a window is shown although its plugin has exported nothing yet. */
  readonly show: number;
  /** Until a window that is being closed goes out of sight. */
  readonly hide: number;
  /** Between a change of a window and the update of a result that follows it. */
  readonly pause: number;
  /** Until a copy of a plugin that has nothing to do is ended. */
  readonly idle: number;
}

export const DEFAULT_LIMITS: Limits = {
  export: 180_000,
  greet: 30_000,
  exit: 5_000,
  interrupt: 2_000,
  show: 10_000,
  hide: 800,
  pause: 120,
  idle: 10_000,
};
