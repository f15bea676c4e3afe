import { ImjoyError } from '../../base/error.js';
import { tagOf } from '../kind.js';
import {
  compactData,
  dtypeOf,
  elementCount,
  isNdArrayLike,
  viewOf,
  type NdArrayLike,
  type NumericArray,
} from '../nd-array.js';
import type { EncodedFields, ValueCodec } from '../value-codec.js';

/** Typed arrays: exactly the window they show, never the buffer behind it. */
export const typedArrayCodec: ValueCodec = {
  type: 'typedarray',
  cloneable: true,
  matches: (value) => ArrayBuffer.isView(value) && tagOf(value) !== 'DataView',
  encode(value, context) {
    const view = value as NumericArray;
    const dtype = dtypeOf(view);
    if (!dtype) throw new ImjoyError('VALUE_UNSUPPORTED', `a ${tagOf(view)} cannot be sent`);
    return { _rtype: 'typedarray', _rdtype: dtype, _rvalue: context.encode(ownBuffer(view)) };
  },
  decode: (fields) => toView(fields),
};

export const dataViewCodec: ValueCodec = {
  type: 'memoryview',
  cloneable: true,
  matches: (value) => tagOf(value) === 'DataView',
  encode: (value, context) => ({
    _rtype: 'memoryview',
    _rvalue: context.encode(ownBuffer(value as DataView)),
  }),
  decode: (fields) => new DataView(toBuffer(fields)),
};

/**
 * n-d arrays: C-order bytes with shape and dtype.
 * @param create makes the array object of this side; sandboxes pass the `ndarray` package
 */
export function ndArrayCodec(
  create: (data: NumericArray, shape: readonly number[], dtype: string) => unknown,
): ValueCodec {
  return {
    type: 'ndarray',
    literals: true,
    matches: isNdArrayLike,
    encode(value, context) {
      const data = compactData(value as NdArrayLike);
      return {
        _rtype: 'ndarray',
        _rdtype: dtypeOf(data) ?? 'generic',
        _rshape: [...(value as NdArrayLike).shape],
        _rvalue: context.encode(ownBuffer(data)),
      };
    },
    decode(fields) {
      const shape = fields._rshape;
      const data = toView(fields);
      const fits =
        Array.isArray(shape) && shape.every(isLength) && elementCount(shape) === data.length;
      if (!fits) throw malformed(fields, `shape ${JSON.stringify(shape)}, ${data.length} elements`);
      return create(data, shape as number[], String(fields._rdtype));
    },
  };
}

const isLength = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0;

function ownBuffer(view: ArrayBufferView): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = view;
  if (buffer instanceof ArrayBuffer && byteLength === buffer.byteLength) return buffer;
  const bytes = new Uint8Array(byteLength);
  bytes.set(new Uint8Array(buffer, byteOffset, byteLength));
  return bytes.buffer;
}

function toBuffer(fields: EncodedFields): ArrayBuffer {
  const value = fields._rvalue;
  if (value instanceof ArrayBuffer) return value;
  if (ArrayBuffer.isView(value)) return ownBuffer(value);
  throw malformed(fields, 'no bytes');
}

function toView(fields: EncodedFields): NumericArray {
  const View = viewOf(fields._rdtype);
  if (!View) throw malformed(fields, `unknown dtype ${String(fields._rdtype)}`);
  const buffer = toBuffer(fields);
  try {
    return new View(buffer) as NumericArray;
  } catch {
    throw malformed(fields, `${buffer.byteLength} bytes do not fit ${String(fields._rdtype)}`);
  }
}

function malformed(fields: EncodedFields, why: string): ImjoyError {
  return new ImjoyError('VALUE_MALFORMED', `an encoded ${fields._rtype} is wrong: ${why}`);
}
