import { ImjoyError } from '../../base/error.js';
import type { EncodedFields, ValueCodec } from '../value-codec.js';

export const setCodec: ValueCodec = {
  type: 'set',
  cloneable: true,
  matches: (value) => value instanceof Set,
  encode: (value, context) => ({
    _rtype: 'set',
    _rvalue: Array.from(value as Set<unknown>, (item) => context.encode(item)),
  }),
  decode: (fields) => new Set(toList(fields)),
};

export const mapCodec: ValueCodec = {
  type: 'orderedmap',
  cloneable: true,
  matches: (value) => value instanceof Map,
  encode: (value, context) => ({
    _rtype: 'orderedmap',
    _rvalue: Array.from(value as Map<unknown, unknown>, ([key, item]) => [
      context.encode(key),
      context.encode(item),
    ]),
  }),
  decode(fields) {
    const pairs = toList(fields);
    if (!pairs.every((pair) => Array.isArray(pair) && pair.length === 2)) throw malformed(fields);
    return new Map(pairs as [unknown, unknown][]);
  },
};

/** Dates for transports that have none; milliseconds since 1970 UTC. */
export const dateCodec: ValueCodec = {
  type: 'date',
  cloneable: true,
  matches: (value) => value instanceof Date,
  encode: (value) => ({ _rtype: 'date', _rvalue: (value as Date).getTime() }),
  decode(fields) {
    if (typeof fields._rvalue !== 'number') throw malformed(fields);
    return new Date(fields._rvalue);
  },
};

function toList(fields: EncodedFields): unknown[] {
  if (!Array.isArray(fields._rvalue)) throw malformed(fields);
  return fields._rvalue;
}

function malformed(fields: EncodedFields): ImjoyError {
  return new ImjoyError('VALUE_MALFORMED', `an encoded ${fields._rtype} has no list of members`);
}
