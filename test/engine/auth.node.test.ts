import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { io, Manager, type Socket } from 'socket.io-client';
import { randomId } from '../../src/base/id.js';
import { dataPath, FROM_PLUGIN, TO_PLUGIN } from '../../src/engine/protocol.js';
import { EngineClient } from '../../src/engine/client/engine-client.js';
import {
  atEnd,
  exporting,
  isAlive,
  openDisturbed,
  openEngine,
  startPlugin,
  until,
  type TestEngine,
  type TestPlugin,
} from './support.js';

/** A client that says who it is, and keeps all that it hears. */
function knock(
  { url }: { readonly url: string },
  auth: object | undefined,
): { socket: Socket; heard: string[] } {
  const heard: string[] = [];
  const socket = io(url, {
    ...(auth && { auth }),
    ...{ forceNew: true, reconnection: false, transports: ['websocket'] },
  });
  socket.io.on('open', () =>
    socket.io.engine.on('data', (data: unknown) => heard.push(String(data))),
  );
  atEnd(() => socket.disconnect());
  return { socket, heard };
}

/** A client that says what it likes, packet by packet. */
async function openRaw(
  url: string,
): Promise<{ send(packet: string): void; heard: string[]; closed: Promise<unknown> }> {
  const heard: string[] = [];
  const manager = new Manager(url, { reconnection: false, transports: ['websocket'] });
  await new Promise((resolve) => manager.once('open', () => resolve(null)));
  manager.engine.on('data', (data: unknown) => heard.push(String(data)));
  atEnd(() => manager.engine.close());
  const closed = new Promise((resolve) => manager.once('close', resolve));
  return { send: (packet) => void manager.engine.send(packet), heard, closed };
}

/** Says how it is answered. */
const answerOf = (socket: Socket): Promise<string> =>
  new Promise((resolve) => {
    socket.once('connect', () => resolve('welcome'));
    socket.once('connect_error', (error) => resolve(error.message));
  });

const ask = async (socket: Socket, event: string, payload: unknown): Promise<{ code?: string }> =>
  (await socket.emitWithAck(event, payload)) as { code?: string };

