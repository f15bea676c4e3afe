import {
  dtypeOf,
  ImjoyError,
  type NdArrayLike,
  type NumericArray,
  rowMajorStride,
  viewOf,
} from '../../../src/index.js';
import { widenHalfFloats } from './half-floats.js';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads any form in which arrays reach a window: `{data, shape, stride?, offset?, dtype?}`, the encoded
 * `{_rtype: 'ndarray', _rvalue, _rshape, _rdtype}`, an `ImageData`, a bare typed array.
 * @returns null if the value is none of these
 * @throws ImjoyError `VALUE_MALFORMED` if it claims to be one, but its numbers do not fit its shape
 */
export function readArray(value: unknown): NdArrayLike | null {
  if (typeof value !== 'object' || value === null) return null;
  if (ArrayBuffer.isView(value)) return dtypeOf(value) ? arrange(value) : null;
  const fields = value as Fields;
  if (fields['_rtype'] === 'ndarray') return readEncoded(fields);
  const { data, shape, width, height } = fields;
  if (!ArrayBuffer.isView(data)) return null;
  if (Array.isArray(shape)) return arrange(data, fields);
  const isImageData = typeof width === 'number' && typeof height === 'number';
  return isImageData ? arrange(data, { shape: [height, width, 4] }) : null;
}

function readEncoded({ _rvalue: value, _rshape: shape, _rdtype: dtype }: Fields): NdArrayLike {
  if (ArrayBuffer.isView(value) && dtypeOf(value)) return arrange(value, { shape });
  const buffer = ArrayBuffer.isView(value)
    ? value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength)
    : value;
  if (!(buffer instanceof ArrayBuffer)) throw malformed('_rvalue holds no numbers');
  return arrange(readNumbers(buffer, dtype), { shape, dtype });
}

function readNumbers(buffer: ArrayBuffer, dtype: unknown): NumericArray {
  try {
    if (dtype === 'float16') return widenHalfFloats(new Uint16Array(buffer));
    const View = viewOf(dtype);
    if (View) return new View(buffer) as NumericArray;
  } catch (cause) {
    throw malformed(`${buffer.byteLength} bytes are no ${String(dtype)} numbers`, cause);
  }
  throw malformed(`dtype ${String(dtype).slice(0, 40)} is unknown`);
}

/** Adds what the sender left out, and makes sure that every index leads into the data. */
function arrange(view: ArrayBufferView, given: Fields = {}): NdArrayLike {
  const ownDtype = dtypeOf(view);
  if (!ownDtype) throw malformed('its data is not a typed array');
  const data =
    ownDtype === 'float16'
      ? widenHalfFloats(new Uint16Array(view.buffer, view.byteOffset, view.byteLength / 2))
      : (view as NumericArray);
  const { shape = [data.length], offset = 0, dtype = ownDtype } = given;
  if (!isList(shape, isLength)) throw malformed(`shape [${describe(shape)}] is no list of lengths`);
  const stride = given['stride'] ?? rowMajorStride(shape);
  if (!isList(stride, Number.isSafeInteger) || stride.length !== shape.length) {
    throw malformed(`stride [${describe(stride)}] does not fit shape [${describe(shape)}]`);
  }
  const array = { data, shape, stride, offset: Number(offset), dtype: String(dtype) };
  if (!isInside(array)) {
    throw malformed(`shape [${describe(shape)}] does not fit ${data.length} numbers`);
  }
  return array;
}

function isInside({ data, shape, stride, offset }: NdArrayLike): boolean {
  if (shape.includes(0)) return true;
  const reach = shape.map((length, axis) => (length - 1) * (stride[axis] ?? 0));
  const first = reach.reduce((sum, step) => sum + Math.min(step, 0), offset);
  const last = reach.reduce((sum, step) => sum + Math.max(step, 0), offset);
  return Number.isInteger(offset) && first >= 0 && last < data.length;
}

function isList(value: unknown, admits: (entry: unknown) => boolean): value is number[] {
  return Array.isArray(value) && value.every(admits);
}

function isLength(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function describe(list: unknown): string {
  return Array.isArray(list) ? list.slice(0, 8).map(String).join(', ') : String(list).slice(0, 40);
}

function malformed(reason: string, cause?: unknown): ImjoyError {
  return new ImjoyError('VALUE_MALFORMED', `The array cannot be read: ${reason}`, { cause });
}
