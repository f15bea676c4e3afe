/* global setTimeout */
/** The rows of plugins in Python, which only ours and the bare pyodide of the floor perform. */

import { collect, sendCallbacks } from './imjoy-rows.js';
import { MEBI, bandwidth, elapsed, expectSame, perCall } from './timing.js';

const source = (name) => `<config lang="json">
{ "name": "${name}", "type": "web-python", "version": "0.1.0", "api_version": "0.1.8" }
</config>
<script lang="python">
import gc
import js
from imjoy import api

def collect():
    gc.collect()
    js.gc()

api.export({
    "setup": lambda: None,
    "echo": lambda value: value,
    "ignore": lambda callback: None,
    "collect": collect,
})
</script>`;

/** @param {(options: object) => Promise<{api: object}>} startWorkspace */
export function pythonRows(startWorkspace) {
  let opened;
  const plugin = () => (opened ??= load());

  async function load() {
    const { api } = await startWorkspace({ name: 'python' });
    return api.loadPlugin({ src: source('Echo') });
  }

  return {
    async pythonFirst() {
      const { api } = await startWorkspace({ name: 'python first' });
      return elapsed(() => api.loadPlugin({ src: source('First') }));
    },

    async pythonSecond() {
      const { api } = await startWorkspace({ name: 'python spare', pyodideSpare: true });
      const first = await elapsed(() => api.loadPlugin({ src: source('First') }));
      // The spare is warm when it has had the time that the first one had.
      await new Promise((resolve) => setTimeout(resolve, 1.5 * first));
      return (await elapsed(() => api.loadPlugin({ src: source('Second') }))) / first;
    },

    async pythonEcho() {
      const { echo } = await plugin();
      return perCall((i) => echo(i), 100);
    },

    async pythonCallbacks() {
      const api = await plugin();
      return collect(api, await sendCallbacks(api));
    },

    async python16MB() {
      const { echo } = await plugin();
      const data = new Float32Array(4 * MEBI).fill(1);
      const image = { _rtype: 'ndarray', _rvalue: data.buffer, _rshape: [2048, 2048] };
      let back;
      const ms = await elapsed(async () => (back = await echo({ ...image, _rdtype: 'float32' })));
      expectSame((back.data ?? back._rvalue).byteLength, data.byteLength, 'bytes that came back');
      return bandwidth(data.byteLength, ms);
    },
  };
}
