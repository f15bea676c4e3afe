import { expect } from '@open-wc/testing';
import { createWorkspace, type Workspace } from '../../src/index.js';
import { HELLO } from '../../src/sandbox/program.js';
import { apiOf, attackerText, startAttacker, type Evaluate } from './attacker.js';

/** Says hello to the page from a frame inside the plugin's own, with a port that notes what it hears. */
const NESTED_HELLO = `(() => {
  heard = []
  addEventListener('message', ({ data }) => heard.push(data))
  const code = \`const { port1, port2 } = new MessageChannel()
    port1.onmessage = ({ data }) => parent.postMessage(data, '*')
    top.postMessage('${HELLO}', '*', [port2])
    parent.postMessage('said', '*')\`
  window.sayHello = () => new Promise((resolve) => {
    const frame = document.createElement('iframe')
    frame.srcdoc = '<script>' + code + '<' + '/script>'
    addEventListener('message', ({ data }) => data === 'said' && resolve(0), { once: true })
    document.body.append(frame)
  })
  return 0
})()`;

describe('a plugin cannot speak', () => {
  let workspace: Workspace;
  let attack: Evaluate;
  beforeEach(async () => {
    workspace = createWorkspace({ frameSrc: '/dist/sandbox.html' });
    attack = await startAttacker(workspace, 'iframe');
  });
  afterEach(() => workspace.dispose());

  it('for the sandbox of another one, by a hello from a frame of its own', async () => {
    await attack(NESTED_HELLO);
    const victim = apiOf(workspace).loadPlugin({ src: attackerText('Victim', 'iframe') });
    for (let i = 0; i < 20; i++) await attack('sayHello()');
    expect(await ((await victim) as { evaluate: Evaluate }).evaluate('1 + 1')).to.equal(2);
    expect(await attack('heard.filter((data) => data !== "said")')).to.deep.equal([]);
  });

  it('as the host, to the frames beside its own', async () => {
    const types = ['iframe', 'web-worker', 'window'];
    const victims = await Promise.all(
      types.map((type) => startAttacker(workspace, type, `Victim ${type}`)),
    );
    for (const victim of victims) await victim('answered = []; 0');
    await attack(`(() => {
      heard = []
      for (let i = 0; i < parent.length; i++) {
        if (parent[i] === window) continue
        for (const message of [{ self: 'forged', host: 'forged' }, '${HELLO}', null, ['call', '1', 'start', [{}], false]]) {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = ({ data }) => heard.push(data)
          parent[i].postMessage(message, '*', [port2])
          port1.postMessage(message)
          port1.postMessage(['call', '1', 'ping', [], false])
        }
      }
      return 0
    })()`);
    for (const victim of victims) expect(await victim('6 * 7')).to.equal(42);
    expect(await attack('heard')).to.deep.equal([]);
  });

  it('through the port of its sandbox after it was ended, wherever it hid it', async () => {
    const main = workspace.plugins.get('Attacker');
    const { port1, port2 } = new MessageChannel();
    const told: unknown[] = [];
    port1.onmessage = ({ data }) => told.push(data);
    const capture = (event: MessageEvent) => {
      if (event.data === 'pass it on')
        event.source?.postMessage('here', { targetOrigin: '*', transfer: [port2] });
    };
    addEventListener('message', capture);
    await attack(`(() => {
      const post = MessagePort.prototype.postMessage
      MessagePort.prototype.postMessage = function (...args) { stolen ??= this; return post.apply(this, args) }
      stolen = null
      return api.log('a call, to see the port')
    })()`);
    expect(await attack('stolen instanceof MessagePort')).to.equal(true);
    await attack(`new Promise((resolve) => {
      addEventListener('message', ({ ports }) => { out = ports[0]; resolve(0) }, { once: true })
      parent.postMessage('pass it on', '*')
    })`);
    removeEventListener('message', capture);
    const before = main.log.entries.length;
    // The port leaves the realm of the plugin: whoever holds it now outlives the plugin.
    void attack('stolen.onmessage = null; out.postMessage("port", [stolen])').catch(
      () => undefined,
    );
    const port = await new Promise<MessagePort>((resolve) => {
      port1.onmessage = ({ ports: [stolen] }) => resolve(stolen as MessagePort);
    });
    await workspace.unload(main);
    port.postMessage(['call', 'x', 'log', ['from beyond'], false]);
    expect(main.log.entries.length).to.equal(before);
    await startAttacker(workspace, 'iframe', 'Next');
    expect(main.log.entries.map(({ value }) => value)).not.to.include('from beyond');
  });

  it('so often that others are not heard', async () => {
    await attack(
      '(() => { (async () => { for (;;) await api.export({ again() {} }) })(); return 0 })()',
    );
    const other = await startAttacker(workspace, 'web-worker', 'Other');
    expect(await other('1 + 1')).to.equal(2);
  });
});
