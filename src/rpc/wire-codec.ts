import { createCodec, type Codec } from './codec.js';
import { boxedCodec, dateCodec, regExpCodec } from './codecs/built-in.js';
import { standardCodecs, type CreateArray } from './codecs/index.js';
import { encodeScalar, scalarCodecs } from './codecs/scalar.js';

/**
 * The codec for transports that carry only plain data and bytes. It also writes what structured clone
 * would carry by itself; `test/golden/wire` holds what the result looks like.
 */
export function createWireCodec(createArray?: CreateArray): Codec {
  const table = [
    ...standardCodecs(createArray),
    dateCodec,
    regExpCodec,
    boxedCodec,
    ...scalarCodecs,
  ];
  return createCodec({ table, transport: 'wire', encodeScalar });
}
