import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { io, type Socket } from 'socket.io-client';
import { openEngine } from '../support.js';

type Message = Record<string, unknown>;

const engine = await openEngine({ legacyClients: true });

/** A peer that says whatever it likes. */
class RawPeer {
  readonly id: string;
  readonly socket: Socket;
  readonly heard: Message[] = [];

  constructor(id: string, options: Parameters<typeof io>[1] = {}) {
    this.id = id;
    this.socket = io(engine.url, { forceNew: true, reconnection: false, ...options });
    this.socket.onAny((_event, message: Message) => this.heard.push(message));
    after(() => this.socket.disconnect());
  }

  say(message: Message): Promise<Message> {
    return this.socket.emitWithAck('plugin_message', message) as Promise<Message>;
  }

  async hears(type: string, isIt: (message: Message) => boolean = () => true): Promise<Message> {
    const found = () => this.heard.find((message) => message.type === type && isIt(message));
    while (!found()) await new Promise((resolve) => this.socket.once('plugin_message', resolve));
    return found() as Message;
  }

  /** What the engine offers it, as it was sent. */
  async greet(workspace = 'w', name = this.id): Promise<Record<string, Message>> {
    const config = { name, workspace, token: engine.token };
    const { success } = (await this.socket.emitWithAck('register_plugin', config)) as Message;
    assert.equal(success, true);
    await this.say({ type: 'imjoyRPCReady', config: {}, peer_id: this.id });
    await this.hears('initialize');
    await this.say({ type: 'initialized', config: {}, origin: '*', peer_id: this.id });
    const { api } = await this.hears('setInterface');
    await this.say({ type: 'interfaceSetAsRemote' });
    await this.hears('getInterface');
    return api as Record<string, Message>;
  }

  offer(...names: string[]): Promise<Message> {
    const member = (name: string) => ({
      ...{ _rtype: 'interface', _rtarget_id: this.id, _rintf: 'own', _rvalue: name },
    });
    const api = Object.fromEntries(names.map((name) => [name, member(name)]));
    return this.say({ type: 'setInterface', api: { ...api, _rintf: 'own' } });
  }

