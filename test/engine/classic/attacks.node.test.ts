import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { io, type Socket } from 'socket.io-client';
import { openEngine, startPlugin } from '../support.js';
import { ClassicPage, openPage } from './classic-page.js';

const engine = await openEngine({ legacyClients: true });

const CODE = `
import asyncio
async def ask():
    return await api.tell("secret argument")
async def wait():
    print("waiting", flush=True)
    await asyncio.sleep(1000)
def echo(x):
    return x
api.export({"ask": ask, "wait": wait, "echo": echo})
`;

/** Resolves when everything that was sent before has been dealt with. */
const isDone = (page: ClassicPage) => page.ask('get_engine_status');

async function isDisconnected({ socket }: ClassicPage): Promise<string> {
  return new Promise((resolve) => socket.once('disconnect', resolve));
}

/** Why somebody is not even connected; fails when they are. */
function refusalOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    socket.once('connect_error', ({ message }) => resolve(message));
    socket.once('connect', () => reject(new Error('it was connected')));
  });
}

/** Whoever waits for what must not come does not wait for ever. */
const LIMIT = { timeout: 180_000 };

describe('whoever has not told the token', LIMIT, () => {
  it('hears nothing of what others do', async () => {
    const stranger = new ClassicPage(engine);
    await new Promise<void>((resolve) => stranger.socket.once('connect', () => resolve()));
    const page = await openPage(engine);
    const plugin = await page.load(CODE, { tell: () => 'secret result' });
    await plugin.api.ask!();
    const today = await startPlugin(engine.page(), 'print("secret")');
    assert.ok(today.pid() > 0);
    await page.ask('kill_plugin', { id: plugin.id });
    const dropped = isDisconnected(stranger);
    stranger.socket.emit('register_client', { token: 'wrong' });
    await dropped;
    assert.deepEqual(stranger.heard, []);
  });

  it('is heard in nothing', async () => {
    const page = await openPage(engine);
    const plugin = await page.load(CODE, { tell: () => 'x' });
    const running = async () =>
      ((await page.ask('get_engine_status')).plugin_processes as { pid: number }[])
        .map(({ pid }) => pid)
        .sort();
    const before = await running();
    const stranger = new ClassicPage(engine);
    const answers: unknown[] = [];
    const init = { id: 'a', config: { name: 'A', type: 'native-python' } };
    for (const [event, payload] of [
      ...[['init_plugin', init] as const, ['kill_plugin', { id: plugin.id }] as const],
      ...[['kill_plugin_process', { all: true }] as const, ['reset_engine', {}] as const],
      ...[['get_engine_status', {}] as const, ['list_dir', {}] as const],
      ['plugin_message', { type: 'imjoyRPCReady', config: {}, peer_id: 'p' }] as const,
      [
        `message_to_plugin_${plugin.secret}`,
        { type: 'message', data: { type: 'execute', code: { type: 'script', content: 'x = 1' } } },
      ] as const,
    ])
      stranger.socket.emit(event, payload, (answer: unknown) => answers.push(answer));
    const dropped = isDisconnected(stranger);
    stranger.socket.emit('register_client', { token: null });
    await dropped;
    assert.deepEqual(answers, []);
    assert.equal(await plugin.api.echo!(1), 1);
    assert.equal(plugin.count('executeSuccess'), 2);
    assert.deepEqual(await running(), before);
  });

  it('is dropped after 10 s', { timeout: 30_000 }, async () => {
    const stranger = new ClassicPage(engine, { reconnection: false });
    const started = Date.now();
    assert.equal(await isDisconnected(stranger), 'io server disconnect');
    assert.ok(Date.now() - started > 9_000);
  });

  it('is refused with any other token, and has no second try', async () => {
    for (const token of ['', 'wrong', null, {}, [engine.token], `${engine.token} `, undefined]) {
      const stranger = new ClassicPage(engine, { reconnection: false });
      const dropped = isDisconnected(stranger);
      const again: unknown[] = [];
      const answer = stranger.ask('register_client', { id: 'x', token });
      for (const event of ['register_client', 'register_plugin'])
        stranger.socket.emit(event, { token: engine.token }, (heard: unknown) => again.push(heard));
      const { success, message, reason } = await answer;
      assert.deepEqual([success, message], [false, 'Connection token mismatch.']);
      assert.equal(reason, message);
      await dropped;
      assert.deepEqual(again, []);
    }
  });

  it('is not even connected, where the engine does not let in pages of 2019', async () => {
    const strict = await openEngine();
    const { socket } = new ClassicPage(strict, { reconnection: false });
    assert.equal(await refusalOf(socket), 'Connection token mismatch.');
    const old = await fetch(`${strict.url}/socket.io/?EIO=3&transport=polling`);
    assert.equal(old.status, 400);
  });

  it('is not connected from a page of another site, or under another name', async () => {
    for (const header of ['Origin: https://evil.example', 'Host: evil.example']) {
      const extraHeaders = Object.fromEntries([header.split(': ')]) as Record<string, string>;
      const { socket } = new ClassicPage(engine, { extraHeaders, reconnection: false });
      assert.match(await refusalOf(socket), /websocket error/);
    }
  });

  it('does not get in by half of what a page of today says', async () => {
    for (const auth of [{ session: 'x'.repeat(10) }, { session: 'x'.repeat(10), token: 'wrong' }]) {
      const { socket } = new ClassicPage(engine, { auth, reconnection: false });
      assert.equal(await refusalOf(socket), 'Connection token mismatch.');
    }
  });
});