describe('who is let in', () => {
  let engine: TestEngine;
  let own: TestPlugin;
  const ids = () => ({ client: randomId(), session: randomId() });
  before(async () => {
    engine = await openEngine();
    own = await startPlugin(
      engine.page(),
      exporting(
        'def echo(self, value):\n    print(value)\n    return value',
        'def exit(self):\n    pass',
      ),
    );
  });

  it('no token, a wrong one, an empty one, or something else: is refused', async () => {
    const { token } = engine;
    const wrong = [
      ...[undefined, null, '', 0, true, {}, [token], { length: token.length }],
      ...[`${token} `, token.slice(1), token.toUpperCase(), 'x'.repeat(1e5)],
    ];
    for (const one of wrong) {
      const { socket } = knock(engine, { token: one, ...ids() });
      assert.equal(await answerOf(socket), 'Connection token mismatch.');
    }
    const { socket } = knock(engine, undefined);
    assert.equal(await answerOf(socket), 'Connection token mismatch.');
    const page = engine.page({ token: 'wrong token' });
    await assert.rejects(page.connect(), { code: 'ENGINE_REFUSED', message: /token mismatch/ });
  });

  it('the right token without ids of browser and page: is refused', async () => {
    const { token } = engine;
    for (const bad of [{}, { client: '' }, { client: {}, session: [] }, { client: '../../etc' }]) {
      const { socket } = knock(engine, { token, ...bad });
      assert.notEqual(await answerOf(socket), 'welcome');
    }
  });

  it('10,000 tries: the engine lives, whoever guesses has to wait, and whoever has it need not', async () => {
    const { send, heard } = await openRaw(engine.url);
    const guess = (text: string) => send(`0${JSON.stringify({ token: text, ...ids() })}`);
    for (let tries = 0; tries < 10_000; tries++) guess(`a guess ${tries}`);
    await engine.page().connect();
    await until(() => heard.length === 10_000, 'all to be refused');
    assert.ok(heard.every((packet) => packet.includes('token mismatch')));
    const start = performance.now();
    guess('one more');
    await until(() => heard.length === 10_001, 'it to be refused, too');
    assert.ok(performance.now() - start >= 1_000);
    assert.equal(await own.call('echo', 1), 1);
  });

  it('a socket that is not let in: hears nothing, and is not heard', async () => {
    const refused = await openRaw(engine.url);
    refused.send(`0${JSON.stringify({ token: 'wrong token', ...ids() })}`);
    const message = { type: 'message', data: { seq: 1, ack: 0, text: '["call",1,"$exit",[]]' } };
    const forward = [
      '20["get_engine_status",{}]',
      `2${JSON.stringify([TO_PLUGIN + own.secret(), message])}`,
    ];
    for (const packet of forward) {
      const uninvited = await openRaw(engine.url);
      uninvited.send(packet);
      await uninvited.closed;
      assert.deepEqual(uninvited.heard, []);
    }
    await own.call('echo', 'a private word');
    await until(() => refused.heard.length > 0, 'the refusal');
    assert.deepEqual(refused.heard, ['4{"message":"Connection token mismatch."}']);
  });

  it('another page: hears nothing of what is not its own', async () => {
    const { socket, heard } = knock(engine, { token: engine.token, ...ids() });
    assert.equal(await answerOf(socket), 'welcome');
    await own.call('echo', 'a private word');
    await ask(socket, 'get_engine_status', {});
    const text = heard.join('\n');
    assert.ok(text.includes('plugin_processes'));
    assert.ok(!text.includes('private') && !text.includes(own.secret()), text);
    assert.ok(!text.includes(FROM_PLUGIN), text);
  });

  it('the secret of another page: opens nothing', async () => {
    const { socket } = knock(engine, { token: engine.token, ...ids() });
    await answerOf(socket);
    const secret = own.secret();
    const registered = (await ask(socket, 'register_client', {})) as { data_key: string };
    const text = JSON.stringify(['call', 1, '$exit', []]);
    for (let seq = 1; seq < 20; seq++)
      socket.emit(TO_PLUGIN + secret, { type: 'message', data: { seq, ack: 1e6, text } });
    assert.equal(
      (await ask(socket, 'attach_plugin', { secret, received: 0 })).code,
      'ENGINE_PLUGIN_UNKNOWN',
    );
    const headers = { Authorization: `Bearer ${registered.data_key}` };
    const url = engine.url + dataPath(secret, 1);
    assert.equal((await fetch(url, { headers })).status, 404);
    const post = { method: 'POST', headers, body: `[${text.length}]\n${text}` };
    assert.equal((await fetch(url, post)).status, 404);
    assert.equal(await own.call('echo', 'undisturbed'), 'undisturbed');
  });

  it('the id of a plugin of another page: is not known', async () => {
    const { socket } = knock(engine, { token: engine.token, ...ids() });
    await answerOf(socket);
    for (const event of ['kill_plugin', 'interrupt_plugin'])
      assert.equal((await ask(socket, event, { id: own.id })).code, 'ENGINE_PLUGIN_UNKNOWN');
    await ask(socket, 'release_plugin', { id: own.id });
    assert.equal(isAlive(own.pid()), true);
    assert.equal(await own.call('echo', 2), 2);
  });

  it('a process that is no plugin: is not ended', async () => {
    const bystander = spawn('sleep', ['1000']);
    atEnd(() => bystander.kill());
    const { socket } = knock(engine, { token: engine.token, ...ids() });
    await answerOf(socket);
    for (const pid of [bystander.pid, process.pid, 1, 0, -1, 'all', null])
      assert.equal(
        (await ask(socket, 'kill_plugin_process', { pid })).code,
        'ENGINE_PLUGIN_UNKNOWN',
      );
    assert.equal(isAlive(bystander.pid ?? 0), true);
  });

  it('messages that are none: do not end the engine', async () => {
    const { socket } = knock(engine, { token: engine.token, ...ids() });
    await answerOf(socket);
    const page = new EngineClient({ ...engine, client: randomId() });
    atEnd(() => page.disconnect());
    const plugin = await startPlugin(page, exporting(''));
    const odd = [null, 5, 'text', [], {}, { type: 'message' }, { type: 'ack', ack: {} }];
    const data = [
      ...[null, 5, 'x', {}, { seq: 'x', text: 'y' }, { seq: 1, text: 'x', bytes: 5 }],
      { seq: 1, text: 'x', bytes: Buffer.from('abc'), sizes: [1] },
      { seq: 1, text: 'x', bytes: Buffer.from('abc'), sizes: [-1, 4] },
      { seq: 1, text: 'x', bytes: Buffer.from('abc'), sizes: 'abc' },
      { seq: -1, text: '[]' },
      { seq: 1e300, text: '[]' },
      { seq: 2, ack: 'x', text: '{' },
    ].map((one) => ({ type: 'message', data: one }));
    for (const payload of [...odd, ...data]) socket.emit(TO_PLUGIN + plugin.secret(), payload);
    for (const payload of odd)
      for (const event of ['init_plugin', 'attach_plugin', 'kill_plugin', 'what is this'])
        assert.ok((await ask(socket, event, payload)).code);
    // What the library itself would not send.
    for (const packet of ['2[5,{}]', '2["a"]', '21[]', '2{}', '9', '', '25-["x"]']) {
      const { send, heard } = await openRaw(engine.url);
      send(`0${JSON.stringify({ token: engine.token, ...ids() })}`);
      await until(() => heard.length > 0, 'the welcome');
      send(packet);
    }
    assert.equal(await own.call('echo', 3), 3);
  });

  it('the key of data: without it, with a wrong one and with one of a page that has gone', async () => {
    const url = engine.url + dataPath(own.secret(), 1);
    for (const key of [undefined, '', 'x'.repeat(32), engine.token]) {
      const headers: Record<string, string> =
        key === undefined ? {} : { Authorization: `Bearer ${key}` };
      assert.equal((await fetch(url, { headers })).status, 401);
    }
    const { socket } = knock(engine, { token: engine.token, ...ids() });
    await answerOf(socket);
    const { data_key: key } = (await ask(socket, 'register_client', {})) as { data_key: string };
    const headers = { Authorization: `Bearer ${key}` };
    assert.equal((await fetch(url, { headers })).status, 404);
    socket.disconnect();
    while ((await fetch(url, { headers })).status !== 401);
  });

  it('the token: is in no URL, no process of a plugin, no log, and no file that others can read', async () => {
    const { engine: other, network, page } = await openDisturbed();
    const { token } = other;
    let sent = '';
    network.onSent = (bytes) => (sent += bytes.toString('latin1'));
    const plugin = await startPlugin(
      page,
      exporting('def environment(self):\n    print(os.environ)\n    return str(os.environ)'),
    );
    assert.ok(!String(await plugin.call('environment')).includes(token));
    await plugin.call('environment');
    for (const file of ['environ', 'cmdline'])
      assert.ok(!readFileSync(`/proc/${plugin.pid()}/${file}`, 'utf8').includes(token));
    assert.ok(!JSON.stringify(plugin.log).includes(token));
    assert.match(sent, /^GET \/socket\.io/);
    for (const line of sent.match(/^(?:GET|POST|Referer:) .*/gm) ?? [])
      assert.ok(!line.includes(token), line);
    const folder = join(other.folder, 'state');
    assert.equal(statSync(folder).mode & 0o077, 0);
    assert.equal(statSync(join(folder, 'token')).mode & 0o177, 0);
    assert.equal(readFileSync(join(folder, 'token'), 'utf8'), token);
    assert.ok(Buffer.from(token, 'base64url').length >= 32);
  });
});
