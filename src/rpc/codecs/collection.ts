import { ImjoyError } from '../../base/error.js';
import { tagOf } from '../kind.js';
import type { EncodedFields, ValueCodec } from '../value-codec.js';

export const setCodec: ValueCodec = {
  type: 'set',
  cloneable: true,
  matches: (value) => tagOf(value) === 'Set',
  encode: (value, context) => ({
    _rtype: 'set',
    _rvalue: Array.from(value as Set<unknown>, (item) => context.encode(item)),
  }),
  decode: (fields) => new Set(toList(fields)),
};

export const mapCodec: ValueCodec = {
  type: 'orderedmap',
  cloneable: true,
  matches: (value) => tagOf(value) === 'Map',
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

function toList(fields: EncodedFields): unknown[] {
  if (!Array.isArray(fields._rvalue)) throw malformed(fields);
  return fields._rvalue;
}

function malformed(fields: EncodedFields): ImjoyError {
  return new ImjoyError('VALUE_MALFORMED', `an encoded ${fields._rtype} has no list of members`);
}
