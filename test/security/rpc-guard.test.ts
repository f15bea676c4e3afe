import { expect } from '@open-wc/testing';
import { ImjoyError } from '../../src/base/error.js';
import { refusalOf } from '../contracts/refusal-of.js';
import { tableOf } from '../rpc/connections.js';
import { HostilePeer } from './hostile-peer.js';

const polluted = (): unknown => ({}) as { polluted?: unknown };

describe('a hostile peer', () => {
  let attacker: HostilePeer;
  const errors: unknown[] = [];
  const collect = (event: ErrorEvent | PromiseRejectionEvent) => {
    errors.push(event instanceof ErrorEvent ? event.message : event.reason);
  };

  beforeEach(() => {
    attacker = new HostilePeer();
    errors.length = 0;
    addEventListener('error', collect);
    addEventListener('unhandledrejection', collect);
  });
  afterEach(() => {
    attacker.close();
    removeEventListener('error', collect);
    removeEventListener('unhandledrejection', collect);
    expect(errors).to.deep.equal([]);
    expect((polluted() as { polluted?: unknown }).polluted).to.equal(undefined);
  });

  describe('that speaks comlink', () => {
    const raw = (value: unknown) => ({ type: 'RAW', value });
    const paths = [[], ['log'], ['constructor'], ['log', 'constructor'], ['__proto__', 'polluted']];
    const request = { name: 'log', args: { value: ['reached'], encoded: false } };

    for (const type of [
      'CONSTRUCT',
      'GET',
      'SET',
      'ENDPOINT',
      'APPLY',
      'RELEASE',
      'RAW',
      'HANDLER',
    ])
      it(`is not heard: ${type}`, async () => {
        for (const path of paths)
          for (const argument of [raw('return 1'), raw(request)])
            attacker.send({ id: 'x', type, path, argumentList: [argument], value: raw(1) });
        await attacker.settle();
        expect(attacker.calls).to.deep.equal([]);
        expect(attacker.heard.filter((message) => !Array.isArray(message))).to.deep.equal([]);
      });

    it('cannot have its values revived by comlink: arguments and answers', async () => {
      const { port1 } = new MessageChannel();
      const proxy = { type: 'HANDLER', name: 'proxy', value: port1 };
      attacker.send(['call', 'p', 'log', [proxy], false], [port1]);
      await attacker.answerTo('p');
      expect(typeof attacker.calls[0]![0]).to.equal('object');

      const call = attacker.link.call('anything');
      const [, id] = await attacker.hear(([kind]) => kind === 'call');
      const thrown = { type: 'HANDLER', name: 'throw', value: { isError: true, value: {} } };
      attacker.send(['answer', id, true, thrown, false]);
      expect(await call).to.deep.equal(thrown);
    });

    it('cannot end its main port', async () => {
      attacker.send(['release']);
      attacker.send({ id: 'r', type: 'RELEASE' });
      await attacker.settle();
      expect(attacker.host.stats.served).to.equal(1);
    });

    it('cannot have its main port served to somebody else', async () => {
      const { port1, port2 } = new MessageChannel();
      attacker.send(['fork', port1, 'host'], [port1]);
      await attacker.settle();
      expect(attacker.host.stats.served).to.equal(1);
      port2.close();
    });
  });

  it('gets a refusal for frames that are none', async () => {
    for (const [i, frame] of [
      ['call', 'f0'],
      ['call', 'f1', ['log'], [], false],
      ['constructor', 'f2'],
      ['__proto__', 'f3'],
      [['call'], 'f4'],
      ['fork', 'f5', 'to'],
    ].entries()) {
      attacker.send(frame);
      const [, , ok, error] = (await attacker.answerTo(`f${i}`)) as [never, never, boolean, object];
      expect(ok).to.equal(false);
      expect((error as { _rcode: string })._rcode).to.equal('RPC_REFUSED');
    }
    for (const junk of [null, 1, 'call', [], [1], ['call'], new Map(), { type: 'CLOSED' }])
      attacker.send(junk);
    await attacker.settle();
  });

  it('cannot call with what identifies no call', async () => {
    for (const id of [{}, null, undefined, true, ['x']])
      attacker.send(['call', id, 'log', [], false]);
    for (const kind of ['call', 'probe', 'none']) {
      // Sent back as it came, it would fail in the page.
      const { port1 } = new MessageChannel();
      attacker.send([kind, port1, 'log', [], false], [port1]);
    }
    await attacker.settle();
    expect(attacker.calls).to.deep.equal([]);
  });

  it('cannot call over a port on which only it is called', async () => {
    const { port1, port2 } = new MessageChannel();
    const fn = { _rtype: 'callback', _rvalue: 'f', _rowner: 'attacker', _rport: port1 };
    await attacker.callEncoded('take', 'log', [fn], [port1]);
    port2.postMessage(['call', 'back', 'f', [], false]);
    const refusal = await new Promise<unknown[]>((resolve) => {
      port2.onmessage = ({ data }) => resolve(data as unknown[]);
    });
    expect(refusal.slice(0, 3)).to.deep.equal(['answer', 'back', false]);
    expect((refusal[3] as { _rcode: string })._rcode).to.equal('RPC_REFUSED');
    port2.close();
  });

  it('cannot call a function that was withdrawn from it, whatever it was told', async () => {
    let called = 0;
    void attacker.link.call('anything', () => called++).catch(() => undefined);
    const [, , , args] = await attacker.hear(([kind]) => kind === 'call');
    const [{ _rport: port, _rvalue: name }] = args as [{ _rport: MessagePort; _rvalue: string }];
    attacker.host.cut('attacker');
    const answer = new Promise<unknown[]>((resolve) => {
      port.onmessage = ({ data }) => (data as unknown[])[0] === 'answer' && resolve(data as []);
    });
    port.postMessage(['call', 'x', name, [], false]);
    const [, , ok, error] = (await answer) as [never, never, boolean, { _rcode: string }];
    expect([ok, error._rcode, called]).to.deep.equal([false, 'RPC_CLOSED', 0]);
    port.close();
  });

  it('says that a call was lost on the way: what waits for it rejects', async () => {
    const call = refusalOf(attacker.link.call('anything'));
    await attacker.hear(([kind]) => kind === 'call');
    attacker.send(['lost']);
    expect((await call).code).to.equal('VALUE_UNSUPPORTED');
  });

  it('cannot have a function served over what is no port, or for nobody', async () => {
    void attacker.link.call('anything', () => 0).catch(() => undefined);
    const [, , , args] = await attacker.hear(([kind]) => kind === 'call');
    const [{ _rport: port }] = args as [{ _rport: MessagePort }];
    const refusals: unknown[] = [];
    const done = new Promise<void>((resolve) => {
      port.onmessage = ({ data }) => {
        const [, id, ok] = data as unknown[];
        if (id === 'last') resolve();
        else refusals.push([id, ok]);
      };
    });
    const { served } = attacker.host.stats;
    port.postMessage(['fork', 'no port', 'to']);
    const { port1 } = new MessageChannel();
    port.postMessage(['fork', port1, { peer: 'to' }], [port1]);
    port.postMessage(['probe', 'last']);
    await done;
    expect(refusals).to.deep.equal([['no port', false]]);
    expect(attacker.host.stats.served).to.equal(served);
    port.close();
  });

  it('is told of an error that cannot be sent', async () => {
    attacker.send(['call', 'thrown', 'throwCyclic', [], false]);
    expect((await attacker.answerTo('thrown')).slice(2)).to.deep.equal([
      ...[false, '[object Object]', false],
    ]);
  });

  it('finds no function but those in the table', async () => {
    for (const name of ['constructor', '__proto__', 'log.constructor', 'toString', 'call', '']) {
      const [, , ok, error] = await attacker.callEncoded(name || 'none', name, ['x']);
      expect([ok, error._rcode]).to.deep.equal([false, 'RPC_METHOD_NOT_FOUND']);
    }
  });

  it('is not served what is no list of arguments, or a list too long', async () => {
    const sparse: unknown[] = [];
    sparse.length = 2 ** 32 - 1;
    const long = new Array<number>(100_000).fill(0);
    for (const [i, args] of [{ length: 3 }, 'abc', undefined, sparse, long].entries())
      for (const encoded of [true, false]) {
        const id = `args ${i} ${encoded}`;
        attacker.send(['call', id, 'log', args, encoded]);
        const [, , ok, error] = (await attacker.answerTo(id)) as [never, never, boolean, object];
        expect([ok, (error as { _rcode: string })._rcode]).to.deep.equal([
          false,
          'VALUE_MALFORMED',
        ]);
      }
    expect(attacker.calls).to.deep.equal([]);
  });

  describe('with encoded values', () => {
    const own = (json: string) => JSON.parse(json) as Record<string, unknown>;
    const hostile = own('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}');

    it('pollutes no prototype through any codec', async () => {
      const members = { _rmembers: hostile, ...hostile };
      const values = [
        hostile,
        { _rintf: true, ...hostile },
        { _rtype: 'error', _rname: 'ImjoyError', _rdetails: hostile, ...members },
        { _rtype: 'error', _rname: '__proto__', _rmessage: 'x', ...members },
        { _rtype: 'error', _rname: 'constructor', _rcode: hostile, ...members },
        { _rtype: 'orderedmap', _rvalue: [['__proto__', hostile]] },
        { _rtype: 'set', _rvalue: [hostile] },
        { _rtype: 'file', _rvalue: 'x', _rname: '__proto__', _rpath: hostile, ...hostile },
        { _rtype: '__proto__', ...hostile },
        { _rtype: 'constructor', ...hostile },
      ];
      await attacker.callEncoded('pollute', 'log', values);
      expect(attacker.calls).to.have.length(1);
      const [plain, , details, error] = attacker.calls[0] as [object, object, ImjoyError, Error];
      expect(Object.getPrototypeOf(plain)).to.equal(Object.prototype);
      expect(Object.keys(plain)).to.deep.equal(['__proto__', 'constructor']);
      expect(Object.getPrototypeOf(details)).to.equal(ImjoyError.prototype);
      expect(Object.getPrototypeOf(error)).to.equal(Error.prototype);
      expect(Object.hasOwn(error, 'constructor')).to.equal(false);
    });

    it('pollutes no prototype through decoded __proto__ members', async () => {
      const decoded = { _rtype: 'orderedmap', _rvalue: [['polluted', 1]] };
      const value = Object.defineProperty({}, '__proto__', { value: decoded, enumerable: true });
      await attacker.callEncoded('proto', 'log', [value]);
      const [arrived] = attacker.calls[0] as [object];
      expect(Object.getPrototypeOf(arrived)).to.equal(Object.prototype);
      expect(Object.hasOwn(arrived, '__proto__')).to.equal(true);
    });

    it('is told what is malformed', async () => {
      const { port1 } = new MessageChannel();
      port1.close();
      const forged = { _rtype: 'callback', _rvalue: 'f', _rowner: 'attacker' };
      const values = [
        { ...forged, _rport: { postMessage: 1 } },
        { ...forged, _rport: 'port' },
        { ...forged },
        { ...forged, _rport: null, _rowner: 5 },
        { _rtype: 'interface', _rport: null, _rowner: 'host' },
        { _rtype: 'typedarray', _rdtype: 'constructor', _rvalue: new ArrayBuffer(8) },
        { _rtype: 'typedarray', _rdtype: 'float64', _rvalue: new ArrayBuffer(7) },
        { _rtype: 'typedarray', _rdtype: 'uint8', _rvalue: 5 },
        { _rtype: 'ndarray', _rdtype: 'uint8', _rvalue: new ArrayBuffer(8), _rshape: [-1, -8] },
        { _rtype: 'ndarray', _rdtype: 'uint8', _rvalue: new ArrayBuffer(8), _rshape: 'abc' },
        { _rtype: 'memoryview', _rvalue: null },
        { _rtype: 'orderedmap', _rvalue: [1] },
        { _rtype: 'set', _rvalue: { length: 1 } },
        { _rtype: 'file', _rvalue: {} },
        { _rtype: 'abortsignal', _rvalue: 'x' },
      ];
      for (const [i, value] of values.entries()) {
        const [, , ok, error] = await attacker.callEncoded(`m${i}`, 'log', [value]);
        expect([i, ok, error._rcode]).to.deep.equal([i, false, 'VALUE_MALFORMED']);
      }
      expect(attacker.calls).to.deep.equal([]);
    });

    it('that are cyclic costs nothing', async () => {
      const array: unknown[] = [];
      array.push(array);
      const object: Record<string, unknown> = { array };
      object.self = object;
      const set: Record<string, unknown> = { _rtype: 'set' };
      set._rvalue = [set];
      const [, , ok] = await attacker.callEncoded('cycle', 'log', [array, object, set]);
      expect(ok).to.equal(true);
    });

    it('that are very deep is refused', async () => {
      let deep: unknown = 0;
      for (let i = 0; i < 1500; i++) deep = i % 2 ? [deep] : { _rtype: 'set', _rvalue: [deep] };
      const [, , , error] = await attacker.callEncoded('deep', 'log', [deep]);
      expect(error._rcode).to.equal('VALUE_MALFORMED');
    });

    it('that share members thousandfold is answered', async () => {
      let value: unknown = [1];
      for (let i = 0; i < 50; i++) value = [value, value];
      for (const encoded of [true, false]) {
        attacker.send(['call', `shared ${encoded}`, 'echo', [value], encoded]);
        expect((await attacker.answerTo(`shared ${encoded}`))[2]).to.equal(true);
      }
    });

    it('cannot make the host await it', async () => {
      const { port1, port2 } = new MessageChannel();
      const then = { _rtype: 'callback', _rvalue: 'f', _rowner: 'attacker', _rport: port1 };
      await attacker.callEncoded('then', 'log', [{ then, x: 1 }], [port1]);
      expect(attacker.calls[0]).to.deep.equal([{ x: 1 }]);
      port2.close();
    });
  });

  it('cannot speak for another through the port of that other', async () => {
    const other = new HostilePeer();
    const { port1, port2 } = new MessageChannel();
    const table = tableOf({ echo: () => 0 });
    const link = attacker.host.link(port1, { peer: 'other', table });
    const call = link.call('anything');
    const id = await new Promise<string>((resolve) => {
      port2.onmessage = ({ data }) => resolve((data as string[])[1]!);
    });
    attacker.send(['answer', id, true, 'forged', false]);
    await attacker.settle();
    expect(attacker.host.isWaitingFor('other')).to.equal(true);
    port2.postMessage(['answer', id, true, 'real', false]);
    expect(await call).to.equal('real');
    link.close();
    other.close();
  });

  it('answers what was never asked in vain, and what was asked only once', async () => {
    for (const id of ['never', '', 5, {}, '__proto__'])
      attacker.send(['answer', id, true, 'x', false]);
    const call = attacker.link.call('anything', 1);
    const [, id] = await attacker.hear(([kind]) => kind === 'call');
    attacker.send(['answer', id, true, 'first', false]);
    attacker.send(['answer', id, true, 'second', false]);
    expect(await call).to.equal('first');
    await attacker.settle();
  });

  it('answers with what cannot be read: the call rejects', async () => {
    const bad = { _rtype: 'typedarray', _rdtype: 'none', _rvalue: 0 };
    for (const ok of [true, false, undefined]) {
      attacker.heard.length = 0;
      const call = refusalOf(attacker.link.call('anything'));
      const [, id] = await attacker.hear(([kind]) => kind === 'call');
      attacker.send(['answer', id, ok, bad, true]);
      expect((await call).code).to.equal('VALUE_MALFORMED');
    }
  });

  it('never answers, then goes: the call rejects', async () => {
    const call = refusalOf(attacker.link.call('anything'));
    await attacker.hear(([kind]) => kind === 'call');
    const gone = new ImjoyError('PLUGIN_TERMINATED', 'gone');
    attacker.host.forget('attacker', gone);
    expect(await call).to.equal(gone);
    expect(attacker.host.stats).to.deep.equal({ served: 0, pending: 0, running: 0 });
  });

  it('has a limit of calls that run at the same time', async () => {
    for (let i = 0; i < 10_001; i++) attacker.send(['call', `w${i}`, 'wait', [], false]);
    const [, , ok, error] = (await attacker.answerTo('w10000')) as [never, never, boolean, object];
    expect([ok, (error as { _rcode: string })._rcode]).to.deep.equal([false, 'RPC_BUSY']);
    expect(attacker.host.stats.running).to.equal(10_000);
  });

  it('floods the host from its own thread: each call settles, the page is still drawn', async () => {
    const text = `onmessage = ({ ports: [port] }) => {
      let answered = 0;
      port.onmessage = () => ++answered === ${FLOOD} && postMessage('done');
      for (let i = 0; i < ${FLOOD}; i++) port.postMessage(['call', 'n' + i, 'echo', [i], false]);
    }`;
    const worker = new Worker(URL.createObjectURL(new Blob([text])));
    const { port1, port2 } = new MessageChannel();
    let served = 0;
    const table = tableOf({ echo: () => ++served });
    const link = attacker.host.link(port1, { peer: 'flooder', table });
    const done = new Promise((resolve) => (worker.onmessage = resolve));
    const servedAtFrame: number[] = [];
    const frame = () => {
      servedAtFrame.push(served);
      if (served < FLOOD) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    worker.postMessage(null, [port2]);
    await done;
    worker.terminate();
    link.close();
    expect(served).to.equal(FLOOD);
    expect(attacker.host.stats.running).to.equal(0);
    const midway = servedAtFrame.filter((count) => count > 0 && count < FLOOD);
    expect(midway.length).to.be.greaterThan(3);
  }).timeout(60_000);
});

const FLOOD = 100_000;
