import { createDeferred } from '../../../base/deferred.js';
import { aborted } from './run-command.js';

/** Lets one at a time do something with the same thing, in the order in which they came. */
export class Turns {
  readonly #last = new Map<string, Promise<void>>();

  /** @throws ImjoyError `RPC_ABORTED` when the signal is aborted before it is this one's turn */
  async take<T>(key: string, signal: AbortSignal, task: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key);
    const { promise: over, resolve: end } = createDeferred<void>();
    // Who gives up while waiting is no reason for the next one not to wait.
    const mine = Promise.all([before, over]).then(() => {
      if (this.#last.get(key) === mine) this.#last.delete(key);
    });
    this.#last.set(key, mine);
    try {
      if (before) await unlessAborted(before, signal);
      return await task();
    } finally {
      end();
    }
  }
}

function unlessAborted(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  const { promise: settled, resolve, reject } = createDeferred<void>();
  const abort = () => reject(aborted(signal));
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  void promise.then(resolve);
  return settled.finally(() => signal.removeEventListener('abort', abort));
}
