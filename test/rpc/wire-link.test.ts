import { expect } from '@open-wc/testing';
import { ImjoyError } from '../../src/base/error.js';
import { createWireCodec, WireLink, type WireMessage } from '../../src/rpc/index.js';
import { callContract } from '../contracts/call-contract.js';
import { createFarSide, type FarSide, type Remote } from '../contracts/far-side.js';
import { rejection } from '../support/plugin-text.js';
import { waitUntil } from '../support/wait-until.js';
import { tableOf } from './connections.js';

const gc = (globalThis as { gc?: () => void }).gc;

/** Two links whose messages reach each other in tasks of their own and in order, as over a socket. */
function joinLinks(ofA: object, ofB: object): [WireLink, WireLink] {
  const { port1, port2 } = new MessageChannel();
  const open = (port: MessagePort, functions: object) => {
    const link = new WireLink({
      codec: createWireCodec(),
      table: tableOf(functions),
      send: (message) => port.postMessage(message),
    });
    port.onmessage = ({ data }: MessageEvent<WireMessage>) => link.receive(data);
    return link;
  };
  return [open(port1, ofA), open(port2, ofB)];
}

describe('a link over text and bytes', () => {
  let near: WireLink;
  let farLink: WireLink;
  let far: FarSide;
  before(() => {
    [near, farLink] = joinLinks({}, createFarSide());
    const get =
      (_: object, name: string): Remote =>
      (...args) =>
        near.call(name, ...args);
    far = new Proxy({}, { get }) as FarSide;
  });
  callContract(() => far, { sharing: false });

  it('gives bytes as they are', async () => {
    const bytes = new Uint8Array([1, 2, 3]).buffer;
    expect(await far.echo([{ bytes }, bytes])).to.deep.equal([{ bytes }, bytes]);
  });

  it('hands a function back as itself', async () => {
    const fn = (x: number) => x;
    expect(await far.echo(fn)).to.equal(fn);
    await far.keep('own', fn);
    expect(await far.give('own')).to.equal(fn);
    await far.drop();
  });

  it('lets go of functions that nobody needs', async function () {
    if (!gc) this.skip();
    const before = near.stats.offered;
    for (let i = 0; i < 1000; i++) await far.echo({ call: () => i });
    await waitUntil(() => (gc(), near.stats.offered <= before), 'the functions to be released');
  });

  describe('refuses', () => {
    const send = async (text: string): Promise<WireMessage[]> => {
      const sent: WireMessage[] = [];
      const link = new WireLink({
        codec: createWireCodec(),
        table: tableOf({ echo: (value: unknown) => value }),
        send: (message) => void sent.push(message),
      });
      link.receive({ text, buffers: [] });
      await new Promise((resolve) => setTimeout(resolve));
      return sent;
    };

    for (const text of ['', 'no JSON', '1', 'null', '{}', '[]', '["answer", 5, true, 1]'])
      it(`${text || 'nothing'}, without a word`, async () => {
        expect(await send(text)).to.deep.equal([]);
      });

    const codes: Record<string, string> = {
      '["call", 1, "constructor", []]': 'RPC_METHOD_NOT_FOUND',
      '["call", 1, "echo", 5]': 'VALUE_MALFORMED',
      '["call", 1, "echo"]': 'VALUE_MALFORMED',
      '["call", 1, "echo", [{"_rtype": "interface", "_rvalue": "f9"}]]': 'RPC_CLOSED',
      '["call", 1, "echo", [{"_rtype": "callback", "_rvalue": 9}]]': 'VALUE_MALFORMED',
    };
    for (const [text, code] of Object.entries(codes))
      it(`${text}, and says so`, async () => {
        const [answer] = await send(text);
        const [kind, id, ok, error] = JSON.parse(answer!.text) as [string, number, boolean, object];
        expect([kind, id, ok]).to.deep.equal(['answer', 1, false]);
        expect(error).to.include({ _rcode: code });
      });

    it('calls after its end, and settles those before', async () => {
      const [a] = joinLinks({}, createFarSide());
      const pending = rejection(a.call('wait'));
      a.close(new ImjoyError('PLUGIN_TERMINATED', 'gone'));
      expect(await pending).to.include({ code: 'PLUGIN_TERMINATED' });
      expect(await rejection(a.call('echo', 1))).to.include({ code: 'PLUGIN_TERMINATED' });
      expect(a.stats).to.include({ pending: 0, offered: 0 });
    });
  });

  it('leaves nothing behind', () => {
    expect(near.stats.pending).to.equal(0);
    expect(farLink.stats.pending).to.equal(0);
  });
});
