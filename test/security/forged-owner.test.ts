import { expect } from '@open-wc/testing';
import { ImjoyError } from '../../src/base/error.js';
import type { Peer } from '../../src/rpc/index.js';
import type { Remote } from '../contracts/far-side.js';
import { refusalOf } from '../contracts/refusal-of.js';
import { join, makePeer, tableOf } from '../rpc/connections.js';

type Frame = readonly unknown[];

/** Milliseconds that a port in doubt may be silent here. */
const PROBE_LIMIT = 100;

const gone = new ImjoyError('PLUGIN_TERMINATED', 'gone');

/** The next frame of a kind that arrives at a port. */
const heard = (port: MessagePort, kind: string): Promise<Frame> =>
  new Promise((resolve) => {
    port.onmessage = ({ data }: MessageEvent<Frame>) => data[0] === kind && resolve(data);
  });

describe('a function whose sender says that it belongs to another plugin, which lives', () => {
  let host: Peer;
  let wire: MessagePort;
  let received: Remote[];

  beforeEach(() => {
    host = makePeer('host', PROBE_LIMIT);
    received = [];
    const { port1, port2 } = new MessageChannel();
    wire = port2;
    host.link(port1, {
      peer: 'liar',
      table: tableOf({ take: (fn: Remote) => void received.push(fn) }),
    });
  });
  afterEach(() => wire.close());

  const forge = (port: MessagePort) => ({
    _rtype: 'callback',
    _rvalue: 'f',
    _rport: port,
    _rowner: 'innocent',
  });

  /** Sends the host a forged function over a port, and keeps the other end of it. */
  async function lie(over = wire, name = 'take'): Promise<MessagePort> {
    const { port1, port2 } = new MessageChannel();
    const answered = heard(over, 'answer');
    over.postMessage(['call', 1, name, [forge(port2)], true], [port2]);
    await answered;
    return port1;
  }
  const fn = () => received[0]!();

  it('cannot be called any more when the sender is gone, and calls under way reject', async () => {
    await lie();
    const early = refusalOf(fn());
    host.forget('liar', gone);
    expect((await early).code).to.equal('RPC_CLOSED');
    expect((await refusalOf(fn())).code).to.equal('RPC_CLOSED');
    expect(host.stats.pending).to.equal(0);
  });

  it('rejects also when it is called for the first time after that', async () => {
    await lie();
    host.forget('liar', gone);
    expect((await refusalOf(fn())).code).to.equal('RPC_CLOSED');
  });

  it('rejects when an accomplice that showed a sign of life in its place is gone, too', async () => {
    const accomplice = await lie();
    const call = refusalOf(fn());
    const probe = heard(accomplice, 'probe');
    host.forget('liar', gone);
    accomplice.postMessage(['answer', (await probe)[1], true, null, false]);
    accomplice.onmessage = null;
    host.forget('accomplice', gone);
    expect((await call).code).to.equal('RPC_CLOSED');
  });

  it('rejects for those to whom an honest peer passed it on, before and after', async () => {
    await lie();
    for (const after of [false, true]) {
      const other = makePeer('other', PROBE_LIMIT);
      let passed: Remote | undefined;
      const [toOther] = join(host, other, {}, { take: (given: Remote) => void (passed = given) });
      if (after) host.forget('liar', gone);
      await toOther.call('take', received[0]);
      const call = refusalOf(passed!());
      // Whoever joins later never hears of the end.
      if (!after) other.forget('liar', gone);
      expect((await call).code).to.equal('RPC_CLOSED');
    }
  });

  it('rejects when it came over a port that the sender had opened in the name of the other', async () => {
    const { port1, port2 } = new MessageChannel();
    const toLiar = host.link(port1, { peer: 'liar', table: new Map() });
    const asked = heard(port2, 'call');
    void toLiar.call('anything', (given: Remote) => void received.push(given)).catch(() => 0);
    const [, , , args] = await asked;
    const [{ _rport, _rvalue }] = args as [{ _rport: MessagePort; _rvalue: string }];
    const forked = new MessageChannel();
    _rport.postMessage(['fork', forked.port1, 'innocent'], [forked.port1]);
    await lie(forked.port2, _rvalue);
    const call = refusalOf(fn());
    host.forget('liar', gone);
    expect((await call).code).to.equal('RPC_CLOSED');
  });

  it('rejects when it came over a port that was answered to such a port', async () => {
    const { port1, port2 } = new MessageChannel();
    const toLiar = host.link(port1, { peer: 'liar', table: new Map() });
    const asked = heard(port2, 'call');
    const take = (given: Remote) => void received.push(given);
    void toLiar.call('anything', () => take).catch(() => 0);
    const [, , , args] = await asked;
    const [given] = args as [{ _rport: MessagePort; _rvalue: string }];
    const { port1: served, port2: forked } = new MessageChannel();
    given._rport.postMessage(['fork', served, 'innocent'], [served]);
    const answered = heard(forked, 'answer');
    forked.postMessage(['call', 1, given._rvalue, [], false]);
    const [, , , taken] = (await answered) as [never, never, never, typeof given];
    await lie(taken._rport, taken._rvalue);
    const call = refusalOf(fn());
    host.forget('liar', gone);
    expect((await call).code).to.equal('RPC_CLOSED');
  });

  it('rejects when it answers a call of another such function', async () => {
    const first = await lie();
    const asked = heard(first, 'call');
    const answer = fn() as Promise<Remote>;
    const { port2 } = new MessageChannel();
    const [, id] = await asked;
    first.postMessage(['answer', id, true, forge(port2), true], [port2]);
    const call = refusalOf((await answer)());
    host.forget('liar', gone);
    expect((await call).code).to.equal('RPC_CLOSED');
  });

  for (const [what, _rvia] of Object.entries({
    'no list': 'liar',
    'a list of more than names': [1],
    'a list without end': new Array<string>(101).fill('x'),
  }))
    it(`is refused where it says by ${what} how it came`, async () => {
      const { port2 } = new MessageChannel();
      const answered = heard(wire, 'answer');
      wire.postMessage(['call', 1, 'take', [{ ...forge(port2), _rvia }], true], [port2]);
      const [, , ok, error] = await answered;
      expect([ok, (error as { _rcode: string })._rcode]).to.deep.equal([false, 'VALUE_MALFORMED']);
    });
});
