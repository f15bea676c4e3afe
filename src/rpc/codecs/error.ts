import { ImjoyError, type ErrorCode, type ErrorDetails } from '../../base/error.js';
import { defineMember } from '../define-member.js';
import { tagOf } from '../kind.js';
import type { EncodeContext, EncodedFields, ValueCodec } from '../value-codec.js';

/**
 * Errors with name, message, stack, code, cause and what else of their own can be sent. `_rvalue` is the
 * text that imjoy-rpc peers show.
 */
export const errorCodec: ValueCodec = {
  type: 'error',
  matches: (value) => value instanceof Error || /^(Error|DOMException)$/.test(tagOf(value)),
  encode(value, context) {
    const error = value as Error & { code?: unknown };
    const { name, message, stack, code, cause } = error;
    return {
      _rtype: 'error',
      _rvalue: `${name}: ${message}`,
      _rname: name,
      _rmessage: message,
      ...(stack !== undefined && { _rstack: stack }),
      ...(isScalar(code) && { _rcode: code }),
      ...(error instanceof ImjoyError && { _rdetails: context.encode(error.details) }),
      ...(cause !== undefined && { _rcause: context.tryEncode(cause) ?? String(cause) }),
      ...encodeMembers(error, context),
    };
  },
  decode(fields) {
    const error = createError(fields);
    give(error, 'name', text(fields._rname));
    give(error, 'stack', text(fields._rstack));
    if (!(error instanceof ImjoyError)) give(error, 'code', fields._rcode);
    const members = fields._rmembers;
    if (typeof members === 'object' && members !== null)
      for (const [key, member] of Object.entries(members))
        if (!STANDARD.has(key)) give(error, key, member);
    return error;
  },
};

/** Members that have fields of their own, or that no peer may set. */
const STANDARD = new Set(
  'name message stack code cause details constructor __proto__ prototype toString'.split(' '),
);

/** The language's own classes, so that `instanceof` holds on the other side too. */
const NATIVES = new Map(
  [EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError].map((type) => [
    type.name,
    type,
  ]),
);

function createError(fields: EncodedFields): Error {
  const message = text(fields._rmessage) ?? text(fields._rvalue) ?? '';
  const { _rcause: cause, _rdetails: details } = fields;
  const options = cause === undefined ? {} : { cause };
  if (fields._rname === 'ImjoyError')
    return new ImjoyError(String(fields._rcode) as ErrorCode, message, {
      ...options,
      details: (details ?? {}) as ErrorDetails,
    });
  const Native = NATIVES.get(String(fields._rname)) ?? Error;
  return new Native(message, options);
}

function encodeMembers(error: Error, context: EncodeContext): object | undefined {
  const members: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(error)) {
    const encoded = STANDARD.has(key) ? undefined : context.tryEncode(member);
    if (encoded !== undefined) defineMember(members, key, encoded);
  }
  return Object.keys(members).length > 0 ? { _rmembers: members } : undefined;
}

const isScalar = (value: unknown): boolean => /^(string|number|boolean)$/.test(typeof value);

const text = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;

function give(error: Error, key: string, value: unknown): void {
  if (value === undefined) return;
  Object.defineProperty(error, key, {
    value,
    enumerable: !STANDARD.has(key),
    writable: true,
    configurable: true,
  });
}
