import { ImjoyError } from '../../base/error.js';
import type { ValueCodec } from '../value-codec.js';

type Subscribe = (onAbort: (reason: unknown) => void) => unknown;

/** Lets an `AbortSignal` cross: the receiver subscribes with a callback, and owns a signal of its own. */
export const abortSignalCodec: ValueCodec = {
  type: 'abortsignal',
  matches: (value) => value instanceof AbortSignal,
  encode(value, context) {
    const signal = value as AbortSignal;
    const subscribe: Subscribe = (onAbort) => {
      const tell = () => onAbort(String(signal.reason));
      if (signal.aborted) tell();
      else signal.addEventListener('abort', tell, { once: true });
    };
    return {
      _rtype: 'abortsignal',
      _raborted: signal.aborted,
      _rvalue: context.reference({ fn: subscribe }),
    };
  },
  decode(fields) {
    const controller = new AbortController();
    const subscribe = fields._rvalue;
    if (fields._raborted === true) controller.abort();
    else if (typeof subscribe === 'function')
      // A caller that is gone can no longer abort: nothing to do then.
      (subscribe as (...args: unknown[]) => Promise<unknown>)((reason: unknown) =>
        controller.abort(reason),
      ).catch(() => undefined);
    else throw new ImjoyError('VALUE_MALFORMED', 'an encoded abort signal cannot be subscribed to');
    return controller.signal;
  },
};
