import { ImjoyError, type ErrorCode } from '../../src/base/error.js';
import { dtypeOf, NdArray, type NumericArray } from '../../src/rpc/index.js';
import { viewOf } from '../../src/rpc/nd-array.js';

/** The notation of `wire/README.md`, read into values and written from them. */

type Fields = Record<string, unknown>;
type ErrorFields = { name: string; message: string; code?: string; cause?: unknown; members?: Fields };
type FileFields = { bytes: string; mime: string; name: string; path: string };

const toBytes = (text: string) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
const toBase64 = (buffer: ArrayBufferLike) => btoa(String.fromCharCode(...new Uint8Array(buffer)));

function typed(dtype: string, items: readonly unknown[]): NumericArray {
  const View = viewOf(dtype) as unknown as { from(items: unknown[]): NumericArray };
  return View.from(items.map((item) => (typeof item === 'string' ? BigInt(item) : item)));
}

function makeError({ name, message, code, cause, members }: ErrorFields): Error {
  const natives: Record<string, typeof Error> = { RangeError, TypeError };
  const options = cause === undefined ? {} : { cause: fromNotation(cause) };
  const isOurs = name === 'ImjoyError';
  const error = isOurs
    ? new ImjoyError(code as ErrorCode, message, options)
    : new (natives[name] ?? Error)(message, options);
  Object.defineProperty(error, 'name', { value: name });
  if (code && !isOurs) Object.defineProperty(error, 'code', { value: code });
  return Object.assign(error, members && (fromNotation(members) as object));
}

const readers: Record<string, (content: never) => unknown> = {
  $bytes: (text: string) => toBytes(text).buffer,
  $undefined: () => undefined,
  $float: (text: string) => Number(text),
  $int: (text: string) => BigInt(text),
  $typed: ([dtype, items]: [string, unknown[]]) => typed(dtype, items),
  $view: (text: string) => new DataView(toBytes(text).buffer),
  $ndarray: ({ dtype, shape, data }: { dtype: string; shape: number[]; data: unknown[] }) =>
    new NdArray(typed(dtype, data), shape),
  $date: (ms: unknown) => new Date(fromNotation(ms) as number),
  $regexp: ([source, flags]: [string, string]) => new RegExp(source, flags),
  $map: (pairs: unknown[]) => new Map(fromNotation(pairs) as [unknown, unknown][]),
  $set: (items: unknown[]) => new Set(fromNotation(items) as unknown[]),
  $error: makeError,
  $blob: ({ bytes, mime }: FileFields) => new Blob([toBytes(bytes)], { type: mime }),
  $file: ({ bytes, mime, name, path }: FileFields) =>
    Object.assign(new File([toBytes(bytes)], name, { type: mime }), { _path: path }),
};

export function fromNotation(notation: unknown): unknown {
  if (typeof notation !== 'object' || notation === null) return notation;
  if (Array.isArray(notation)) return notation.map(fromNotation);
  const [key = '', content] = Object.entries(notation)[0] ?? [];
  const read = readers[key];
  if (read) return read(content as never);
  return Object.fromEntries(Object.entries(notation).map(([k, v]) => [k, fromNotation(v)]));
}

const items = (data: NumericArray) =>
  Array.from(data as ArrayLike<unknown>, (item) => (typeof item === 'bigint' ? `${item}` : item));

async function errorToNotation(error: Error): Promise<object> {
  const { code } = error as { code?: unknown };
  const members = Object.entries(error).filter(([key]) => !/^(name|code|details)$/.test(key));
  return {
    name: error.name,
    message: error.message,
    ...(code !== undefined && { code }),
    ...(error.cause !== undefined && { cause: await toNotation(error.cause) }),
    ...(members.length > 0 && { members: await toNotation(Object.fromEntries(members)) }),
  };
}

async function blobToNotation(blob: Blob): Promise<object> {
  const content = { bytes: toBase64(await blob.arrayBuffer()), mime: blob.type };
  if (!(blob instanceof File)) return { $blob: content };
  return { $file: { ...content, name: blob.name, path: (blob as { _path?: string })._path } };
}

/** Asynchronous, because the contents of files are. */
export async function toNotation(value: unknown): Promise<unknown> {
  const all = (list: Iterable<unknown>) => Promise.all(Array.from(list, toNotation));
  if (value === undefined) return { $undefined: true };
  if (typeof value === 'bigint') return { $int: `${value}` };
  if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0)))
    return { $float: Object.is(value, -0) ? '-0' : `${value}` };
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return all(value);
  if (value instanceof ArrayBuffer) return { $bytes: toBase64(value) };
  if (value instanceof DataView) return { $view: toBase64(value.buffer) };
  if (value instanceof NdArray)
    return { $ndarray: { dtype: value.dtype, shape: value.shape, data: items(value.data) } };
  if (ArrayBuffer.isView(value)) return { $typed: [dtypeOf(value), items(value as NumericArray)] };
  if (value instanceof Date) return { $date: await toNotation(value.getTime()) };
  if (value instanceof RegExp) return { $regexp: [value.source, value.flags] };
  if (value instanceof Map) return { $map: await all(value) };
  if (value instanceof Set) return { $set: await all(value) };
  if (value instanceof Error) return { $error: await errorToNotation(value) };
  if (value instanceof Blob) return blobToNotation(value);
  const values = await all(Object.values(value));
  return Object.fromEntries(Object.keys(value).map((key, i) => [key, values[i]]));
}