  /** Calls a function that was sent; resolves with what comes back, and how. */
  async call(fn: Message, args: unknown[], changes: Message = {}): Promise<[string, unknown]> {
    const [yes, no] = [this.#next++, this.#next++];
    const pair = [yes, no].map((id) => ({
      ...{ _rtype: 'callback', _rtarget_id: this.id, _rname: 'f', _rvalue: id },
    }));
    const address = { object_id: fn._rintf, name: fn._rvalue, target_id: fn._rtarget_id };
    await this.say({ type: 'method', ...address, args, promise: pair, ...changes });
    const answer = await this.hears('callback', ({ id }) => id === yes || id === no);
    const [value] = answer.args as unknown[];
    return [answer.id === yes ? 'resolved' : 'rejected', value];
  }

  #next = 0;
}

describe('a peer that speaks imjoy-rpc', { timeout: 120_000 }, () => {
  it('hears nothing and is heard in nothing before it has told the token', async () => {
    const provider = new RawPeer('provider');
    await provider.greet();
    const stranger = new RawPeer('stranger');
    const answers: unknown[] = [];
    for (const message of [
      { type: 'imjoyRPCReady', config: {}, peer_id: 'stranger' },
      { type: 'initialized', config: {}, peer_id: 'stranger', plugin_id: 'w/provider' },
    ])
      stranger.socket.emit('plugin_message', message, (answer: unknown) => answers.push(answer));
    await provider.offer('f');
    const dropped = new Promise((resolve) => stranger.socket.once('disconnect', resolve));
    const config = { name: 'stranger', workspace: 'w', token: `${engine.token}x` };
    const refusal = (await stranger.socket.emitWithAck('register_plugin', config)) as Message;
    assert.deepEqual(refusal, { success: false, detail: 'Connection token mismatch.' });
    await dropped;
    assert.deepEqual([answers, stranger.heard], [[], []]);
  });

  it('may tell the token in a header, or when it connects', async () => {
    for (const options of [
      { extraHeaders: { Authorization: `Bearer ${engine.token}` } },
      { auth: { token: engine.token } },
    ]) {
      const { socket } = new RawPeer('p', options);
      const config = { name: 'a/b', workspace: 'w' };
      const answer = (await socket.emitWithAck('register_plugin', config)) as Message;
      assert.deepEqual(answer, { success: true, plugin_id: 'w/a-b' });
    }
    const { socket } = new RawPeer('p', { extraHeaders: { Authorization: 'Bearer wrong' } });
    const answer = (await socket.emitWithAck('register_plugin', { name: 'p' })) as Message;
    assert.equal(answer.success, false);
  });

  it('is known by its socket: it cannot speak for another by an id', async () => {
    const [victim, intruder] = [new RawPeer('victim'), new RawPeer('intruder')];
    await victim.greet('w', 'victim');
    const api = await intruder.greet('w', 'intruder');
    await intruder.say({
      ...{ type: 'setInterface', plugin_id: 'w/victim', peer_id: 'victim' },
      api: { f: { _rtype: 'interface', _rtarget_id: 'intruder', _rintf: 'o', _rvalue: 'f' } },
    });
    // What the victim exports is not there yet, for nobody has exported it in its place.
    const found = intruder.call(api.getPlugin!, ['victim']);
    await victim.offer('own');
    const [how, plugin] = await found;
    assert.deepEqual([how, Object.keys(plugin as object).sort()], ['resolved', ['_rintf', 'own']]);
    const name = { type: 'initialized', config: {}, origin: '*', peer_id: 'victim' };
    await intruder.say(name);
    await intruder.call(api.log!, ['x']);
    assert.ok(intruder.heard.every(({ peer_id }) => peer_id === 'intruder'));
    assert.ok(victim.heard.every(({ peer_id }) => peer_id === 'victim'));
  });

  it('reaches another only by what that one has given', async () => {
    const [victim, intruder] = [new RawPeer('target'), new RawPeer('sender')];
    const theirs = await victim.greet('w', 'target');
    const api = await intruder.greet('w', 'sender');
    await victim.offer('open');
    const before = victim.heard.length;
    const forged = { _rintf: 'own', _rvalue: 'closed', _rtarget_id: 'target' };
    assert.equal((await intruder.call(forged, []))[0], 'rejected');
    assert.equal((await intruder.call(api.log!, [], { target_id: 'target' }))[0], 'rejected');
    // Functions that the engine has given the other one.
    assert.equal((await intruder.call(theirs.log!, []))[0], 'rejected');
    const { _rintf } = theirs.log!;
    const own = { target_id: api.log!._rtarget_id, object_id: _rintf };
    assert.equal((await intruder.call(api.log!, [], own))[0], 'rejected');
    assert.equal(victim.heard.length, before);
  });

  it('cannot answer what another was asked, or answer twice', async () => {
    const [victim, intruder] = [new RawPeer('asked'), new RawPeer('liar')];
    const user = new RawPeer('asking');
    const [, , api] = [
      await victim.greet('w', 'asked'),
      await intruder.greet('w', 'liar'),
      await user.greet('w', 'asking'),
    ];
    await victim.offer('f');
    const [, plugin] = await user.call(api!.getPlugin!, ['asked']);
    const result = user.call((plugin as Record<string, Message>).f!, [1]);
    const { promise } = await victim.hears('method');
    const [{ _rvalue: id }] = promise as [{ _rvalue: number }];
    await intruder.say({ type: 'callback', id, args: ['forged'] });
    await victim.say({ type: 'callback', id, args: ['true'] });
    await victim.say({ type: 'callback', id, args: ['again'] });
    assert.deepEqual(await result, ['resolved', 'true']);
  });

  it('is told that what makes no sense was not heard', async () => {
    const peer = new RawPeer('silly');
    const api = await peer.greet();
    const evil = { toString: 1 };
    let deep: unknown[] = [];
    for (let i = 0; i < 3_000; i++) deep = [deep];
    for (const message of [null, 1, 'x', [], {}, { type: evil }, { type: 'constructor' }])
      assert.deepEqual(await peer.say(message as never), {
        ...{ success: false, detail: 'no such message' },
      });
    await peer.say({ type: 'error', message: evil });
    await peer.say({ type: 'setInterface', api: deep });
    assert.equal((await peer.call(api.log!, ['x']))[0], 'resolved');
    assert.equal((await peer.call(api.getPlugin!, [evil]))[0], 'rejected');
  });
});
