import { dtypeOf, messageOf } from '../../../src/index.js';
import { readArray } from '../pixels/read-array.js';
import { formatBytes } from '../values/format-bytes.js';
import { formatNumber } from '../values/format-number.js';
import { unwrapFile } from '../values/unwrap-file.js';

/** What a value is, for its icon and colour. */
export type ValueKind =
  | 'nothing'
  | 'boolean'
  | 'number'
  | 'text'
  | 'date'
  | 'function'
  | 'error'
  | 'file'
  | 'ndarray'
  | 'numbers'
  | 'bytes'
  | 'list'
  | 'map'
  | 'object'
  | 'interface';

/** A named member of a value. */
export interface Member {
  readonly key: string;
  readonly value: unknown;
}

/** The members of a value, read only as far as they are shown. */
export interface Members {
  readonly count: number;
  slice(from: number, to: number): readonly Member[];
}

/** One line about a value, and what is inside it. */
export interface ValueDescription {
  readonly kind: ValueKind;
  readonly summary: string;
  readonly members: Members;
}

/** Characters of a text that its line shows. */
export const LINE = 160;

const none: Members = { count: 0, slice: () => [] };

/** Describes any value a plugin can send. Never throws: what cannot be read is described as an error. */
export function describeValue(value: unknown): ValueDescription {
  try {
    for (const describe of describers) {
      const description = describe(value);
      if (description) return description;
    }
    return { kind: 'text', summary: String(value), members: none };
  } catch (error) {
    return { kind: 'error', summary: messageOf(error), members: none };
  }
}

type Describer = (value: unknown) => ValueDescription | null;

const leaf = (kind: ValueKind, summary: string): ValueDescription => ({
  kind,
  summary,
  members: none,
});

const primitives: Readonly<Record<string, (value: never) => ValueDescription>> = {
  undefined: () => leaf('nothing', 'undefined'),
  boolean: (value: boolean) => leaf('boolean', String(value)),
  number: (value: number) => leaf('number', String(value)),
  bigint: (value: bigint) => leaf('number', `${value}n`),
  string: (value: string) => leaf('text', quote(value)),
  symbol: (value: symbol) => leaf('text', String(value)),
  function: (value: { name?: unknown }) => leaf('function', `ƒ ${String(value.name ?? '')}()`),
};

/** Asked in this order; the first that knows the value describes it. */
const describers: readonly Describer[] = [
  (value) => (value === null ? leaf('nothing', 'null') : null),
  (value) => primitives[typeof value]?.(value as never) ?? null,
  describeFile,
  (value) => (value instanceof Date ? leaf('date', dateText(value)) : null),
  (value) => (value instanceof RegExp ? leaf('text', String(value)) : null),
  (value) =>
    value instanceof Error
      ? { kind: 'error', summary: `${value.name}: ${value.message}`, members: errorMembers(value) }
      : null,
  (value) =>
    value instanceof ArrayBuffer
      ? leaf('bytes', `buffer of ${formatBytes(value.byteLength)}`)
      : null,
  describeArray,
  (value) => (Array.isArray(value) ? collection('list', 'list', listMembers(value)) : null),
  (value) =>
    value instanceof Set ? collection('list', 'set', listMembers([...value] as unknown[])) : null,
  (value) => (value instanceof Map ? collection('map', 'map', mapMembers(value)) : null),
  (value) => describeObject(value as Record<string, unknown>),
];

function describeFile(value: unknown): ValueDescription | null {
  const file = unwrapFile(value);
  if (!file) return null;
  const { blob, path } = file;
  return leaf('file', [path, formatBytes(blob.size), blob.type].filter(Boolean).join(' · '));
}

/** Typed arrays, n-d arrays and pictures; a broken one is described as the error it is. */
function describeArray(value: unknown): ValueDescription | null {
  const array = readArray(value);
  if (!array) {
    return ArrayBuffer.isView(value)
      ? leaf('bytes', `view of ${formatBytes(value.byteLength)}`)
      : null;
  }
  const { shape, dtype, data, offset } = array;
  const isFlat = ArrayBuffer.isView(value) && dtypeOf(value) !== undefined;
  const head: ArrayLike<number | bigint> = data.subarray(offset, offset + 6);
  const first = Array.from(head, (entry) => formatNumber(Number(entry)));
  const more = data.length > first.length ? ', …' : '';
  return {
    kind: isFlat ? 'numbers' : 'ndarray',
    summary: `${dtype} ${shape.join(' × ')}  [${first.join(', ')}${more}]`,
    members: isFlat ? listMembers(data) : none,
  };
}

function describeObject(value: Record<string, unknown>): ValueDescription {
  const keys = Object.keys(value);
  const members = keyedMembers(keys, (key) => value[key]);
  if (value['_rintf']) return { kind: 'interface', summary: `interface {${keys.length}}`, members };
  const className: unknown = Object.getPrototypeOf(value)?.constructor?.name;
  const name = typeof className === 'string' && className !== 'Object' ? `${className} ` : '';
  const preview = keys.slice(0, 4).join(', ') + (keys.length > 4 ? ', …' : '');
  return { kind: 'object', summary: `${name}{${preview}}`, members };
}

function collection(kind: ValueKind, noun: string, members: Members): ValueDescription {
  const items = members.count === 1 ? 'item' : 'items';
  return { kind, summary: `${noun} of ${members.count} ${items}`, members };
}

function listMembers(list: ArrayLike<unknown>): Members {
  return {
    count: list.length,
    slice: (from, to) =>
      Array.from({ length: Math.max(Math.min(to, list.length) - from, 0) }, (_, i) =>
        member(String(from + i), () => list[from + i]),
      ),
  };
}

function mapMembers(map: ReadonlyMap<unknown, unknown>): Members {
  const entries = [...map];
  return {
    count: entries.length,
    slice: (from, to) =>
      entries.slice(from, to).map(([key, value]) => ({ key: keyText(key), value })),
  };
}

function errorMembers(error: Error): Members {
  const keys = ['stack', 'cause', ...Object.keys(error)].filter((key) => key in error);
  return keyedMembers(
    [...new Set(keys)],
    (key) => (error as unknown as Record<string, unknown>)[key],
  );
}

function keyedMembers(keys: readonly string[], read: (key: string) => unknown): Members {
  return {
    count: keys.length,
    slice: (from, to) => keys.slice(from, to).map((key) => member(key, () => read(key))),
  };
}

/** A getter of foreign code may throw: its error stands in for the value. */
function member(key: string, read: () => unknown): Member {
  try {
    return { key, value: read() };
  } catch (error) {
    return { key, value: error };
  }
}

function keyText(key: unknown): string {
  return typeof key === 'string' ? key : describeValue(key).summary;
}

function quote(text: string): string {
  const line = text.length > LINE ? `${text.slice(0, LINE)}…` : text;
  const size = text.length > LINE ? ` (${text.length.toLocaleString('en')} characters)` : '';
  return JSON.stringify(line) + size;
}

function dateText(date: Date): string {
  return Number.isNaN(date.getTime()) ? 'invalid date' : date.toISOString();
}
