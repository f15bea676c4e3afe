/** Where items are worked on: several at a time, one beside the other. */
export interface Executor<Item = unknown, Result = unknown> {
  readonly kind: 'browser' | 'engine' | 'cluster';
  /** How many items it does well at the same time; it may be given more, which then wait. */
  capacity(): number | Promise<number>;
  /**
   * Works on one item. When `signal` aborts, the work ends as far as it can be ended.
   * @throws WorkerLost when the item can be given to it again, NoWorker when no item can; anything else is what
   * the item itself failed with
   */
  run(item: Item, signal: AbortSignal): Promise<Result>;
  /** Nothing more will be given to it by whoever opened it. */
  dispose(): void;
}

/** What worked on an item ended in the middle, and nobody knows whether the item is to blame. */
export class WorkerLost extends Error {
  constructor(cause: unknown) {
    super('what worked on an item ended', { cause });
    this.name = 'WorkerLost';
  }
}

/** There is nothing to work with, whatever the item. */
export class NoWorker extends Error {
  constructor(cause: unknown) {
    super('there is nothing to work on items with', { cause });
    this.name = 'NoWorker';
  }
}
