import { ImjoyError, type NdArrayLike, type NumericArray } from '../../../src/index.js';

/** An n-d array read as pictures: the axes before height and width choose one of them. */
export interface ImageStack {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3 | 4;
  /** Lengths of the axes that choose a plane; empty for a single picture. */
  readonly axes: readonly number[];
  readonly dtype: string;
  readonly array: NdArrayLike;
}

/** One picture of a stack; strides are in elements. */
export interface ImagePlane {
  readonly data: NumericArray;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3 | 4;
  readonly offset: number;
  readonly rowStride: number;
  readonly columnStride: number;
  readonly channelStride: number;
}

/**
 * Two axes are a grey picture; a last axis of 3 or 4 after two others is colour; all further axes in
 * front choose a plane.
 * @throws ImjoyError `ARGUMENT` if the array is no picture, or an empty one
 */
export function toImageStack(array: NdArrayLike): ImageStack {
  const { shape } = array;
  const last = shape.at(-1);
  const channels = shape.length > 2 && (last === 3 || last === 4) ? last : 1;
  const single = shape.length > 2 && last === 1;
  const spatial = channels > 1 || single ? shape.slice(0, -1) : shape;
  const [height, width] = spatial.slice(-2);
  if (height === undefined || width === undefined || shape.includes(0)) {
    throw new ImjoyError('ARGUMENT', `An array of shape [${shape.join(', ')}] is not an image`);
  }
  return { width, height, channels, axes: spatial.slice(0, -2), dtype: array.dtype, array };
}

/** The plane at a position along the stack's axes; each coordinate is kept within its axis. */
export function planeAt(stack: ImageStack, position: readonly number[]): ImagePlane {
  const { array, width, height, channels, axes } = stack;
  const { stride, data } = array;
  const offset = axes.reduce((sum, length, axis) => {
    const at = Math.min(Math.max(Math.trunc(position[axis] ?? 0), 0), length - 1);
    return sum + at * (stride[axis] ?? 0);
  }, array.offset);
  return {
    data,
    width,
    height,
    channels,
    offset,
    rowStride: stride[axes.length] ?? 0,
    columnStride: stride[axes.length + 1] ?? 0,
    channelStride: stride[axes.length + 2] ?? 0,
  };
}

/** The values of one pixel, one for each channel. */
export function pixelAt(plane: ImagePlane, x: number, y: number): number[] {
  const start = plane.offset + y * plane.rowStride + x * plane.columnStride;
  return Array.from({ length: plane.channels }, (_, channel) =>
    Number(plane.data[start + channel * plane.channelStride]),
  );
}
