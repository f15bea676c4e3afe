import type { ImageStack } from './image-stack.js';

/** The values shown as black and as white. */
export interface ContrastWindow {
  readonly low: number;
  readonly high: number;
}

/** Enough for percentiles that do not flicker, few enough to sort between two frames. */
const SAMPLES = 1 << 17;
/** Share of all values that automatic contrast lets saturate at either end, in percent. */
const SATURATED = 0.35;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * Finite values from all over a stack, in ascending order. Places follow the golden ratio, which no regular
 * pattern of an image keeps in step with, so that the sample is fair and the same every time. The alpha
 * channel does not count.
 */
export function sampleValues(stack: ImageStack, limit = SAMPLES): Float64Array {
  const { width, height, axes } = stack;
  const channels = Math.min(stack.channels, 3);
  const planes = axes.reduce((product, length) => product * length, 1);
  const total = planes * height * width * channels;
  const count = Math.min(total, limit);
  const samples = new Float64Array(count);
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const place = count === total ? i : Math.floor(((i * GOLDEN) % 1) * total);
    const value = valueAtPlace(stack, place, channels);
    if (Number.isFinite(value)) samples[kept++] = value;
  }
  return samples.subarray(0, kept).sort();
}

/** The value below which `percent` of ascending values lie; 0 of none. */
export function percentile(ascending: Float64Array, percent: number): number {
  const at = Math.round(((ascending.length - 1) * percent) / 100);
  return ascending[Math.min(Math.max(at, 0), ascending.length - 1)] ?? 0;
}

/** Contrast that leaves out a few outliers at either end; never empty, even for a flat image. */
export function autoContrast(ascending: Float64Array): ContrastWindow {
  const inner = between(ascending, SATURATED, 100 - SATURATED);
  return inner.high > inner.low ? inner : fullContrast(ascending);
}

/** Contrast from the smallest to the largest value. */
export function fullContrast(ascending: Float64Array): ContrastWindow {
  return widen(between(ascending, 0, 100));
}

/**
 * How an image first appears: 8-bit colour as it is, colour of 0…1 likewise, everything else by
 * {@link autoContrast}.
 */
export function initialContrast(stack: ImageStack, ascending: Float64Array): ContrastWindow {
  if (stack.channels === 1) return autoContrast(ascending);
  if (stack.dtype.startsWith('uint8')) return { low: 0, high: 255 };
  const { low, high } = between(ascending, 0, 100);
  const isUnit = stack.dtype.startsWith('float') && low >= 0 && high <= 1;
  return isUnit ? { low: 0, high: 1 } : autoContrast(ascending);
}

/** How often values fall into equal parts of a window; those outside are not counted. */
export function histogram(ascending: Float64Array, window: ContrastWindow, bins: number): number[] {
  const counts = new Array<number>(bins).fill(0);
  const scale = bins / (window.high - window.low);
  for (const value of ascending) {
    if (value < window.low || value > window.high) continue;
    const bin = Math.min(Math.floor((value - window.low) * scale), bins - 1);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

function between(ascending: Float64Array, from: number, to: number): ContrastWindow {
  return { low: percentile(ascending, from), high: percentile(ascending, to) };
}

function widen({ low, high }: ContrastWindow): ContrastWindow {
  return high > low ? { low, high } : { low: low - 0.5, high: high + 0.5 };
}

function valueAtPlace(stack: ImageStack, place: number, channels: number): number {
  const { width, height, axes } = stack;
  const channel = place % channels;
  let rest = Math.floor(place / channels);
  const x = rest % width;
  rest = Math.floor(rest / width);
  const y = rest % height;
  rest = Math.floor(rest / height);
  let at = y * strideOf(stack, 0) + x * strideOf(stack, 1) + channel * strideOf(stack, 2);
  for (let axis = axes.length - 1; axis >= 0; axis--) {
    const length = axes[axis] as number;
    at += (rest % length) * (stack.array.stride[axis] as number);
    rest = Math.floor(rest / length);
  }
  return Number(stack.array.data[stack.array.offset + at]);
}

function strideOf(stack: ImageStack, spatialAxis: number): number {
  return stack.array.stride[stack.axes.length + spatialAxis] ?? 0;
}
