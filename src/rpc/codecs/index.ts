import { NdArray, type NumericArray } from '../nd-array.js';
import type { ValueCodec } from '../value-codec.js';
import { abortSignalCodec } from './abort-signal.js';
import { dataViewCodec, ndArrayCodec, typedArrayCodec } from './array.js';
import { boxedCodec, dateCodec, regExpCodec } from './built-in.js';
import { mapCodec, setCodec } from './collection.js';
import { errorCodec } from './error.js';
import { blobCodec, fileCodec } from './file.js';
import { scalarCodecs } from './scalar.js';

type CreateArray = (data: NumericArray, shape: readonly number[]) => unknown;

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

/** The standard codecs and those for what only structured clone carries by itself: for `wire`. */
export function wireCodecs(createArray: CreateArray = createPlainArray): ValueCodec[] {
  return [...standardCodecs(createArray), dateCodec, regExpCodec, boxedCodec, ...scalarCodecs];
}
