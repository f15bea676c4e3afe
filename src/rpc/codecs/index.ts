import { NdArray, type NumericArray } from '../nd-array.js';
import type { ValueCodec } from '../value-codec.js';
import { abortSignalCodec } from './abort-signal.js';
import { dataViewCodec, ndArrayCodec, typedArrayCodec } from './array.js';
import { dateCodec, mapCodec, setCodec } from './collection.js';
import { errorCodec } from './error.js';
import { blobCodec, fileCodec } from './file.js';

/**
 * The codecs every side knows.
 * @param createArray makes the n-d arrays of this side
 */
export function standardCodecs(
  createArray: (data: NumericArray, shape: readonly number[]) => unknown = (data, shape) =>
    new NdArray(data, shape),
): ValueCodec[] {
  return [
    ndArrayCodec(createArray),
    errorCodec,
    typedArrayCodec,
    dataViewCodec,
    mapCodec,
    setCodec,
    dateCodec,
    fileCodec,
    blobCodec,
    abortSignalCodec,
  ];
}
