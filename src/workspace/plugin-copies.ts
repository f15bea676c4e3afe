import { createDeferred } from '../base/deferred.js';
import type { ImjoyError } from '../base/error.js';
import { NoWorker, WorkerLost } from '../map/executor.js';
import { abortError } from '../rpc/abort.js';
import type { PluginCopy } from './plugin-copy.js';

/** More of them would only take turns on the processor, and each has memory of its own. */
const MAX_COPIES = 16;

export interface PluginCopiesOptions {
  open(): Promise<PluginCopy>;
  /** How long one that has nothing to do is kept, in milliseconds. */
  readonly idle: number;
}

/** The copies of one plugin: made when they are needed, used again, ended when they are not. */
export class PluginCopies {
  readonly #options: PluginCopiesOptions;
  readonly #copies = new Set<PluginCopy>();
  /** The one used last is the last. */
  readonly #free = new Map<PluginCopy, ReturnType<typeof setTimeout>>();
  #opening = 0;
  #limit = MAX_COPIES;
  #changed = createDeferred<void>();
  #ended: ImjoyError | null = null;

  constructor(options: PluginCopiesOptions) {
    this.#options = options;
  }

  /**
   * Has a copy do something; when `signal` aborts it is ended, so that it really stops.
   * @throws WorkerLost when it ended meanwhile, NoWorker when there is none, what `work` throws
   */
  async use<T>(signal: AbortSignal, work: (copy: PluginCopy) => Promise<T>): Promise<T> {
    const copy = await this.#take(signal);
    const abort = () => copy.dispose(abortError(signal.reason));
    signal.addEventListener('abort', abort, { once: true });
    try {
      return await work(copy);
    } catch (error) {
      throw copy.ended ? new WorkerLost(copy.ended) : error;
    } finally {
      signal.removeEventListener('abort', abort);
      this.#give(copy);
    }
  }

  /** Ends all of them for good. */
  dispose(reason: ImjoyError): void {
    this.#ended ??= reason;
    for (const copy of this.#copies) copy.dispose(reason);
    this.#announce();
  }

  async #take(signal: AbortSignal): Promise<PluginCopy> {
    for (;;) {
      signal.throwIfAborted();
      if (this.#ended) throw new NoWorker(this.#ended);
      const free = [...this.#free.keys()].at(-1);
      if (free) {
        clearTimeout(this.#free.get(free));
        this.#free.delete(free);
        return free;
      }
      if (this.#copies.size + this.#opening < this.#limit) await this.#open();
      else await this.#changed.promise;
    }
  }

  /** Where another one cannot be had, those that are there have to do. */
  async #open(): Promise<void> {
    this.#opening++;
    try {
      const copy = await this.#options.open();
      if (this.#ended) return copy.dispose(this.#ended);
      if (copy.ended) throw copy.ended;
      this.#copies.add(copy);
      copy.onEnd.connect(() => this.#forget(copy));
      this.#give(copy);
    } catch (error) {
      const others = this.#copies.size + this.#opening - 1;
      this.#limit = others || MAX_COPIES;
      if (others === 0) throw new NoWorker(this.#ended ?? error);
    } finally {
      this.#opening--;
      this.#announce();
    }
  }

  #give(copy: PluginCopy): void {
    if (copy.ended) return;
    const timer = setTimeout(() => {
      this.#free.delete(copy);
      this.#copies.delete(copy);
      void copy.close();
    }, this.#options.idle);
    this.#free.set(copy, timer);
    this.#announce();
  }

  #forget(copy: PluginCopy): void {
    clearTimeout(this.#free.get(copy));
    this.#free.delete(copy);
    this.#copies.delete(copy);
    this.#announce();
  }

  /** Those that wait look again. */
  #announce(): void {
    this.#changed.resolve();
    this.#changed = createDeferred();
  }
}
