import { ImjoyError } from '../base/error.js';
import { encodingOf } from './encodings.js';

/** What a file can be given as content; text is encoded. */
export type FileContent = string | ArrayBuffer | ArrayBufferView | Blob;

/** How Node lets options be written: an encoding alone, or an object. */
export type FileOptions =
  | string
  | { readonly encoding?: string | null; readonly flag?: string; readonly mode?: number }
  | null
  | undefined;

/** A path as a function of `fs` was given it. @throws ImjoyError `ARGUMENT` */
export function pathArgument(value: unknown, name = 'path'): string {
  if (typeof value === 'string' && !value.includes('\u0000')) return value;
  throw refusal(name, 'a string without zero bytes', value);
}

/** Options in their long form. @throws ImjoyError `ARGUMENT` */
export function optionsArgument(value: unknown): Exclude<FileOptions, string | null | undefined> {
  if (value === null || value === undefined) return {};
  if (typeof value === 'string') return { encoding: value };
  if (typeof value === 'object') return value;
  throw refusal('options', 'an encoding or an object', value);
}

/** A whole number from 0, as positions and sizes are. @throws ImjoyError `ARGUMENT` */
export function sizeArgument(value: unknown, name: string): number {
  if (Number.isSafeInteger(value) && Number(value) >= 0) return Number(value);
  throw refusal(name, 'a whole number from 0', value);
}

/** The bytes of a file's new content. @throws ImjoyError `ARGUMENT` */
export async function bytesArgument(value: unknown, encoding?: string | null): Promise<Uint8Array> {
  if (typeof value === 'string') return encodingOf(encoding ?? 'utf8').encode(value);
  if (value instanceof Blob) return new Uint8Array(await value.arrayBuffer());
  return bufferArgument(value, 'data');
}

/** A buffer, or a view of one, as bytes over the same memory. @throws ImjoyError `ARGUMENT` */
export function bufferArgument(value: unknown, name: string): Uint8Array {
  if (ArrayBuffer.isView(value))
    return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  throw refusal(name, 'an ArrayBuffer or a view of one', value);
}

function refusal(name: string, expected: string, value: unknown): ImjoyError {
  const given = typeof value === 'string' ? JSON.stringify(value) : typeof value;
  return new ImjoyError('ARGUMENT', `"${name}" must be ${expected}, not ${given}`);
}
