/* global gc, location, performance */
/** The rows of anything that speaks the ImJoy API: the original and ours are measured by the same lines. */

import {
  MEBI,
  bandwidth,
  callRate,
  elapsed,
  expectSame,
  keepInFlight,
  median,
  pause,
  perCall,
  thousandObjects,
} from './timing.js';
import { variant } from './variant.js';

const CALLBACKS = 10_000;
/** Longer than any limit of a row: a call still open by then is taken to hang. */
const HANGS_AFTER_MS = 2_000;

const once = (create) => {
  let created;
  return () => (created ??= create());
};

export async function sendCallbacks(api) {
  const sent = [];
  await keepInFlight(
    () => {
      const callback = () => {};
      sent.push(new WeakRef(callback));
      return api.ignore(callback);
    },
    100,
    CALLBACKS,
  );
  return sent;
}

/** Collects on both sides until nothing of `sent` is left, or as often as a leak deserves. */
export async function collect(api, sent) {
  let alive = sent.length;
  for (let round = 0; round < 20 && alive > 0; round++) {
    await api.collect();
    gc();
    await pause(50);
    alive = sent.filter((reference) => reference.deref()).length;
  }
  return alive;
}

const echoCost = async (api) => {
  const costs = [];
  for (let i = 0; i < 20; i++) costs.push(await perCall((n) => api.echo(n), 50));
  return median(costs);
};

/**
 * @typedef {object} Host
 * @property {() => Promise<{api: object, close(): void}>} openWindow with the bench's plugin in it
 * @property {(src: string) => Promise<object>} openApp a page of another site in a window
 * @property {(name: string, source: string) => Promise<{api: object, remove(): void}>} loadPlugin
 *
 * @param {Host} host
 */
export function rowsOf(host) {
  const window = once(() => host.openWindow());
  const load = async (name, type) => host.loadPlugin(name, await variant({ name, type }));
  const peer = once(async () => {
    await load('Peer B', 'iframe');
    return load('Peer A', 'iframe');
  });
  const app = once(() => host.openApp(`http://localhost:${location.port}/bench/app.html`));
  let workers = 0;

  return {
    async windowReady() {
      let opened;
      const ms = await elapsed(async () => (opened = await host.openWindow()));
      opened.close();
      return ms;
    },

    /** Beside one that is open already, as in the floor: the process of the sandboxes has started. */
    async fiftyWindows() {
      await window();
      return elapsed(() => Promise.all(Array.from({ length: 50 }, () => host.openWindow())));
    },

    async workerReady() {
      const name = `Worker ${workers++}`;
      const source = await variant({ name, type: 'web-worker' });
      let loaded;
      const ms = await elapsed(async () => (loaded = await host.loadPlugin(name, source)));
      expectSame(await loaded.api.echo(name), name, 'echo of a worker');
      await loaded.remove();
      return ms;
    },

    async echoLatency() {
      const { api } = await window();
      return perCall((i) => api.echo(i), 100);
    },

    async inFlight100() {
      const { api } = await window();
      return callRate((i) => api.echo(i), 100, 1000);
    },

    async pluginToPlugin() {
      const { api } = await peer();
      return api.callPeer('Peer B', 100);
    },

    async smallObjects() {
      const { api } = await window();
      let back;
      const ms = await elapsed(async () => (back = await api.echo(thousandObjects)));
      expectSame(back[999].name, 'cell 999', 'last small object');
      return ms;
    },

    async transfer64MB() {
      const { api } = await window();
      const sent = new Float32Array(16 * MEBI).fill(1);
      const bytes = sent.byteLength;
      sent._transfer = true;
      let back;
      const ms = await elapsed(async () => (back = await api.echoMoved(sent)));
      expectSame(back.byteLength, bytes, 'bytes that came back');
      return bandwidth(bytes, ms);
    },

    async transferBetweenPlugins() {
      const { api } = await peer();
      return api.moveToPeer('Peer B', 16 * MEBI);
    },

    async appEcho() {
      const api = await app();
      return perCall((i) => api.echo(i), 100);
    },

    async app16MB() {
      const api = await app();
      const data = new Float32Array(4 * MEBI).fill(1);
      const bytes = data.byteLength;
      const image = { _rtype: 'ndarray', _rvalue: data.buffer, _rshape: [2048, 2048] };
      let back;
      const ms = await elapsed(async () => {
        back = await api.echo({ ...image, _rdtype: 'float32' });
      });
      expectSame((back.data ?? back._rvalue).byteLength, bytes, 'bytes that came back');
      return bandwidth(bytes, ms);
    },

    async callbacksAlive() {
      const { api } = await window();
      return collect(api, await sendCallbacks(api));
    },

    async echoAfterCallbacks() {
      const { api } = await window();
      await echoCost(api);
      const before = await echoCost(api);
      await collect(api, await sendCallbacks(api));
      return (await echoCost(api)) / before;
    },

    async removeInFlight() {
      const { api, close } = await host.openWindow();
      await api.echo('up');
      const start = performance.now();
      const settled = api.never().then(
        () => Promise.reject(new Error('never() answered')),
        () => performance.now() - start,
      );
      close();
      return Promise.race([settled, pause(HANGS_AFTER_MS).then(() => Infinity)]);
    },
  };
}
