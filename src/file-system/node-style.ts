import { reportError } from '../base/report-error.js';

/** A callback as Node calls it: the error or `null` first; `exists` alone answers with just a boolean. */
export type NodeCallback = (...outcome: never[]) => unknown;

/** An asynchronous function that can be awaited, or given a callback as its last argument. */
export type NodeStyle<F> = F &
  ((...args: [...args: unknown[], callback: NodeCallback]) => Promise<void>);

type Operation = (...args: never[]) => Promise<unknown>;

/** Results that Node spreads over the callback's arguments. */
const callbackArguments: Readonly<Record<string, (result: never) => unknown[]>> = {
  exists: (exists: boolean) => [exists],
  read: ({ bytesRead, buffer }: { bytesRead: number; buffer: unknown }) => [
    null,
    bytesRead,
    buffer,
  ],
  write: ({ bytesWritten, buffer }: { bytesWritten: number; buffer: unknown }) => [
    null,
    bytesWritten,
    buffer,
  ],
};

const byDefault = (result: unknown): unknown[] => (result === undefined ? [null] : [null, result]);

/**
 * Lets each function take a trailing callback. Then the outcome goes to the callback, once, and the promise
 * resolves with nothing: a caller who looks at the callback only must not meet an unhandled rejection.
 */
export function toNodeStyle<T extends object>(operations: T): { [K in keyof T]: NodeStyle<T[K]> } {
  const wrapped = Object.entries(operations).map(([name, operation]: [string, Operation]) => {
    const spread = (callbackArguments[name] ?? byDefault) as (result: unknown) => unknown[];
    return [
      name,
      acceptCallback(name, operation as (...args: unknown[]) => Promise<unknown>, spread),
    ];
  });
  return Object.fromEntries(wrapped) as { [K in keyof T]: NodeStyle<T[K]> };
}

function acceptCallback(
  name: string,
  operation: (...args: unknown[]) => Promise<unknown>,
  spread: (result: unknown) => unknown[],
): (...args: unknown[]) => Promise<unknown> {
  return async (...args) => {
    const callback = args.at(-1);
    if (typeof callback !== 'function') return operation(...args);
    const outcome = await operation(...args.slice(0, -1)).then(spread, (error: unknown) => [error]);
    // Not awaited: a callback in a plugin may take as long as it likes.
    void Promise.resolve()
      .then(() => Reflect.apply(callback, undefined, outcome) as unknown)
      .catch((error: unknown) => reportError(error, `callback of fs.${name}`));
    return undefined;
  };
}
