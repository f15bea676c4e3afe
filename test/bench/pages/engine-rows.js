/* global window */
/** The rows of plugins in processes of their own, on the engine that the bench has started. */

import { MEBI, bandwidth, elapsed, expectSame, perCall } from './timing.js';

const source = (name) => `<config lang="json">
{ "name": "${name}", "type": "native-python", "version": "0.1.0", "api_version": "0.1.8" }
</config>
<script lang="python">
from imjoy import api
api.export({"setup": lambda: None, "echo": lambda value: value})
</script>`;

/** @param {(options: object) => Promise<{api: object}>} startWorkspace */
export function engineRows(startWorkspace) {
  let opened;
  const open = async () => {
    const engine = await window.startEngine();
    return startWorkspace({ name: 'engine', engines: [engine] });
  };
  const workspace = () => (opened ??= open());
  let loaded;
  const plugin = async () => {
    const { api } = await workspace();
    return (loaded ??= api.loadPlugin({ src: source('Echo') }));
  };
  let count = 0;

  return {
    async nativeReady() {
      await plugin();
      const { api } = await workspace();
      const name = `Ready ${++count}`;
      const ms = await elapsed(() => api.loadPlugin({ src: source(name) }));
      await api.uninstallPlugin({ name });
      return ms;
    },

    async nativeEcho() {
      const { echo } = await plugin();
      return perCall((i) => echo(i), 100);
    },

    async native64MB() {
      const { echo } = await plugin();
      const data = new Float32Array(16 * MEBI).fill(1);
      const image = { _rtype: 'ndarray', _rvalue: data.buffer, _rshape: [4096, 4096] };
      let back;
      const ms = await elapsed(async () => (back = await echo({ ...image, _rdtype: 'float32' })));
      expectSame((back.data ?? back._rvalue).byteLength, data.byteLength, 'bytes that came back');
      return bandwidth(data.byteLength, ms);
    },

    /** Kilobytes that the engine needs for each page that is connected and does nothing. */
    idlePages: () => window.measureIdlePages(1000),
  };
}
