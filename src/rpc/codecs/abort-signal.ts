import { ImjoyError } from '../../base/error.js';
import type { ValueCodec } from '../value-codec.js';

type OnAbort = (reason: unknown) => unknown;

/** Lets an `AbortSignal` cross: the receiver subscribes with a callback, and owns a signal of its own. */
export const abortSignalCodec: ValueCodec = {
  type: 'abortsignal',
  matches: (value) => value instanceof AbortSignal,
  encode(value, context) {
    const signal = value as AbortSignal;
    if (signal.aborted)
      return { _rtype: 'abortsignal', _raborted: true, _rreason: context.tryEncode(signal.reason) };
    const subscribe = (onAbort: OnAbort) => {
      const tell = () => void tellReason(onAbort, signal.reason);
      if (signal.aborted) tell();
      else signal.addEventListener('abort', tell, { once: true });
    };
    return {
      _rtype: 'abortsignal',
      _raborted: false,
      _rvalue: context.reference({ fn: subscribe }),
    };
  },
  decode(fields) {
    const controller = new AbortController();
    const subscribe = fields._rvalue;
    if (fields._raborted === true) controller.abort(fields._rreason);
    else if (typeof subscribe === 'function')
      // A caller that is gone can no longer abort: nothing to do then.
      (subscribe as (onAbort: OnAbort) => Promise<unknown>)((reason) =>
        controller.abort(reason),
      ).catch(() => undefined);
    else throw new ImjoyError('VALUE_MALFORMED', 'an encoded abort signal cannot be subscribed to');
    return controller.signal;
  },
};

/** A reason that cannot be sent is told as text; a receiver that is gone need not be told. */
async function tellReason(onAbort: OnAbort, reason: unknown): Promise<void> {
  try {
    await onAbort(reason);
  } catch {
    await Promise.resolve(onAbort(String(reason))).catch(() => undefined);
  }
}
