import { reportError } from '../base/report-error.js';

export type Handler = (value?: unknown) => unknown;

/**
 * Events of one plugin or window, spec 3.6. The first event of a name that nobody listened to is
 * remembered, and replayed to every handler that asks for it.
 */
export class Emitter {
  #handlers = new Map<string, Set<Handler>>();
  #missed = new Map<string, unknown>();

  /** @param fireIfEmitted call the handler with the event that was emitted before anybody listened */
  on(name: string, handler: Handler, fireIfEmitted = false): void {
    let handlers = this.#handlers.get(name);
    if (!handlers) this.#handlers.set(name, (handlers = new Set()));
    handlers.add(handler);
    if (fireIfEmitted && this.#missed.has(name))
      run(handler, this.#missed.get(name)).catch((error: unknown) =>
        reportError(error, `handler of "${name}"`),
      );
  }

  /** Without a handler, all handlers of the name are removed. */
  off(name: string, handler?: Handler): void {
    if (handler) this.#handlers.get(name)?.delete(handler);
    else this.#handlers.delete(name);
  }

  /**
   * Calls the handlers in order, each after the one before has finished.
   * @throws AggregateError of what handlers threw, after all have run
   */
  async emit(name: string, value?: unknown): Promise<void> {
    const handlers = this.#handlers.get(name);
    if (!handlers || handlers.size === 0) {
      if (!this.#missed.has(name)) this.#missed.set(name, value);
      return;
    }
    const errors: unknown[] = [];
    for (const handler of [...handlers])
      await run(handler, value).catch((error: unknown) => errors.push(error));
    if (errors.length > 0) throw new AggregateError(errors, `handlers of "${name}" failed`);
  }
}

const run = async (handler: Handler, value: unknown): Promise<unknown> => handler(value);
