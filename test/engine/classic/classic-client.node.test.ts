import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startPlugin, openEngine } from '../support.js';
import { ClassicPage, openPage } from './classic-page.js';

const engine = await openEngine({ legacyClients: true });

const CODE = `
from imjoy import api
import os

class Plugin:
    label = "a label"
    def setup(self):
        pass
    async def run(self, ctx):
        return {"sum": ctx.config.a + ctx.data[0], "none": None, "text": "ü"}
    async def ask(self, name):
        return await api.tell(name, self.run)
    def echo(self, value):
        return value
    def kind(self, value):
        return type(value).__name__
    async def once(self, callback):
        return await callback(1)
    def adder(self, n):
        return lambda x: x + n
    def counter(self):
        return {"_rintf": True, "next": lambda x: x + 1}
    def fail(self):
        raise ValueError("no such thing")
    def die(self):
        os._exit(3)
    async def wait(self):
        print("waiting", flush=True)
        import asyncio
        await asyncio.sleep(1000)
    async def constants(self):
        return [api.TAG, api.WORK_DIR]
    async def say(self):
        return await api.tell(key="named")

api.export(Plugin())
`;

/** What most of the tests talk to. */
const plugin = await (
  await openPage(engine)
).load(CODE, {
  TAG: 'stable',
  tell: async (about: unknown, run: (ctx: object) => Promise<{ sum: number }>) =>
    about === 'you' ? (await run({ config: { a: 5 }, data: [6] })).sum : JSON.stringify(about),
});

/** Names of what runs on the engine; what the page itself holds, unless it is to be all. */
async function processes(page: ClassicPage, isOwn = true): Promise<unknown[]> {
  const { plugin_processes: all } = await page.ask('get_engine_status');
  const held = (all as Record<string, unknown>[]).filter(({ own }) => own || !isOwn);
  return held.map(({ name }) => name);
}

