import { ImjoyError, type ErrorCode, type ErrorDetails } from '../../base/error.js';
import type { ValueCodec } from '../value-codec.js';

/**
 * Errors with name, message, stack, code, cause and their own plain members. `_rvalue` is the text
 * that imjoy-rpc peers show.
 */
export const errorCodec: ValueCodec = {
  type: 'error',
  matches: (value) => value instanceof Error || isDomException(value),
  encode(value, context) {
    const error = value as Error & { code?: unknown };
    const members = Object.entries(error).filter(
      ([key, member]) => !STANDARD.has(key) && isScalar(member),
    );
    return {
      _rtype: 'error',
      _rvalue: `${error.name}: ${error.message}`,
      _rname: error.name,
      _rmessage: error.message,
      _rstack: error.stack,
      ...(isScalar(error.code) && { _rcode: error.code }),
      ...(error instanceof ImjoyError && { _rdetails: context.encode(error.details) }),
      ...(error.cause !== undefined && { _rcause: encodeCause(error.cause, context.encode) }),
      ...(members.length > 0 && { _rmembers: Object.fromEntries(members) }),
    };
  },
  decode(fields) {
    const message = text(fields._rmessage) ?? text(fields._rvalue) ?? '';
    const cause = fields._rcause;
    const error =
      fields._rname === 'ImjoyError'
        ? new ImjoyError(String(fields._rcode) as ErrorCode, message, {
            cause,
            details: (fields._rdetails ?? {}) as ErrorDetails,
          })
        : new Error(message, cause === undefined ? undefined : { cause });
    give(error, 'name', text(fields._rname));
    give(error, 'stack', text(fields._rstack));
    if (!(error instanceof ImjoyError)) give(error, 'code', fields._rcode);
    const members = fields._rmembers;
    if (typeof members === 'object' && members !== null)
      for (const [key, member] of Object.entries(members))
        if (!STANDARD.has(key) && isScalar(member)) give(error, key, member);
    return error;
  },
};

/** Members that have fields of their own, or that no peer may set. */
const STANDARD = new Set(
  'name message stack code cause details constructor __proto__ prototype toString'.split(' '),
);

const isScalar = (value: unknown): boolean =>
  value !== undefined && /^(string|number|boolean|bigint)$/.test(typeof value);

const text = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;

function isDomException(value: object): boolean {
  return typeof DOMException === 'function' && value instanceof DOMException;
}

/** A cause that cannot be sent must not hide the error that it caused. */
function encodeCause(cause: unknown, encode: (value: unknown) => unknown): unknown {
  try {
    return typeof cause === 'function' ? String(cause) : encode(cause);
  } catch {
    return String(cause);
  }
}

function give(error: Error, key: string, value: unknown): void {
  if (value === undefined) return;
  Object.defineProperty(error, key, {
    value,
    enumerable: !STANDARD.has(key),
    writable: true,
    configurable: true,
  });
}
