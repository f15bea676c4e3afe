import { ImjoyError } from '../../base/error.js';
import { tagOf } from '../kind.js';
import type { EncodedFields, ValueCodec } from '../value-codec.js';

/** Objects of the language that structured clone carries, for transports that have none of them. */

/** Milliseconds since 1970 UTC. */
export const dateCodec: ValueCodec = {
  type: 'date',
  cloneable: true,
  matches: (value) => tagOf(value) === 'Date',
  encode: (value, context) => ({
    _rtype: 'date',
    _rvalue: context.encode((value as Date).getTime()),
  }),
  decode(fields) {
    if (typeof fields._rvalue !== 'number') throw malformed(fields);
    return new Date(fields._rvalue);
  },
};

export const regExpCodec: ValueCodec = {
  type: 'regexp',
  cloneable: true,
  matches: (value) => tagOf(value) === 'RegExp',
  encode: (value) => ({
    _rtype: 'regexp',
    _rvalue: (value as RegExp).source,
    _rflags: (value as RegExp).flags,
  }),
  decode(fields) {
    try {
      return new RegExp(String(fields._rvalue), String(fields._rflags ?? ''));
    } catch {
      throw malformed(fields);
    }
  },
};

/** `new Number(1)` and its like arrive as what they hold; nothing reads them back. */
export const boxedCodec: ValueCodec = {
  type: 'boxed',
  cloneable: true,
  matches: (value) => /^(Boolean|Number|String|BigInt)$/.test(tagOf(value)),
  encode: (value, context) => context.encode(value.valueOf()),
  decode: (fields) => fields,
};

const malformed = (fields: EncodedFields) =>
  new ImjoyError(
    'VALUE_MALFORMED',
    `an encoded ${fields._rtype} is none: ${String(fields._rvalue)}`,
  );