describe('a page of 2019', () => {
  it('is told what the engine is, and whether the browser has another page', async () => {
    const answers: Record<string, unknown>[] = [];
    for (const session_id of ['one', 'two']) {
      const page = new ClassicPage(engine);
      const register = { id: 'told', token: engine.token, session_id, base_url: '' };
      answers.push(await page.ask('register_client', register));
    }
    assert.deepEqual(
      answers.map(({ success, confirmation }) => [success, confirmation]),
      [
        [true, false],
        [true, true],
      ],
    );
    const { api_version, platform } = answers[0]?.engine_info as Record<string, unknown>;
    assert.equal(api_version, '0.1.2');
    assert.equal(typeof (platform as Record<string, unknown>).node, 'string');
  });

  it('runs a plugin step by step, and calls what it exports', async () => {
    assert.equal(plugin.answer.initialized, false);
    const result = await plugin.api.run!({ config: { a: 1 }, data: [2] });
    assert.deepEqual(result, { sum: 3, none: null, text: 'ü' });
    assert.deepEqual(await plugin.api.constants!(), ['stable', plugin.workDir]);
  });

  it('is called by the plugin, with functions that it may call', async () => {
    assert.equal(await plugin.api.ask!('you'), 11);
  });

  it('is given arguments by name as an object', async () => {
    assert.equal(await plugin.api.say!(), '{"key":"named"}');
  });

  it('exchanges arrays and bytes', async () => {
    const data = new Float32Array([1, 2, 3, 4]);
    const value = { __jailed_type__: 'ndarray', __value__: Buffer.from(data.buffer) };
    const given = { ...value, __shape__: [2, 2], __dtype__: 'float32' };
    const { __value__: bytes, ...fields } = (await plugin.api.echo!(given)) as Record<
      string,
      unknown
    >;
    assert.deepEqual(fields, {
      ...{ __jailed_type__: 'ndarray', __shape__: [2, 2], __dtype__: 'float32' },
    });
    const own = Uint8Array.from(bytes as Buffer);
    assert.deepEqual([...new Float32Array(own.buffer)], [1, 2, 3, 4]);
    assert.equal(await plugin.api.kind!(Buffer.from('abc')), 'bytes');
    assert.equal(String(await plugin.api.echo!(Buffer.from('abc'))), 'abc');
  });

  it('exchanges an array larger than what goes by HTTP to pages of today', async () => {
    const bytes = Buffer.alloc(5e6, 7);
    const chunks = [bytes.subarray(0, 1e6), bytes.subarray(1e6)];
    const array = { __jailed_type__: 'ndarray', __value__: chunks, __dtype__: 'uint8' };
    const { __value__ } = (await plugin.api.echo!({ ...array, __shape__: [5, 1e6] })) as {
      __value__: Buffer;
    };
    assert.ok(bytes.equals(__value__));
  });

  it('can call functions that it is given again and again', async () => {
    const { next } = (await plugin.api.counter!()) as { next(x: number): Promise<number> };
    assert.deepEqual([await next(1), await next(5)], [2, 6]);
    const add = (await plugin.api.adder!(3)) as (x: number) => Promise<number>;
    assert.deepEqual([await add(1), await add(5)], [4, 8]);
  });

  it('gives functions that are called as often as it lets them be', async () => {
    assert.equal(await plugin.api.once!((n: number) => n + 1), 2);
  });

  it('hears what an error of the plugin says, and where it was', async () => {
    const error = (await plugin.api.fail!().catch((reason: unknown) => reason)) as Error;
    assert.match(error.message, /^Traceback[^]*in fail[^]*ValueError: no such thing/);
    await assert.rejects(plugin.call('none', []), /there is no function "none"/);
  });

  it('hears what the plugin writes', async () => {
    const page = await openPage(engine);
    const plugin = await page.load('print("hello")');
    const { details } = await plugin.hears('logging');
    assert.deepEqual(details, { type: 'info', value: 'hello' });
  });

  it('has several scripts executed, one after the other', async () => {
    const page = await openPage(engine);
    const plugin = await page.load('first = 1');
    assert.equal(
      (await plugin.execute(`api.export({"get": lambda: first + 1})`)).type,
      'executeSuccess',
    );
    await plugin.hasSent('setInterface');
    assert.equal(await plugin.call('get', []), 2);
  });

  it('is told what is wrong with a script, and the plugin ends', async () => {
    const page = await openPage(engine);
    const plugin = await page.load('pass');
    const { error } = await plugin.execute('\nimport no_such_module');
    assert.match(String(error), /line 2[^]*No module named 'no_such_module'/);
    const { details } = await plugin.hears('disconnected');
    assert.equal((details as { success: boolean }).success, true);
    assert.deepEqual(await processes(page), []);
  });

  it('is answered by a plugin that is asked to import, and refused what only pages can', async () => {
    const page = await openPage(engine);
    const plugin = await page.init();
    plugin.send({ type: 'import', url: 'x.js' });
    assert.equal((await plugin.hears('importSuccess')).url, 'x.js');
    plugin.send({ type: 'execute', code: { type: 'html', content: '<p>' } });
    assert.match(String((await plugin.hears('executeFailure')).error), /executes no html/);
  });
});

describe('the end of a plugin of a page of 2019', () => {
  it('settles its calls before the page is told, when the process dies', async () => {
    const page = await openPage(engine);
    const plugin = await page.load(CODE);
    const order: string[] = [];
    const waiting = plugin.api.wait!().catch((error: Error) => {
      order.push('rejected');
      return error;
    });
    void plugin.hears('disconnected').then(() => order.push('disconnected'));
    await assert.rejects(plugin.api.die!(), /ended with code 3/);
    assert.match(String(await waiting), /ended with code 3/);
    const { details } = await plugin.hears('disconnected');
    assert.deepEqual(details, { success: false, message: 'Test ended with code 3' });
    assert.deepEqual(order, ['rejected', 'disconnected']);
  });

  it('comes when the page asks for it, or calls exit', async () => {
    const page = await openPage(engine);
    const [one, other] = [await page.load(CODE), await page.load(CODE)];
    assert.deepEqual(await page.ask('kill_plugin', { id: one.id }), { success: true });
    await one.hears('disconnected');
    await other.api.exit!();
    await other.hears('disconnected');
    assert.deepEqual(await processes(page), []);
  });

  it('comes when the page says goodbye', async () => {
    const [page, watching] = [await openPage(engine), await openPage(engine)];
    await page.load(CODE, {}, { name: 'Left' });
    const isThere = async () => (await processes(watching, false)).includes('Left');
    assert.ok(await isThere());
    page.socket.disconnect();
    while (await isThere());
  });
});

