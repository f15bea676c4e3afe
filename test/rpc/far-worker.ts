import { createCodec, Peer, standardCodecs } from '../../src/rpc/index.js';
import { createFarSide } from '../contracts/far-side.js';

/** The far side of a connection, in a worker of this page. */
self.addEventListener(
  'message',
  ({ ports: [port] }) => {
    const peer = new Peer('far', createCodec({ table: standardCodecs(), transport: 'clone' }));
    const functions = Object.entries(createFarSide());
    peer.link(port!, { peer: 'near', table: new Map(functions.map(([key, fn]) => [key, { fn }])) });
  },
  { once: true },
);
