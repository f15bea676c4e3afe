import { NdArray, type NumericArray } from '../nd-array.js';
import type { ValueCodec } from '../value-codec.js';
import { abortSignalCodec } from './abort-signal.js';
import { dataViewCodec, ndArrayCodec, typedArrayCodec } from './array.js';
import { mapCodec, setCodec } from './collection.js';
import { errorCodec } from './error.js';
import { blobCodec, fileCodec } from './file.js';

/** Makes an n-d array of data in C order. `dtype` says more than the data where that is of type `bool`. */
export type CreateArray = (data: NumericArray, shape: readonly number[], dtype: string) => unknown;

const createPlainArray: CreateArray = (data, shape) => new NdArray(data, shape);

/**
 * The codecs every side knows.
 * @param createArray makes the n-d arrays of this side
 */
export function standardCodecs(createArray: CreateArray = createPlainArray): ValueCodec[] {
  return [
    ndArrayCodec(createArray),
    errorCodec,
    typedArrayCodec,
    dataViewCodec,
    mapCodec,
    setCodec,
    fileCodec,
    blobCodec,
    abortSignalCodec,
  ];
}
