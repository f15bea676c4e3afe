import { ImjoyError } from '../../base/error.js';
import type { EncodedFields, ValueCodec } from '../value-codec.js';

/**
 * Scalars that JSON has no form for. Integers of any size (`bigint`) travel as decimal text, numbers
 * that are none as their name, and `undefined` by itself; an undefined member of an object is left out.
 */
export function encodeScalar(value: unknown): unknown {
  if (typeof value === 'bigint') return { _rtype: 'int', _rvalue: String(value) };
  if (value === undefined) return { _rtype: 'undefined' };
  if (typeof value !== 'number') return value;
  if (Object.is(value, -0)) return { _rtype: 'float', _rvalue: '-0' };
  return Number.isFinite(value) ? value : { _rtype: 'float', _rvalue: String(value) };
}

const FLOATS: ReadonlyMap<unknown, number> = new Map(
  ['NaN', 'Infinity', '-Infinity', '-0'].map((text) => [text, Number(text)]),
);

/** Longest integer that is read, in characters: turning text into an integer costs its square. */
const MAX_DIGITS = 10_000;

/** Readers of what {@link encodeScalar} writes; they write nothing themselves. */
export const scalarCodecs: readonly ValueCodec[] = [
  reader('int', (fields) => {
    const text = fields._rvalue;
    if (typeof text !== 'string' || text.length > MAX_DIGITS || !/^-?\d+$/.test(text))
      throw malformed(fields);
    return BigInt(text);
  }),
  reader('float', (fields) => {
    const value = FLOATS.get(fields._rvalue);
    if (value === undefined) throw malformed(fields);
    return value;
  }),
  reader('undefined', () => undefined),
];

function reader(type: string, decode: ValueCodec['decode']): ValueCodec {
  return { type, decode, matches: () => false, encode: (value) => value };
}

const malformed = (fields: EncodedFields) =>
  new ImjoyError('VALUE_MALFORMED', `an encoded ${fields._rtype} holds no such number`);