describe('a page of 2019 that has registered', LIMIT, () => {
  it('hears nothing of others', async () => {
    const [page, other] = [await openPage(engine), await openPage(engine)];
    const plugin = await page.load(CODE, { tell: () => 'secret result' });
    await plugin.api.ask!();
    await isDone(other);
    assert.deepEqual(other.heard, []);
  });

  it('cannot speak to a plugin of others by its secret, or end it by its id', async () => {
    const [page, other] = [await openPage(engine), await openPage(engine)];
    const plugin = await page.load(CODE, { tell: () => 'x' });
    const event = `message_to_plugin_${plugin.secret}`;
    const script = { type: 'script', content: 'raise SystemExit' };
    other.socket.emit(event, { type: 'message', data: { type: 'execute', code: script } });
    const method = { type: 'method', name: 'exit', args: { args: [] }, promise: null };
    other.socket.emit(event, { type: 'message', data: { type: 'message', data: method } });
    assert.equal((await other.ask('kill_plugin', { id: plugin.id })).success, false);
    await isDone(other);
    assert.equal(await plugin.api.echo!(1), 1);
    assert.equal(plugin.count('executeSuccess'), 2);
    assert.deepEqual(other.heard, []);
  });

  it('cannot answer a call of the plugin a second time, or one that another page was asked', async () => {
    const shared = { flags: ['single-instance'], name: 'Answers' };
    const [page, other] = [await openPage(engine), await openPage(engine)];
    let answered = () => undefined as unknown;
    const asked = new Promise<void>((resolve) => {
      answered = () => resolve() as undefined;
    });
    const held = new Promise<string>(() => undefined);
    const plugin = await page.load(CODE, { tell: () => (answered(), held) }, shared);
    const intruder = await other.load(CODE, { tell: () => 'other' }, shared);
    const result = plugin.api.ask!();
    await asked;
    const method = page.heard.map(([, { data }]) => data as Record<string, unknown>);
    const call = method.find((data) => data?.type === 'method') as {
      promise: { args: { num: number }[] };
    };
    const answer = (value: string) => ({
      ...{ type: 'callback', num: call.promise.args[0]?.num },
      args: { args: [{ __jailed_type__: 'argument', __value__: value }] },
    });
    intruder.post(answer('forged'));
    await intruder.api.echo!(1);
    plugin.post(answer('true'));
    plugin.post(answer('again'));
    assert.equal(await result, 'true');
    assert.equal(await intruder.api.ask!(), 'other');
  });

  it('cannot call a function that another page was given', async () => {
    const code = `api.export({"give": lambda: {"_rintf": True, "use": lambda: "used"}})`;
    const shared = { flags: ['single-instance'], name: 'Given' };
    const pages = [await openPage(engine), await openPage(engine)];
    const plugin = await pages[0]!.load(code, {}, shared);
    const intruder = await pages[1]!.load(code, {}, shared);
    const given = (await plugin.api.give!()) as { use(): Promise<unknown> };
    assert.equal(await given.use(), 'used');
    const pid = pages[0]!.heard
      .map(([, payload]) => /"__plugin_id__":"([^"]+)"/.exec(JSON.stringify(payload))?.[1])
      .find(Boolean);
    assert.equal(await plugin.call('use', [], pid), 'used');
    await assert.rejects(intruder.call('use', [], pid), /there is no function "use"/);
  });

  it('reaches no function that the plugin does not export', async () => {
    const page = await openPage(engine);
    const plugin = await page.load(CODE, { tell: () => 'x' });
    for (const name of ['$run', '$connect', '$export', 'constructor', '__proto__', 'toString', ''])
      await assert.rejects(plugin.call(name, []), /there is no function/);
    await assert.rejects(plugin.call('constructor', [], '__proto__'), /there is no function/);
  });

  it('cannot take the place of what the engine itself offers Python', async () => {
    const page = await openPage(engine);
    const plugin = await page.load(CODE, { $export: () => assert.fail(), tell: () => 'x' });
    assert.equal(await plugin.api.echo!(1), 1);
  });

  it('does no harm by messages that make no sense', async () => {
    const page = await openPage(engine);
    const plugin = await page.load(CODE, { tell: () => 'x' });
    const evil = { toString: 1, valueOf: 1 };
    let deep: unknown[] = [];
    for (let i = 0; i < 2_000; i++) deep = [deep];
    for (const data of [
      ...[null, 1, 'x', [], {}, { type: evil }, { type: 'constructor' }],
      ...[{ type: 'execute' }, { type: 'message' }, { type: 'message', data: [] }],
      { type: 'message', data: { type: 'method', name: evil, pid: evil, args: evil } },
      { type: 'message', data: { type: 'method', name: 'echo', args: { args: deep } } },
      { type: 'message', data: { type: 'callback', num: evil, promise: { args: [evil, evil] } } },
      { type: 'message', data: { type: 'setInterface', api: [{ name: evil }, null, 'x'] } },
    ])
      plugin.send(data as object);
    page.socket.emit(`message_to_plugin_${plugin.secret}`, null);
    page.socket.emit('init_plugin', { id: evil, config: { name: evil } });
    page.socket.emit('message_to_plugin_', evil);
    const { details } = await plugin.hears('disconnected');
    assert.equal((details as { success: boolean }).success, true);
    assert.equal((await page.ask('get_engine_status')).success, true);
  });
});

describe('a page of the engine of today', () => {
  it('is let in as ever where pages of 2019 are', async () => {
    const plugin = await startPlugin(engine.page(), CODE, { api: { tell: () => 'x' } });
    assert.equal(await plugin.call('ask'), 'x');
    const auth = { token: 'wrong', client: 'c'.repeat(10), session: 's'.repeat(10) };
    const socket = io(engine.url, { auth, forceNew: true, reconnection: false });
    assert.equal(await refusalOf(socket), 'Connection token mismatch.');
  });
});
