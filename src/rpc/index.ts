export { createCodec, type Codec } from './codec.js';
export { standardCodecs } from './codecs/index.js';
export { interfaceKeys, isPlainObject } from './kind.js';
export { dtypeOf, NdArray, type NdArrayLike, type NumericArray } from './nd-array.js';
export { Peer, type Link, type LinkOptions, type PeerStats } from './peer.js';
export type { CallTable } from './serve.js';
export { Unsettled, type SettledParts } from './unsettled.js';
export type { Callable, ReferenceContext, ValueCodec } from './value-codec.js';
export { createWireCodec } from './wire-codec.js';
