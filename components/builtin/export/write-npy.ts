import { dtypeOf, ImjoyError, type NdArrayLike } from '../../../src/index.js';
import { littleEndianBytes, packArray } from './pack-array.js';

/** NumPy's names of types, without the byte order. */
const descriptions: Readonly<Record<string, string>> = {
  int8: 'i1',
  uint8: 'u1',
  uint8_clamped: 'u1',
  int16: 'i2',
  uint16: 'u2',
  int32: 'i4',
  uint32: 'u4',
  int64: 'i8',
  uint64: 'u8',
  float32: 'f4',
  float64: 'f8',
};

/** Bytes before the numbers are a multiple of this, as NumPy wants them. */
const ALIGNMENT = 64;

/**
 * Writes an array as NumPy's `.npy` (format 1.0), value for value: `numpy.load` reads it.
 * @throws ImjoyError `NOT_SUPPORTED` for numbers NumPy has no type for
 */
export function writeNpy(array: NdArrayLike): Blob {
  const numbers = packArray(array);
  const kind = array.dtype === 'bool' ? 'b1' : descriptions[dtypeOf(numbers) ?? ''];
  if (!kind)
    throw new ImjoyError('NOT_SUPPORTED', `Saving ${array.dtype} numbers is not supported`);
  const order = kind.endsWith('1') ? '|' : '<';
  const shape = array.shape.map((side) => `${side},`).join(' ');
  const header = `{'descr': '${order}${kind}', 'fortran_order': False, 'shape': (${shape}), }`;
  const prefix = 10;
  const length = Math.ceil((prefix + header.length + 1) / ALIGNMENT) * ALIGNMENT - prefix;
  const head = new Uint8Array(prefix + length);
  head.set([0x93, ...ascii('NUMPY'), 1, 0, length & 0xff, length >> 8]);
  head.set(ascii(`${header.padEnd(length - 1)}\n`), prefix);
  return new Blob([head, littleEndianBytes(numbers)], { type: 'application/octet-stream' });
}

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
