import { ImjoyError } from '../../../base/error.js';
import {
  compactData,
  createCodec,
  dtypeOf,
  isNdArrayLike,
  NdArray,
  viewOf,
  type Codec,
  type NdArrayLike,
  type NumericArray,
  type OwnCodec,
} from '../../../rpc/index.js';

/**
 * Values as pages of 2019 write and read them: whatever is no list or object is an object with a `__jailed_type__`,
 * for their decoders drop all other members.
 */
export interface Jailed {
  readonly __jailed_type__: string;
  readonly __value__: unknown;
  readonly [field: string]: unknown;
}

/** The function behind a `callback`, an `interface` or a `plugin_interface`. */
export type FindFunction = (fields: Jailed) => unknown;

const jailed = (type: string, value: unknown, fields: object = {}): Jailed => ({
  __jailed_type__: type,
  __value__: value,
  ...fields,
});

const argument = (value: unknown) => jailed('argument', value);

/** JSON has no integers of any size, and nothing for what is not there. */
const writeScalar = (value: unknown): Jailed =>
  argument(typeof value === 'bigint' ? Number(value) : (value ?? null));

const tagOf = (value: unknown): string => Object.prototype.toString.call(value).slice(8, -1);

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

function writeArray(data: NumericArray, shape: readonly number[], dtype = dtypeOf(data)): Jailed {
  const name = dtype === 'uint8_clamped' ? 'uint8' : dtype;
  return jailed('ndarray', bytesOf(data), { __shape__: [...shape], __dtype__: name });
}

/** Python's own text of where it happened, which is what they show. */
export function textOf({ name, message, stack = '' }: Error): string {
  return stack.startsWith('Traceback ') ? stack : `${name}: ${message}`;
}

const entries: readonly OwnCodec[] = [
  // What a plugin wrote in this form itself is what it means.
  { type: 'jailed', literals: true, matches: isJailed, encode: (value) => value },
  {
    type: 'ndarray',
    literals: true,
    matches: isNdArrayLike,
    encode(value) {
      const { shape, dtype } = value as NdArrayLike;
      const data = compactData(value as NdArrayLike);
      return writeArray(data, shape, dtype === 'bool' ? dtype : dtypeOf(data));
    },
  },
  {
    type: 'error',
    matches: (value) => value instanceof Error,
    encode: (value) => jailed('error', textOf(value as Error)),
  },
  {
    type: 'bytes',
    matches: (value) => /^(ArrayBuffer|DataView|Uint8Array|Uint8ClampedArray)$/.test(tagOf(value)),
    encode: (value) =>
      argument(ArrayBuffer.isView(value) ? bytesOf(value) : new Uint8Array(value as ArrayBuffer)),
  },
  {
    type: 'typedarray',
    matches: ArrayBuffer.isView,
    encode: (value) => writeArray(value as NumericArray, [(value as NumericArray).length]),
  },
  {
    type: 'file',
    matches: (value) => value instanceof Blob,
    encode: (value, context) => {
      const read = context.encodeAwaited(value, () => (value as Blob).arrayBuffer());
      const { _path, name = '' } = value as { readonly _path?: string; readonly name?: string };
      return jailed('file', isJailed(read) ? read.__value__ : null, {
        __relative_path__: _path ?? name,
      });
    },
  },
  {
    type: 'set',
    matches: (value) => value instanceof Set,
    encode: (value, context) => context.encode([...(value as Set<unknown>)]),
  },
  {
    type: 'map',
    matches: (value) => value instanceof Map,
    encode(value, context) {
      const pairs = [...(value as Map<unknown, unknown>)];
      const isNamed = pairs.every(([key]) => typeof key === 'string');
      return context.encode(isNamed ? Object.fromEntries(pairs) : pairs);
    },
  },
  {
    type: 'date',
    matches: (value) => value instanceof Date,
    encode: (value) => argument((value as Date).toJSON()),
  },
  // Nobody there could listen to it. Whoever aborts a call waits no longer for it all the same.
  {
    type: 'abortsignal',
    matches: (value) => value instanceof AbortSignal,
    encode: () => argument(null),
  },
];

/** Writes values for pages of 2019. */
export const jailedCodec: Pick<Codec, 'encode'> = createCodec({
  table: entries,
  transport: 'wire',
  encodeScalar: writeScalar,
});

/** Levels of nesting of what is read. */
const MAX_DEPTH = 1_000;

/**
 * Reads what a page of 2019 wrote. Nothing about it is trusted.
 * @throws ImjoyError `VALUE_MALFORMED`
 */
export function readJailed(value: unknown, find: FindFunction, depth = 0): unknown {
  if (depth > MAX_DEPTH) throw malformed(`a value is nested more than ${MAX_DEPTH} levels deep`);
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value)) return toBuffer(value);
  if (Array.isArray(value)) return value.map((item) => readJailed(item, find, depth + 1));
  if (isJailed(value)) {
    const read = Object.hasOwn(readers, value.__jailed_type__)
      ? readers[value.__jailed_type__]
      : undefined;
    return read ? read(value, find) : value.__value__;
  }
  const members = Object.entries(value).map(([key, item]) => [
    key,
    readJailed(item, find, depth + 1),
  ]);
  // A function called `then` would turn every await of this value into a call of the page.
  return Object.fromEntries(
    members.filter(([key, item]) => key !== 'then' || typeof item !== 'function'),
  );
}

type Reader = (fields: Jailed, find: FindFunction) => unknown;

const readFunction: Reader = (fields, find) => find(fields);

const readBytes: Reader = ({ __value__: value }) =>
  ArrayBuffer.isView(value) ? toBuffer(value) : value;

const readers: Readonly<Record<string, Reader>> = {
  argument: readBytes,
  file: readBytes,
  callback: readFunction,
  interface: readFunction,
  plugin_interface: readFunction,
  error: ({ __value__: text }) => new Error(String(text)),
  ndarray({ __value__: value, __shape__: shape, __dtype__: dtype }) {
    const View = viewOf(dtype);
    if (!View) throw malformed(`an array of ${String(dtype)} cannot be read`);
    const chunks: unknown[] = Array.isArray(value) ? value : [value];
    if (!chunks.every((chunk) => ArrayBuffer.isView(chunk)))
      throw malformed('an array has no bytes');
    if (!Array.isArray(shape) || !shape.every((length) => Number.isSafeInteger(length)))
      throw malformed('an array has no shape');
    const [first, ...more] = chunks.map(bytesOf);
    const bytes = first && more.length === 0 ? first : Buffer.concat(chunks.map(bytesOf));
    try {
      return new NdArray(new View(toBuffer(bytes)) as NumericArray, shape);
    } catch {
      throw malformed(`the bytes of an array do not fit ${String(dtype)} and its shape`);
    }
  },
};

function toBuffer(view: ArrayBufferView): ArrayBuffer {
  const copy = new Uint8Array(view.byteLength);
  copy.set(bytesOf(view));
  return copy.buffer;
}

function isJailed(value: unknown): value is Jailed {
  const fields = value as Partial<Jailed> | null;
  return (
    typeof fields === 'object' &&
    fields !== null &&
    typeof fields.__jailed_type__ === 'string' &&
    Object.hasOwn(fields, '__value__')
  );
}

const malformed = (why: string) => new ImjoyError('VALUE_MALFORMED', why);
