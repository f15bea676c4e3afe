import { ImjoyError } from '../base/error.js';
import {
  createCodec,
  standardCodecs,
  type Codec,
  type Transport,
  type ValueCodec,
} from '../rpc/index.js';

/** Types of array elements that the library knows. */
const DTYPES = new Set('int8 int16 int32 uint8 uint16 uint32 float32 float64'.split(' '));

/** Bytes that are known there by another name. */
const RENAMED: ReadonlyMap<unknown, string> = new Map([['uint8_clamped', 'uint8']]);

/** How entries of the standard table differ on this wire. Spec 5.4. */
const DIFFERENCES: Readonly<Record<string, Partial<ValueCodec>>> = {
  typedarray: {
    encode(value, context) {
      const encoded = standard('typedarray').encode(value, context) as { _rdtype: string };
      const dtype = RENAMED.get(encoded._rdtype) ?? encoded._rdtype;
      if (!DTYPES.has(dtype))
        throw new ImjoyError(
          'VALUE_UNSUPPORTED',
          `an array of ${dtype} cannot be sent to a page that speaks imjoy-rpc, which knows no such numbers`,
        );
      return { ...encoded, _rdtype: dtype };
    },
  },
  ndarray: {
    encode(value, context) {
      const encoded = standard('ndarray').encode(value, context) as { _rdtype: string };
      return { ...encoded, _rdtype: RENAMED.get(encoded._rdtype) ?? encoded._rdtype };
    },
  },
  // Nobody there could listen to it. Whoever aborts a call waits no longer for it all the same.
  abortsignal: { encode: () => undefined },
};

const table = standardCodecs();

function standard(type: string): ValueCodec {
  return table.find((entry) => entry.type === type) as ValueCodec;
}

/**
 * Values as the library writes and reads them: what structured clone would carry by itself is written out,
 * because the library reads functions nowhere else, and peers in other languages are written for that.
 * @param transport `wire` where it carries no files
 */
export function createImjoyRpcCodec(transport: Transport = 'clone'): Codec {
  const entries = table.map((entry) => ({
    ...entry,
    cloneable: false,
    ...DIFFERENCES[entry.type],
  }));
  return createCodec({ table: entries, transport });
}
