import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { randomId } from '../../src/base/id.js';
import { EngineClient } from '../../src/engine/client/engine-client.js';
import type { NdArray } from '../../src/rpc/index.js';
import { openPage } from './classic/classic-page.js';
import { startPlugin } from './support.js';

/** An engine that runs already, on this computer or another, of whichever make. */
const { ENGINE_URL: url = '', ENGINE_TOKEN: token = '' } = process.env;

/** Whether it lets in pages that speak so; an engine of 2019 lets in those of its time alone. */
const isServed = async (page: () => Promise<unknown>): Promise<boolean> =>
  url !== '' &&
  (await page().then(
    () => true,
    () => false,
  ));

const page = new EngineClient({ url: url.replace(/\/$/, ''), token, client: randomId() });
after(() => page.disconnect());
const isOfToday = await isServed(() => page.connect());
const isOfThePast = await isServed(async () =>
  (await openPage({ url, token }, { id: randomId() })).socket.disconnect(),
);

const CODE = `
from imjoy import api
class Plugin:
    def setup(self):
        pass
    def add(self, a, b):
        return a + b
    async def ask(self, text):
        return await api.tell(text)
    def fail(self):
        raise ValueError("on purpose")
api.export(Plugin())
`;

it('lets in a page with the token', { skip: url === '' && 'ENGINE_URL is not set' }, () => {
  assert.ok(isOfToday || isOfThePast, `${url} lets in no page with ENGINE_TOKEN`);
});

describe('the engine at ENGINE_URL, asked by a page of today', { skip: !isOfToday }, () => {
  it('says what it is', async () => {
    assert.equal(typeof page.info?.version, 'string');
    assert.ok(page.info?.features.includes('resume'));
  });

  it('runs a plugin, and ends it', async () => {
    const id = `Conformance_${randomId()}`;
    const api = { tell: (text: string) => `you said ${text}` };
    const plugin = await startPlugin(page, CODE, { id, name: 'Conformance', api });
    assert.equal(await plugin.call('add', 1, 2), 3);
    assert.equal(await plugin.call('ask', 'hi'), 'you said hi');
    await assert.rejects(plugin.call('fail'), /on purpose/);
    const pids = async () => (await page.status()).plugin_processes.map(({ pid }) => pid);
    assert.ok((await pids()).includes(plugin.pid()));
    await page.kill(id);
    assert.ok(!(await pids()).includes(plugin.pid()));
  });

  it('carries arrays both ways', async () => {
    const plugin = await startPlugin(page, 'api.export({"echo": lambda x: x})');
    const bytes = new Uint8Array(3e6).fill(7);
    const { data, shape } = (await plugin.call('echo', bytes)) as NdArray;
    assert.deepEqual(shape, [3e6]);
    assert.ok(Buffer.from(bytes).equals(data as Uint8Array));
    plugin.sandbox.dispose(new Error('the test is over') as never);
  });
});

describe('the engine at ENGINE_URL, asked by a page of 2019', { skip: !isOfThePast }, () => {
  it('runs a plugin step by step, and ends it', async () => {
    const old = await openPage({ url, token }, { id: randomId() });
    const plugin = await old.load(CODE, { tell: (text: string) => `you said ${text}` });
    assert.equal(await plugin.api.add!(1, 2), 3);
    assert.equal(await plugin.api.ask!('hi'), 'you said hi');
    await assert.rejects(plugin.api.fail!(), /on purpose/);
    assert.equal((await old.ask('kill_plugin', { id: plugin.id })).success, true);
  });
});
