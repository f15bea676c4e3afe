import ndarray from 'ndarray';
import { dtypeOf, type NumericArray, type ValueCodec } from '../../rpc/index.js';

/**
 * An object of the `ndarray` package. The encoded fields stay readable on it, because published plugins
 * use them: `image._rvalue`, `_rshape`, `_rdtype`.
 */
export function createArray(data: NumericArray, shape: readonly number[]): unknown {
  const array = ndarray(data as never, [...shape]);
  return Object.defineProperties(array, {
    _rvalue: { get: () => data.buffer },
    _rshape: { get: () => array.shape },
    _rdtype: { get: () => dtypeOf(data) },
  });
}

interface Tensor {
  readonly shape: number[];
  readonly dtype: string;
  dataSync(): NumericArray;
}
interface NumjsArray {
  readonly selection: object;
}

/** Tensors of TensorFlow.js and arrays of numjs leave a sandbox as n-d arrays. */
export const tensorCodecs: readonly ValueCodec[] = [
  {
    type: 'tensor',
    matches: (value) =>
      typeof (value as Partial<Tensor>).dataSync === 'function' && 'shape' in value,
    encode(value, context) {
      const tensor = value as Tensor;
      return context.encode(ndarray(tensor.dataSync() as never, tensor.shape)) as object;
    },
    decode: (fields) => fields,
  },
  {
    type: 'numjs',
    matches: (value) => 'selection' in value && 'tolist' in value,
    encode: (value, context) => context.encode((value as NumjsArray).selection) as object,
    decode: (fields) => fields,
  },
];
