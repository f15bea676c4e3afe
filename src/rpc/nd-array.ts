import { tagOf } from './kind.js';

/** Any view that numbers of an n-d array can live in. */
export type NumericArray =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array
  | Float32Array
  | Float64Array;

type ViewClass = new (buffer: ArrayBuffer) => ArrayBufferView;

const views: Record<string, ViewClass | undefined> = {
  int8: Int8Array,
  uint8: Uint8Array,
  uint8_clamped: Uint8ClampedArray,
  bool: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  int64: BigInt64Array,
  uint64: BigUint64Array,
  float16: (globalThis as { Float16Array?: ViewClass }).Float16Array,
  float32: Float32Array,
  float64: Float64Array,
};

/** By class name, so that views of another page's realm are known too. */
const dtypes = new Map(
  Object.entries(views)
    .filter(([dtype]) => dtype !== 'bool')
    .map(([dtype, view]) => [view?.name, dtype]),
);

/** The typed-array class of a dtype name; undefined for names no class exists for. */
export function viewOf(dtype: unknown): ViewClass | undefined {
  return typeof dtype === 'string' && Object.hasOwn(views, dtype) ? views[dtype] : undefined;
}

/** The dtype name of a typed array (`float32`, …); undefined for a DataView or an unknown class. */
export function dtypeOf(view: ArrayBufferView): string | undefined {
  return dtypes.get(tagOf(view));
}

/** An n-d array without methods: what the host side holds, and what `ndarray` objects share. */
export interface NdArrayLike {
  readonly data: NumericArray;
  /** Length of each axis. */
  readonly shape: readonly number[];
  /** Elements to step for each axis. */
  readonly stride: readonly number[];
  /** Index of the first element in `data`. */
  readonly offset: number;
  readonly dtype: string;
}

export const elementCount = (shape: readonly number[]): number =>
  shape.reduce((product, length) => product * length, 1);

/** Row-major (C order) strides of a shape, in elements. */
export function rowMajorStride(shape: readonly number[]): number[] {
  const stride = new Array<number>(shape.length);
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    stride[axis] = step;
    step *= shape[axis] ?? 1;
  }
  return stride;
}

/**
 * A plain n-d array over typed data in C order. Works on pages that forbid `eval`, where the
 * `ndarray` package cannot.
 * @throws RangeError when shape and data length do not fit
 */
export class NdArray implements NdArrayLike {
  readonly data: NumericArray;
  readonly shape: readonly number[];
  readonly stride: readonly number[];
  readonly offset: number;
  readonly dtype: string;

  constructor(data: NumericArray, shape: readonly number[] = [data.length]) {
    if (elementCount(shape) !== data.length)
      throw new RangeError(`shape [${shape.join(', ')}] does not fit ${data.length} elements`);
    this.data = data;
    this.shape = shape;
    this.stride = rowMajorStride(shape);
    this.offset = 0;
    this.dtype = dtypeOf(data) ?? 'generic';
  }
}

const isNumbers = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'number');

/** Recognises our own records and objects of the `ndarray` package alike. */
export function isNdArrayLike(value: object): value is NdArrayLike {
  const { data } = value as Partial<NdArrayLike>;
  // Asked about every object that is sent: nearly all of them are told by this.
  if (data === undefined || !ArrayBuffer.isView(data)) return false;
  const { shape, stride, offset } = value as Partial<NdArrayLike>;
  return (
    !((data as ArrayBufferView) instanceof DataView) &&
    isNumbers(shape) &&
    isNumbers(stride) &&
    typeof offset === 'number'
  );
}

/** Whether every element an array speaks of lies in its data. */
function isWithinData({ data, shape, stride, offset }: NdArrayLike): boolean {
  if (shape.includes(0)) return true;
  let first = offset;
  let last = offset;
  shape.forEach((length, axis) => {
    const reach = (length - 1) * (stride[axis] ?? 0);
    if (reach < 0) first += reach;
    else last += reach;
  });
  return first >= 0 && last < data.length;
}

/**
 * The elements in C order, without a copy when they already lie so and fill their buffer.
 * @throws RangeError when the array reaches beyond its data
 */
export function compactData(array: NdArrayLike): NumericArray {
  const { data, shape, stride, offset } = array;
  if (!isWithinData(array))
    throw new RangeError(`shape [${shape.join(', ')}] reaches beyond ${data.length} elements`);
  const count = elementCount(shape);
  const dense = rowMajorStride(shape).every(
    (step, axis) => shape[axis] === 1 || step === stride[axis],
  );
  if (dense) {
    const whole =
      offset === 0 && count === data.length && data.byteLength === data.buffer.byteLength;
    return whole ? data : data.slice(offset, offset + count);
  }
  const out = data.slice(0, 0).constructor as new (length: number) => NumericArray;
  const target = new out(count);
  const index = new Array<number>(shape.length).fill(0);
  for (let at = 0, from = offset; at < count; at++) {
    target[at] = data[from] as never;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += stride[axis] ?? 0;
      index[axis] = (index[axis] ?? 0) + 1;
      if ((index[axis] ?? 0) < (shape[axis] ?? 0)) break;
      from -= (stride[axis] ?? 0) * (shape[axis] ?? 0);
      index[axis] = 0;
    }
  }
  return target;
}
