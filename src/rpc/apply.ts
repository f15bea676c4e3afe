import { ImjoyError } from '../base/error.js';
import { MAX_ARGUMENTS } from './limits.js';
import { resolveCallable, type Callable } from './value-codec.js';

/**
 * Calls what a peer named with what it sent.
 * @param callable what was found under that name, if anything
 * @param args what was decoded; a list of arguments, if the peer is honest
 * @throws ImjoyError `RPC_METHOD_NOT_FOUND`, `VALUE_MALFORMED`, and whatever is called
 */
export function applyCallable(
  callable: Callable | undefined,
  name: string,
  args: unknown,
): unknown {
  const { fn, owner } = callable ? resolveCallable(callable) : {};
  if (typeof fn !== 'function')
    throw new ImjoyError('RPC_METHOD_NOT_FOUND', `there is no function "${name}"`);
  if (!Array.isArray(args) || args.length > MAX_ARGUMENTS)
    throw new ImjoyError('VALUE_MALFORMED', `a call of "${name}" without a list of arguments`);
  return Reflect.apply(fn, owner, args);
}
