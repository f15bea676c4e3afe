import { readArray } from '../pixels/read-array.js';
import { unwrapFile } from '../values/unwrap-file.js';

/**
 * Writes any value as JSON. What JSON has no word for is written as what comes nearest: typed arrays as lists,
 * n-d arrays with their shape, files by their name and size, maps as objects; an object met inside itself as
 * the text `[circular]`.
 */
export function writeJson(value: unknown): Blob {
  const text = JSON.stringify(toPlain(value, []), null, 2) ?? 'null';
  return new Blob([`${text}\n`], { type: 'application/json' });
}

function toPlain(value: unknown, above: readonly object[]): unknown {
  if (typeof value === 'bigint')
    return Number.isSafeInteger(Number(value)) ? Number(value) : `${value}`;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (above.includes(value)) return '[circular]';
  const inside = [...above, value];
  for (const convert of converters) {
    const plain = convert(value, (part) => toPlain(part, inside));
    if (plain !== undefined) return plain;
  }
  return mapFields(value, (part) => toPlain(part, inside));
}

type Convert = (value: object, convert: (part: unknown) => unknown) => unknown;

/** Asked in this order; undefined is "not mine". */
const converters: readonly Convert[] = [
  (value) => {
    const file = unwrapFile(value);
    return file ? { file: file.path, type: file.blob.type, bytes: file.blob.size } : undefined;
  },
  (value) => (value instanceof Date ? value.toJSON() : undefined),
  (value) => (value instanceof Error ? { name: value.name, message: value.message } : undefined),
  (value, convert) => {
    if (value instanceof ArrayBuffer) return [...new Uint8Array(value)];
    const array = readArray(value);
    if (!array) return undefined;
    const { data, shape, stride, offset, dtype } = array;
    const numbers = Array.from(data as ArrayLike<unknown>, convert);
    if (ArrayBuffer.isView(value)) return numbers;
    return { dtype, shape, stride, offset, data: numbers };
  },
  (value, convert) =>
    Array.isArray(value) || value instanceof Set
      ? [...(value as Iterable<unknown>)].map(convert)
      : undefined,
  (value, convert) =>
    value instanceof Map
      ? Object.fromEntries([...value].map(([key, part]) => [String(key), convert(part)]))
      : undefined,
];

/** `__proto__` is a name like any other here. */
const mapFields = (value: object, convert: (part: unknown) => unknown) =>
  Object.fromEntries(Object.entries(value).map(([key, part]) => [key, convert(part)]));
