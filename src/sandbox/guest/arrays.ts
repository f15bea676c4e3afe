import ndarray from 'ndarray';
import { dtypeOf, type NumericArray } from '../../rpc/index.js';
import { tensorOf } from './tensors.js';

/**
 * What a plugin gets for an n-d array: the array of the library it has loaded, else an object of the `ndarray`
 * package. The encoded fields stay readable on that, because published plugins use them: `image._rvalue`,
 * `_rshape`, `_rdtype`.
 */
export function createArray(data: NumericArray, shape: readonly number[], dtype: string): unknown {
  const tensor = tensorOf(data, shape, dtype);
  if (tensor) return tensor;
  const array = ndarray(data as never, [...shape]);
  return Object.defineProperties(array, {
    _rtype: { value: 'ndarray' },
    _rvalue: { get: () => data.buffer },
    _rshape: { get: () => array.shape },
    _rdtype: { get: () => dtypeOf(data) },
  });
}
