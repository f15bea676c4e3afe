import { reportError } from '../base/report-error.js';

export type Handler = (value?: unknown) => unknown;

/** Names whose first event is remembered: plugins choose names freely, memory is not free. */
const MAX_MISSED = 100;

/**
 * Events of one plugin or window, spec 3.6. The first event of a name that nobody ever listened to is
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
    const handlers = this.#handlers.get(name);
    if (handler) handlers?.delete(handler);
    else handlers?.clear();
  }

  /** Removes the handlers, whatever they listen to, that `isGone` says nobody can be told by any more. */
  drop(isGone: (handler: Handler) => boolean): void {
    for (const handlers of this.#handlers.values())
      for (const handler of handlers) if (isGone(handler)) handlers.delete(handler);
  }

  /**
   * Calls the handlers in order, each after the one before has finished.
   * @throws AggregateError of what handlers threw, after all have run
   */
  async emit(name: string, value?: unknown): Promise<void> {
    const handlers = this.#handlers.get(name);
    if (!handlers) return this.#remember(name, value);
    const errors: unknown[] = [];
    for (const handler of [...handlers])
      await run(handler, value).catch((error: unknown) => errors.push(error));
    if (errors.length > 0) throw failed(name, errors);
  }

  #remember(name: string, value: unknown): void {
    if (this.#missed.has(name) || this.#missed.size >= MAX_MISSED) return;
    this.#missed.set(name, value);
  }
}

/** The language hides `errors`, and what is hidden stays behind when an error crosses to a plugin. */
function failed(name: string, errors: readonly unknown[]): AggregateError {
  const error = new AggregateError(errors, `handlers of "${name}" failed`);
  return Object.defineProperty(error, 'errors', { enumerable: true });
}

const run = async (handler: Handler, value: unknown): Promise<unknown> => handler(value);
