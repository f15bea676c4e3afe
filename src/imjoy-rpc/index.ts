export { createImjoyRpcCodec } from './codec.js';
export { readMessage, WIRE_VERSION, type Fields, type Message } from './message.js';
export { Session, type SessionOptions } from './session.js';
