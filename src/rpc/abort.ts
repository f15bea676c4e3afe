import { ImjoyError } from '../base/error.js';

/** Arguments of a call whose last one may be an `AbortSignal`, followed for as long as the call runs. */
export interface FollowedSignal {
  /** The arguments with the signal replaced by one that lives no longer than the call. */
  readonly args: unknown[];
  /** Why the call is not to be made, when the signal was aborted before. */
  readonly refusal: ImjoyError | null;
  unfollow(): void;
}

/** Tells `onAbort` once when the signal that ends `args` aborts; `AbortSignal.timeout` is a time limit. */
export function followSignal(
  args: unknown[],
  onAbort: (error: ImjoyError) => void,
): FollowedSignal | undefined {
  const signal = args.at(-1);
  if (!(signal instanceof AbortSignal)) return undefined;
  const relay = new AbortController();
  const abort = () => {
    relay.abort(signal.reason);
    onAbort(abortError(signal.reason));
  };
  signal.addEventListener('abort', abort, { once: true });
  return {
    args: [...args.slice(0, -1), relay.signal],
    refusal: signal.aborted ? abortError(signal.reason) : null,
    unfollow: () => signal.removeEventListener('abort', abort),
  };
}

/** What a call rejects with that was aborted for a reason. */
export function abortError(reason: unknown): ImjoyError {
  const timeout = reason instanceof DOMException && reason.name === 'TimeoutError';
  return timeout
    ? new ImjoyError('RPC_TIMEOUT', 'the call took longer than its caller would wait')
    : new ImjoyError('RPC_ABORTED', 'the call was aborted by its caller', { cause: reason });
}
