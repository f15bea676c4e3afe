import { isNumber, isText, listOf, show } from './json-values.js';
import type { PredicateFactory } from './predicate.js';
import { type OptionTable, readOptions } from './read-options.js';

interface Subject {
  readonly shape: readonly number[];
  readonly dtype: string;
}

const DTYPES = new Set(
  'int8 int16 int32 int64 uint8 uint16 uint32 uint64 uint8_clamped float16 float32 float64 array'.split(
    ' ',
  ),
);

/** What ndarray calls the types that numpy calls otherwise. */
const ALIASES: Readonly<Record<string, string>> = { bigint64: 'int64', biguint64: 'uint64' };

const dtypeOf = (name: string): string => ALIASES[name] ?? name;
const isDtype = (value: unknown): value is string => isText(value) && DTYPES.has(dtypeOf(value));

/** Options of the `ndarray` keyword. In `shape`, `null` stands for any length. */
export const ndarrayOptions: OptionTable<Subject> = {
  shape: (option) => {
    if (!Array.isArray(option)) throw new Error(`must be a list of lengths, not ${show(option)}`);
    const lengths: unknown[] = option;
    if (!lengths.every((length) => length === null || isNumber(length)))
      throw new Error(`must hold numbers and null only, not ${show(option)}`);
    return ({ shape }) =>
      shape.length === lengths.length &&
      lengths.every((length, axis) => length === null || length === shape[axis]);
  },
  dtype: (option) => {
    const wanted = listOf(option, isDtype, `one of ${[...DTYPES].join(', ')}`).map(dtypeOf);
    return ({ dtype }) => wanted.includes(dtype);
  },
  ndim: (option) => {
    const wanted = listOf(option, isNumber, 'a number of dimensions');
    return ({ shape }) => wanted.includes(shape.length);
  },
};

/** The array as the host holds it (`{data, shape, …, dtype}`), or as it looks on the wire. */
function subjectOf(value: object): Subject | null {
  const array = value as Record<string, unknown>;
  const encoded = array._rtype === 'ndarray';
  const data = encoded ? array._rvalue : array.data;
  const shape = encoded ? array._rshape : array.shape;
  const dtype = encoded ? array._rdtype : array.dtype;
  const holdsData =
    ArrayBuffer.isView(data) ||
    (encoded ? data instanceof ArrayBuffer : Array.isArray(data) && dtype === 'array');
  if (!holdsData || !Array.isArray(shape) || !shape.every(isNumber) || !isDtype(dtype)) return null;
  return { shape, dtype: dtypeOf(dtype) };
}

/** `ndarray: {shape, dtype, ndim}`: an n-dimensional array, decoded or still encoded. */
export const ndarrayPredicate: PredicateFactory = (config) =>
  readOptions(config, ndarrayOptions, subjectOf);
