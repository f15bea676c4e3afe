import { ImjoyError, messageOf } from '../base/error.js';
import { abortError } from '../rpc/abort.js';
import { digestOf } from './digest.js';
import { NoWorker, WorkerLost, type Executor } from './executor.js';

/** How far a call is, told after each item. */
export interface MapProgress {
  /** The item that is done, counted from 0. */
  readonly index: number;
  /** How many are done, also those that failed. */
  readonly done: number;
  readonly total: number;
  /** How many failed. */
  readonly failed: number;
  /** How many were not computed, because their results were known. */
  readonly known: number;
}

/** An item that failed, and what with. */
export interface MapFailure {
  readonly index: number;
  readonly error: unknown;
}

export interface MapOutcome<Result> {
  /** In the order of the items; null for those that failed. */
  readonly results: (Result | null)[];
  /** In the order of the items. */
  readonly failures: readonly MapFailure[];
}

/** Results that need not be computed, and where new ones are kept. Nothing here rejects. */
export interface KnownResults<Item, Result> {
  /** What tells an item from all that give other results; null for one that cannot be told. */
  keyOf(item: Item): Promise<string | null>;
  get(key: string): Promise<{ readonly value: Result } | undefined>;
  put(key: string, value: Result): Promise<void>;
}

export interface MapPlan<Item, Result> {
  readonly executor: Executor<Item, Result>;
  /** Items that are worked on at the same time; by default as many as the executor does well. */
  readonly concurrency?: number | null;
  /** How often an item that failed is tried again. */
  readonly retries?: number;
  /** Whether the others go on when an item fails. */
  readonly keepsFailures?: boolean;
  /** Whether each item is done twice, and its results compared. */
  readonly verify?: boolean;
  readonly known?: KnownResults<Item, Result> | null;
  readonly signal?: AbortSignal;
  onProgress?(progress: MapProgress): void;
}

/** How many workers may end over an item before it is the item that fails. */
const MAX_LOSSES = 3;

/**
 * Works on all items and gives their results in order. Each counts once, however often it had to be begun.
 * @throws ImjoyError `MAP_ITEM` naming the first item that failed, unless failures are kept; `MAP_IMPURE` naming
 * one that gave two results; `RPC_ABORTED` or `RPC_TIMEOUT` by the signal; what keeps the executor from working
 */
export async function mapItems<Item, Result>(
  items: readonly Item[],
  plan: MapPlan<Item, Result>,
): Promise<MapOutcome<Result>> {
  const ending = new AbortController();
  const { signal } = plan;
  const abort = () => ending.abort(abortError(signal?.reason));
  if (signal?.aborted) abort();
  else signal?.addEventListener('abort', abort, { once: true });
  try {
    const run = new MapRun(items, plan, ending.signal);
    return await Promise.race([run.finish(), whenAborted(ending.signal)]);
  } catch (error) {
    throw error instanceof NoWorker ? error.cause : error;
  } finally {
    signal?.removeEventListener('abort', abort);
    // What still runs is for nobody.
    ending.abort(abortError('the call is over'));
  }
}

/** One call. */
class MapRun<Item, Result> {
  readonly #items: readonly Item[];
  readonly #plan: MapPlan<Item, Result>;
  readonly #ending: AbortSignal;
  readonly #results: (Result | null)[];
  readonly #failures: MapFailure[] = [];
  #done = 0;
  #known = 0;

  constructor(items: readonly Item[], plan: MapPlan<Item, Result>, ending: AbortSignal) {
    this.#items = items;
    this.#plan = plan;
    this.#ending = ending;
    this.#results = new Array<Result | null>(items.length).fill(null);
  }

  async finish(): Promise<MapOutcome<Result>> {
    const { concurrency, executor } = this.#plan;
    const width = concurrency ?? (await executor.capacity());
    const rest = this.#items.entries();
    const takeTurns = async () => {
      for (const [index, item] of rest) await this.#do(index, item);
    };
    await Promise.all(Array.from({ length: Math.min(width, this.#items.length) }, takeTurns));
    const failures = this.#failures.sort((a, b) => a.index - b.index);
    return { results: this.#results, failures };
  }

  async #do(index: number, item: Item): Promise<void> {
    const { known, verify, keepsFailures } = this.#plan;
    const key = (await known?.keyOf(item)) ?? null;
    const found = key === null || verify ? undefined : await known?.get(key);
    this.#ending.throwIfAborted();
    if (found) {
      this.#known++;
      return this.#settle(index, found.value);
    }
    let result: Result;
    try {
      result = await this.#compute(item);
    } catch (error) {
      this.#ending.throwIfAborted();
      if (error instanceof NoWorker) throw error;
      if (!keepsFailures) throw itemFailed(index, error);
      this.#failures.push({ index, error });
      return this.#settle(index, null);
    }
    if (verify) await this.#verify(index, item, result);
    if (key !== null) await known?.put(key, result);
    this.#settle(index, result);
  }

  async #compute(item: Item): Promise<Result> {
    const { executor, retries = 0 } = this.#plan;
    for (let failures = 0, losses = 0; ;) {
      this.#ending.throwIfAborted();
      try {
        return await executor.run(item, this.#ending);
      } catch (error) {
        if (error instanceof NoWorker) throw error;
        if (error instanceof WorkerLost) {
          if (++losses >= MAX_LOSSES) throw error.cause;
        } else if (++failures > retries) throw error;
      }
    }
  }

  async #verify(index: number, item: Item, result: Result): Promise<void> {
    const first = await digestOf(result);
    if (!first) throw impure(index, 'gave what cannot be compared: it is not data alone');
    let again: Result;
    try {
      again = await this.#compute(item);
    } catch (error) {
      this.#ending.throwIfAborted();
      if (error instanceof NoWorker) throw error;
      throw impure(index, `failed when it was done again: ${messageOf(error)}`, error);
    }
    if (first !== (await digestOf(again)))
      throw impure(index, 'gave another result when it was done again');
  }

  #settle(index: number, result: Result | null): void {
    this.#ending.throwIfAborted();
    this.#results[index] = result;
    this.#done++;
    const counts = { done: this.#done, failed: this.#failures.length, known: this.#known };
    this.#plan.onProgress?.({ index, ...counts, total: this.#items.length });
  }
}

function itemFailed(index: number, cause: unknown): ImjoyError {
  const message = `item ${index} failed: ${messageOf(cause)}`;
  return new ImjoyError('MAP_ITEM', message, { cause, details: { index } });
}

const impure = (index: number, what: string, cause?: unknown) =>
  new ImjoyError('MAP_IMPURE', `item ${index} ${what}`, { cause, details: { index } });

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const fail = () => reject(signal.reason as Error);
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
}
