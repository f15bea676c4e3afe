import type { NumericArray } from '../../../src/index.js';
import type { ContrastWindow } from './contrast.js';
import type { ImagePlane } from './image-stack.js';

/**
 * A plane whose pixels are small unsigned integers, so that contrast and colour are one table look-up
 * for each. The value behind an index is `low + index * step`.
 */
export interface IndexPlane {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3 | 4;
  /** Row after row, channels interleaved. */
  readonly indices: Uint8Array | Uint8ClampedArray | Uint16Array;
  readonly low: number;
  readonly step: number;
  /** Index 0 stands for "not a number". */
  readonly hasGaps: boolean;
  /** Smallest and largest finite value; both 0 where there is none. */
  readonly minimum: number;
  readonly maximum: number;
  /** Values that have indices of their own; beyond them, all are alike. */
  readonly from: number;
  readonly to: number;
  /** Width of the narrowest contrast window whose greys stay apart. */
  readonly finest: number;
}

/** Indices for values; 0 is kept for NaN. */
const QUANTA = 65534;
/** Steps that a contrast window must span at least, so that neighbouring greys do not merge. */
const FINE = 512;

type Native = Uint8Array | Uint8ClampedArray | Uint16Array;

/**
 * Prepares a plane for drawing. 8- and 16-bit unsigned data in memory order is used where it lies; other
 * values are rounded to 65,534 steps around the contrast window they will be seen through, since a single
 * outlier would otherwise swallow all of them.
 */
export function toIndexPlane(plane: ImagePlane, focus?: ContrastWindow): IndexPlane {
  const ordered = inOrder(plane);
  const [minimum, maximum] = extremes(ordered);
  const { width, height, channels } = plane;
  const size = { width, height, channels, minimum, maximum };
  if (isNative(ordered)) {
    const exact = { low: 0, step: 1, hasGaps: false, from: minimum, to: maximum, finest: 0 };
    return { ...size, ...exact, indices: ordered };
  }
  const hasGaps = isFloat(plane.data);
  const margin = focus ? focus.high - focus.low : 0;
  const from = focus ? Math.max(minimum, focus.low - margin) : minimum;
  const to = Math.max(focus ? Math.min(maximum, focus.high + margin) : maximum, from);
  const isWhole = !hasGaps && to - from < QUANTA - 1;
  const step = isWhole ? 1 : to / QUANTA - from / QUANTA || 1;
  const low = (isWhole ? Math.floor(from) : from) - step;
  const indices = quantise(ordered, low, step);
  return { ...size, indices, low, step, hasGaps, from, to, finest: isWhole ? 0 : step * FINE };
}

/** Whether a plane shows all greys of a contrast window, or should be prepared anew for it. */
export function suitsContrast(plane: IndexPlane, { low, high }: ContrastWindow): boolean {
  const { minimum, maximum, from, to, finest } = plane;
  return Math.max(low, minimum) >= from && Math.min(high, maximum) <= to && high - low >= finest;
}

function isNative(data: NumericArray): data is Native {
  return data.BYTES_PER_ELEMENT <= 2 && !(data instanceof Int8Array || data instanceof Int16Array);
}

function isFloat(data: NumericArray): boolean {
  return data instanceof Float32Array || data instanceof Float64Array;
}

function inOrder(plane: ImagePlane): NumericArray {
  const { data, width, height, channels, offset, rowStride, columnStride, channelStride } = plane;
  const length = width * height * channels;
  const packed = columnStride === channels && (channels === 1 || channelStride === 1);
  if (packed && (rowStride === width * channels || height === 1)) {
    return data.subarray(offset, offset + length);
  }
  const target = blankLike(data, length);
  let at = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const start = offset + y * rowStride + x * columnStride;
      for (let c = 0; c < channels; c++) target[at++] = Number(data[start + c * channelStride]);
    }
  }
  return target;
}

type SmallNumberArray = Exclude<NumericArray, BigInt64Array | BigUint64Array>;

function blankLike(data: NumericArray, length: number): SmallNumberArray {
  if (data instanceof BigInt64Array || data instanceof BigUint64Array)
    return new Float64Array(length);
  return new (data.constructor as new (length: number) => SmallNumberArray)(length);
}

function extremes(data: NumericArray): [number, number] {
  let minimum = Infinity;
  let maximum = -Infinity;
  for (let i = 0; i < data.length; i++) {
    const value = Number(data[i]);
    if (value < minimum && value !== -Infinity) minimum = value;
    if (value > maximum && value !== Infinity) maximum = value;
  }
  return minimum <= maximum ? [minimum, maximum] : [0, 0];
}

function quantise(data: NumericArray, low: number, step: number): Uint16Array {
  const indices = new Uint16Array(data.length);
  const scale = 1 / step;
  for (let i = 0; i < data.length; i++) {
    const index = (Number(data[i]) - low) * scale;
    // NaN fails both comparisons and stays 0; infinities end at the nearest finite value.
    if (index > 0) indices[i] = index < QUANTA + 1 ? index + 0.5 : QUANTA + 1;
    else if (index <= 0) indices[i] = 1;
  }
  return indices;
}