describe('a plugin that pages of 2019 share', () => {
  const config = { flags: ['single-instance'], name: 'Shared' };

  it('gives each page its own results, and ends with the last', async () => {
    const pages = [await openPage(engine), await openPage(engine)];
    const [one, other] = [
      await pages[0]!.load(CODE, { tell: () => 'one' }, config),
      await pages[1]!.load(CODE, { tell: () => 'other' }, config),
    ];
    assert.deepEqual([other.answer.initialized, other.answer.resumed], [true, true]);
    assert.deepEqual(await Promise.all([one.api.ask!('x'), other.api.ask!('x')]), ['one', 'other']);
    await pages[0]!.ask('kill_plugin', { id: one.id });
    assert.equal(await other.api.ask!('x'), 'other');
    await pages[1]!.ask('kill_plugin', { id: other.id });
    assert.ok(!(await processes(pages[0]!, false)).includes('Shared'));
  });

  it('runs its scripts once, whichever page asks, of then or of today', async () => {
    const count = 'n = globals().get("n", 0) + 1\napi.export({"count": lambda: n})';
    const page = await openPage(engine);
    const shared = { ...config, name: 'Mixed' };
    const old = await page.load(count, {}, shared);
    const again = await (await openPage(engine)).load(count, {}, shared);
    const today = await startPlugin(engine.page(), count, shared);
    assert.deepEqual(
      [await old.call('count', []), await again.call('count', []), await today.call('count')],
      [1, 1, 1],
    );
  });

  it('waits for the same browser, where it may be detached', async () => {
    const detached = { flags: ['allow-detach'], name: 'Detached' };
    const code = `
state = []
def add(x):
    state.append(x)
    return list(state)
api.export({"add": add})`;
    const page = await openPage(engine, { id: 'same browser' });
    const first = await page.load(code, {}, detached);
    assert.deepEqual(await first.api.add!(1), [1]);
    page.socket.disconnect();
    const back = await openPage(engine, { id: 'same browser' });
    const second = await back.load(code, {}, detached);
    assert.deepEqual(await second.api.add!(2), [1, 2]);
    await back.ask('kill_plugin', { id: second.id });
  });
});

describe('a page of 2019 whose connection is lost', () => {
  it('goes on when it comes back in time', async () => {
    const page = await openPage(engine, { session_id: 'lost' });
    const plugin = await page.load(CODE);
    const result = plugin.api.wait!().catch(String);
    await plugin.hears('logging');
    page.socket.io.engine.close();
    await new Promise<void>((resolve) => page.socket.once('connect', () => resolve()));
    const register = { id: 'browser', token: engine.token, session_id: 'lost' };
    const answer = page.ask('register_client', register);
    assert.equal(await plugin.api.echo!('sent at once'), 'sent at once');
    assert.equal((await answer).success, true);
    await page.ask('kill_plugin', { id: plugin.id });
    assert.match(String(await result), /ended/);
  });

  it('is told of an end that it has missed', async () => {
    const page = await openPage(engine, { session_id: 'missed' }, { reconnection: false });
    const plugin = await page.load(CODE);
    const waiting = plugin.api.wait!().catch(String);
    await plugin.hears('logging');
    page.socket.io.engine.close();
    const other = await openPage(engine);
    await other.ask('kill_plugin_process', { all: true });
    page.socket.connect();
    await page.ask('register_client', {
      ...{ id: 'browser', token: engine.token, session_id: 'missed' },
    });
    assert.match(String(await waiting), /ended/);
    await plugin.hears('disconnected');
  });
});
