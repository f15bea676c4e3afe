import { expect } from '@open-wc/testing';
import { waitUntil } from '../support/wait-until.js';
import {
  call,
  openWorkspace,
  type Functions,
  type OpenWorkspace,
} from '../support/open-workspace.js';
import { rejection } from '../support/plugin-text.js';
import { pythonText } from './python-text.js';

const script = `
import asyncio
from imjoy import api

state = {"count": 0}

class Tool:
    def setup(self):
        pass

    def count(self):
        state["count"] += 1
        return state["count"]

    async def wait(self, told):
        try:
            await told()
            await asyncio.sleep(1000)
        except asyncio.CancelledError:
            state["cancelled"] = True
            raise

    def was_cancelled(self):
        return state.get("cancelled", False)

    async def loop(self, told):
        try:
            await told()
        except asyncio.CancelledError:
            pass
        while True:
            pass

    async def stubborn(self, told):
        while True:
            try:
                await told()
                await asyncio.sleep(0.01)
            except asyncio.CancelledError:
                pass

api.export(Tool())
`;

describe('a call of Python', () => {
  let open: OpenWorkspace;
  let plugin: Functions;
  before(async () => {
    open = openWorkspace({ pyodideSrc: '/dist/pyodide/', limits: { interrupt: 600 } });
    plugin = await open.page('loadPlugin', { src: pythonText({ name: 'Tool' }, script) });
  });
  after(() => open.workspace.dispose());
  const record = () => open.workspace.plugins.get('Tool');

  /** Starts a call and waits until it runs. */
  async function begin(name: string): Promise<{ failed: ReturnType<typeof rejection> }> {
    let failed!: ReturnType<typeof rejection>;
    await new Promise<void>((resolve) => {
      failed = rejection(call(plugin, name, () => resolve()));
    });
    return { failed };
  }

  it('is cancelled by the signal that ends its arguments', async () => {
    const abort = new AbortController();
    const failed = rejection(call(plugin, 'wait', () => abort.abort(), abort.signal));
    expect(await failed).to.include({ code: 'RPC_ABORTED' });
    await waitUntil(() => call(plugin, 'was_cancelled'), 'Python was told');
  });

  it('is cancelled by Stop, and the plugin keeps what it has', async () => {
    expect(await call(plugin, 'count')).to.equal(1);
    const { failed } = await begin('wait');
    const former = record();
    expect(await open.workspace.stop(former)).to.equal(former);
    expect(await failed).to.include({ code: 'RPC_ABORTED' });
    expect(await call(plugin, 'count')).to.equal(2);
  });

  for (const name of ['loop', 'stubborn'])
    it(`that does not listen (${name}) ends with its interpreter, and the plugin is there anew`, async () => {
      const { failed } = await begin(name);
      const former = record();
      const next = await open.workspace.stop(former);
      expect(next).not.to.equal(former);
      expect(await failed).to.include({ code: 'PLUGIN_TERMINATED' });
      plugin = await open.page('getPlugin', 'Tool');
      expect(await call(plugin, 'count'), 'what it had is gone').to.equal(1);
    });
});
