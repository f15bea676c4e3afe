import ndarray from 'ndarray';
import { ImjoyError } from '../../base/error.js';
import { dtypeOf, type NumericArray, type OwnCodec } from '../../rpc/index.js';

/** The globals of numjs and TensorFlow.js, as far as they are used here. */
declare const nj: Numjs | undefined;
declare const tf: Tensorflow | undefined;

interface Numjs {
  readonly NdArray?: unknown;
  array(data: NumericArray, dtype: string): { reshape(shape: readonly number[]): unknown };
}
interface NumjsArray {
  readonly selection: object;
}
interface Tensorflow {
  readonly Tensor?: unknown;
  tensor(data: NumericArray, shape: readonly number[], dtype: string): unknown;
}
interface Tensor {
  readonly shape: number[];
  readonly dtype: string;
  dataSync(): NumericArray;
}

/**
 * The array as one of numjs or TensorFlow.js, if the plugin has loaded it and it knows such numbers. Spec 5.4.
 * TensorFlow has but one type of floats and one of integers.
 */
export function tensorOf(data: NumericArray, shape: readonly number[], dtype: string): unknown {
  const own = dtypeOf(data) ?? '';
  // By their names alone: a library may have been loaded as a constant of a script.
  if (typeof nj !== 'undefined' && nj.NdArray && /^(u?int(8|16|32)|float(32|64))$/.test(own))
    return nj.array(data, own).reshape(shape);
  // There are no 64-bit integers in it.
  if (typeof tf === 'undefined' || !tf.Tensor || /^u?int64/.test(own)) return null;
  const type = dtype === 'bool' ? dtype : /^float/.test(own) ? 'float32' : 'int32';
  return tf.tensor(data, shape, type);
}

/** Tensors of TensorFlow.js and arrays of numjs leave a sandbox as n-d arrays. */
export const tensorCodecs: readonly OwnCodec[] = [
  {
    type: 'tensor',
    matches: (value) =>
      typeof (value as Partial<Tensor>).dataSync === 'function' && 'shape' in value,
    encode(value, context) {
      const { dtype, shape } = value as Tensor;
      if (dtype === 'string' || dtype === 'complex64')
        throw new ImjoyError('VALUE_UNSUPPORTED', `a tensor of ${dtype} cannot be sent`);
      const array = ndarray((value as Tensor).dataSync() as never, shape);
      const encoded = context.encode(array) as object;
      return dtype === 'bool' ? { ...encoded, _rdtype: dtype } : encoded;
    },
  },
  {
    type: 'numjs',
    matches: (value) => 'selection' in value && 'tolist' in value,
    encode: (value, context) => context.encode((value as NumjsArray).selection) as object,
  },
];
