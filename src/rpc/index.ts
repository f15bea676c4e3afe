export { applyCallable } from './apply.js';
export { createCodec, type Codec } from './codec.js';
export { standardCodecs } from './codecs/index.js';
export { interfaceKeys, isPlainObject } from './kind.js';
export {
  compactData,
  dtypeOf,
  isNdArrayLike,
  NdArray,
  viewOf,
  type NdArrayLike,
  type NumericArray,
} from './nd-array.js';
export { Peer, type Link, type LinkOptions, type PeerOptions, type PeerStats } from './peer.js';
export { unsendable } from './refusals.js';
export type { CallTable } from './serve.js';
export { Unsettled, type SettledParts } from './unsettled.js';
export {
  resolveCallable,
  type Callable,
  type DecodeContext,
  type EncodedFields,
  type OwnCodec,
  type ReferenceContext,
  type Transport,
  type ValueCodec,
} from './value-codec.js';
export { createWireCodec } from './wire-codec.js';
export { WireLink, type WireLinkOptions } from './wire-link.js';
export type { WireMessage } from './wire-message.js';
