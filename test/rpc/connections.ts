import {
  createCodec,
  Peer,
  standardCodecs,
  type CallTable,
  type Link,
} from '../../src/rpc/index.js';
import { BrowserSandbox } from '../../src/sandbox/host/browser-sandbox.js';
import { openFrame } from '../../src/sandbox/host/frame.js';
import { FrameSource } from '../../src/sandbox/host/frame-source.js';
import type { Connection } from '../contracts/endpoint-contract.js';
import { createFarSide, type FarSide, type Remote } from '../contracts/far-side.js';

/** @param probeLimit milliseconds that a port whose origin is in doubt may be silent */
export const makePeer = (id: string, probeLimit?: number): Peer =>
  new Peer(id, createCodec({ table: standardCodecs(), transport: 'clone' }), { probeLimit });

export const tableOf = (functions: object): CallTable =>
  new Map(Object.entries(functions).map(([name, fn]) => [name, { fn: fn as () => unknown }]));

/** Functions of a link by name. */
export function functionsOf<T>(link: Link): T {
  const get =
    (_target: object, name: string): Remote =>
    (...args) =>
      link.call(name, ...args);
  return new Proxy({}, { get }) as T;
}

/** Two peers joined by a port. */
export function join(a: Peer, b: Peer, ofA: object, ofB: object): [toB: Link, toA: Link] {
  const { port1, port2 } = new MessageChannel();
  return [
    a.link(port1, { peer: b.id, table: tableOf(ofA) }),
    b.link(port2, { peer: a.id, table: tableOf(ofB) }),
  ];
}

export function openInPage(): Promise<Connection> {
  const near = makePeer('near');
  const [link, back] = join(near, makePeer('far'), {}, createFarSide());
  const close = () => {
    link.close();
    back.close();
  };
  return Promise.resolve({ near, farId: 'far', far: functionsOf<FarSide>(link), close });
}

export function openWorker(): Promise<Connection> {
  const near = makePeer('near');
  const worker = new Worker(new URL('./far-worker.ts', import.meta.url), { type: 'module' });
  const { port1, port2 } = new MessageChannel();
  worker.postMessage(null, [port2]);
  const link = near.link(port1, { peer: 'far', table: new Map() });
  const close = () => worker.terminate();
  return Promise.resolve({ near, farId: 'far', far: functionsOf<FarSide>(link), close });
}

/** A plugin of an opaque origin: a frame of its own, or a worker in one. */
export async function openSandbox(realm: 'frame' | 'worker'): Promise<Connection> {
  const near = makePeer('near');
  const source = new FrameSource(new URL('/dist/sandbox.html', location.href).href);
  const sandbox = new BrowserSandbox({
    peer: near,
    frame: openFrame({ container: document.body, source, realm, title: 'far' }),
    title: 'far',
    api: new Map(),
    onConsole: () => undefined,
    program: {
      name: 'far',
      requirements: [],
      styles: [],
      links: [],
      windows: [],
      scripts: [
        {
          content: `api.export((${createFarSide})())`,
          src: null,
          kind: 'classic',
          attributes: {},
          line: 1,
        },
      ],
      api: { methods: [], constants: {} },
      reportsHeight: false,
    },
  });
  await sandbox.start();
  return {
    near,
    farId: sandbox.id,
    far: sandbox.exported as FarSide,
    close: () => sandbox.element.remove(),
  };
}
