import type { NdArrayLike, NumericArray } from '../../../src/index.js';

/** The numbers of an array in row-major order without gaps; where they lie, if they lie so already. */
export function packArray({ data, shape, stride, offset }: NdArrayLike): NumericArray {
  const length = shape.reduce((product, side) => product * side, 1);
  let dense = 1;
  const isDense = [...shape].reverse().every((side, i) => {
    const fits = side === 1 || stride[shape.length - 1 - i] === dense;
    dense *= side;
    return fits;
  });
  if (isDense) return data.subarray(offset, offset + length) as NumericArray;
  const packed = new (data.constructor as new (length: number) => NumericArray)(length);
  const at = shape.map(() => 0);
  let from = offset;
  for (let to = 0; to < length; to++) {
    packed[to] = data[from] as never;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const step = stride[axis] ?? 0;
      at[axis] = (at[axis] ?? 0) + 1;
      from += step;
      if ((at[axis] ?? 0) < (shape[axis] ?? 0)) break;
      from -= step * (shape[axis] ?? 0);
      at[axis] = 0;
    }
  }
  return packed;
}

/** The bytes of numbers, least significant first, whatever this machine does. */
export function littleEndianBytes(numbers: NumericArray): Uint8Array<ArrayBuffer> {
  const { buffer, byteOffset, byteLength, BYTES_PER_ELEMENT: size } = numbers;
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  if (size === 1 || isLittleEndian) return bytes as Uint8Array<ArrayBuffer>;
  const swapped = bytes.slice();
  for (let at = 0; at < swapped.length; at += size) swapped.subarray(at, at + size).reverse();
  return swapped;
}

const isLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
