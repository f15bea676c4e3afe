import { expect } from '@open-wc/testing';
import { ImjoyError } from '../../src/base/error.js';
import type { Link, Peer } from '../../src/rpc/index.js';
import { refusalOf } from '../contracts/refusal-of.js';
import { createFarSide, type FarSide, type Remote } from '../contracts/far-side.js';
import { functionsOf, join, makePeer, openSandbox } from './connections.js';

/** Milliseconds; the honest answer is given in the same page, long before. */
const PROBE_LIMIT = 500;

const ended = new ImjoyError('PLUGIN_TERMINATED', 'B was removed');

/** Resolves when the messages that are under way within this page were heard. */
const nextTask = () => new Promise((resolve) => setTimeout(resolve));

describe('every call settles', () => {
  let a: Peer;
  let b: Peer;
  let c: Peer;
  let toB: Link;
  let toA: Link;
  let far: FarSide;
  let atB: ReturnType<typeof createFarSide>;

  beforeEach(() => {
    [a, b, c] = [makePeer('a'), makePeer('b'), makePeer('c', PROBE_LIMIT)];
    atB = createFarSide();
    [toB, toA] = join(a, b, {}, atB);
    far = functionsOf<FarSide>(toB);
  });
  afterEach(() => {
    toB.close();
    toA.close();
  });

  describe('when the peer is gone', () => {
    it('calls under way reject with the reason, whatever they went through', async () => {
      atB.keep('wait', () => new Promise(() => undefined));
      const wait = (await far.give('wait')) as Remote;
      const calls = [refusalOf(far.wait()), refusalOf(wait())];
      await far.echo(0);
      expect(a.isWaitingFor('b')).to.equal(true);
      a.forget('b', ended);
      expect(await Promise.all(calls)).to.deep.equal([ended, ended]);
      expect(a.isWaitingFor('b')).to.equal(false);
    });

    it('calls made later reject at once, and so do functions of it that arrive later', async () => {
      const counter = (await far.counter(1)) as Record<string, Remote>;
      a.forget('b', ended);
      expect(await refusalOf(far.echo(1))).to.equal(ended);
      expect(await refusalOf(counter.add!(1))).to.equal(ended);
    });

    it('what it held is taken back', async () => {
      await far.keep('fn', () => 0);
      expect(a.stats.served).to.equal(2);
      a.forget('b', ended);
      expect(a.stats.served).to.equal(0);
    });

    it('an answer that comes after all changes nothing', async () => {
      let answer: (value: string) => void = () => undefined;
      const late = new Promise<string>((resolve) => (answer = resolve));
      const call = refusalOf(far.callTwice(() => late));
      await far.echo(0);
      a.forget('b', ended);
      answer('late');
      expect(await call).to.equal(ended);
    });
  });

  describe('when the link is closed', () => {
    it('on this side', async () => {
      const call = refusalOf(far.wait());
      toB.close();
      expect((await call).code).to.equal('RPC_CLOSED');
      expect((await refusalOf(far.echo(1))).code).to.equal('RPC_CLOSED');
    });

    it('on the other side', async () => {
      const call = refusalOf(far.wait());
      await far.echo(0);
      toA.close();
      expect((await call).code).to.equal('RPC_CLOSED');
      expect((await refusalOf(far.echo(1))).message).to.contain('b');
    });
  });

  describe('when functions are withdrawn from a peer', () => {
    beforeEach(async () => {
      await far.keep('held', () => 1);
      await far.keep('waiting', () => new Promise(() => undefined));
    });

    it('calls under way and later ones reject, the link goes on', async () => {
      const call = refusalOf(far.calling('waiting'));
      await far.echo(0);
      a.cut('b');
      expect((await call).code).to.equal('RPC_CLOSED');
      expect((await refusalOf(far.calling('held'))).code).to.equal('RPC_CLOSED');
      expect(await far.echo(1)).to.equal(1);
    });

    it('passing them on gives a function that refuses', async () => {
      a.cut('b');
      const again = (await far.give('held')) as Remote;
      expect((await refusalOf(again())).code).to.equal('RPC_CLOSED');
    });
  });

  describe('when a function was passed on: owner a, through b, to c', () => {
    let bToC: Link;
    let cToB: Link;
    let answer: (value: unknown) => void;
    const atC = createFarSide();

    beforeEach(async () => {
      [bToC, cToB] = join(b, c, {}, atC);
      const slow = () => new Promise((resolve) => (answer = resolve));
      const functions = [(x: number) => x + 1, () => new Promise(() => undefined), slow];
      const pass = (fns: unknown) => bToC.call('keep', 'fns', fns);
      const [viaB] = join(a, b, {}, { pass });
      await viaB.call('pass', functions);
    });
    afterEach(() => {
      bToC.close();
      cToB.close();
    });
    const fnsAtC = () => atC.give('fns') as [Remote, Remote, Remote];

    it('it reaches the owner directly: b may end', async () => {
      b.forget('c', ended);
      b.forget('a', ended);
      c.forget('b', ended);
      expect(c.ownerOf(fnsAtC()[0])).to.equal('a');
      expect(await fnsAtC()[0](1)).to.equal(2);
    });

    it('calls under way outlive b, and so does what it is passed on to later', async () => {
      const call = fnsAtC()[2]();
      const { port2: nobody } = new MessageChannel();
      const lie = { _rtype: 'callback', _rvalue: 'f', _rowner: 'a', _rport: nobody };
      const { port1, port2 } = new MessageChannel();
      c.link(port1, { peer: 'b', table: new Map([['keep', { fn: atC.keep }]]) });
      const kept = new Promise((resolve) => (port2.onmessage = resolve));
      port2.postMessage(['call', 1, 'keep', ['lie', lie], true], [nobody]);
      await kept;
      const lied = refusalOf((atC.give('lie') as Remote)());
      c.forget('b', ended);
      expect((await lied).code).to.equal('RPC_CLOSED');
      answer('late');
      expect(await call).to.equal('late');

      const d = makePeer('d');
      const atD = createFarSide();
      const [cToD] = join(c, d, {}, atD);
      await cToD.call('keep', 'fns', fnsAtC());
      expect(await (atD.give('fns') as Remote[])[0]!(1)).to.equal(2);
    });

    it('the owner withdraws it from each holder apart', async () => {
      // Once it has answered c, it serves c; what b asks for after it was cut off is not served.
      expect(await fnsAtC()[0](1)).to.equal(2);
      a.cut('b');
      expect(await fnsAtC()[0](1)).to.equal(2);
      a.cut('c');
      expect((await refusalOf(fnsAtC()[0](1))).code).to.equal('RPC_CLOSED');
    });

    it('the owner is gone: calls under way and later ones reject', async () => {
      const call = refusalOf(fnsAtC()[1]());
      c.forget('a', ended);
      expect(await call).to.equal(ended);
      expect(await refusalOf(fnsAtC()[0](1))).to.equal(ended);
    });

    it('the owner is gone while it is passed on', async () => {
      const kept: Remote[] = [];
      const [give] = join(a, b, {}, { keep: (fn: Remote) => void kept.push(fn) });
      await give.call('keep', () => 1);
      // Closes its end without a word to b or c.
      a.forget('b', ended);
      await bToC.call('keep', 'fns', kept);
      const call = refusalOf(fnsAtC()[0]());
      c.forget('a', ended);
      expect(await call).to.equal(ended);
    });

    it('b knows that the owner is gone: c gets a function that refuses', async () => {
      const kept: Remote[] = [];
      const [give] = join(a, b, {}, { keep: (fn: Remote) => void kept.push(fn) });
      await give.call('keep', () => 1);
      b.forget('a', ended);
      await bToC.call('keep', 'fns', kept);
      expect((await refusalOf(fnsAtC()[0]())).code).to.equal('RPC_CLOSED');
    });
  });

  describe('when a call cannot be sent', () => {
    it('what was opened for it is given back', async () => {
      const moved = new ArrayBuffer(1);
      structuredClone(moved, { transfer: [moved] });
      for (const bad of [Symbol('s'), { moved, _transfer: true }, Promise.reject(new Error('no'))])
        await refusalOf(far.list(() => 0, bad));
      while (a.stats.served > 1) await far.echo(0);
      expect(a.stats).to.deep.equal({ served: 1, pending: 0, running: 0 });
    });

    it('or is no longer wanted when its promises are there, it is not sent', async () => {
      let resolve: (value: unknown) => void = () => undefined;
      const slow = new Promise((done) => (resolve = done));
      const controller = new AbortController();
      const call = refusalOf(far.keep('key', [slow, () => 0], controller.signal));
      controller.abort();
      expect((await call).code).to.equal('RPC_ABORTED');
      resolve('value');
      for (let i = 0; i < 3; i++) await far.echo(i);
      expect(await far.give('key')).to.equal(undefined);
    });

    it('or its answer comes when nobody waits any more, what came with it is given back', async function (this: {
      skip(): void;
    }) {
      // Only a browser started for tests lets a page ask for it.
      if (!('gc' in globalThis)) this.skip();
      let answer: (value: unknown) => void = () => undefined;
      atB.keep('late', () => new Promise((resolve) => (answer = resolve)));
      const controller = new AbortController();
      const call = refusalOf(far.calling('late', controller.signal));
      await far.echo(0);
      controller.abort();
      expect((await call).code).to.equal('RPC_ABORTED');
      const before = b.stats.served;
      answer([() => 0]);
      await far.echo(0);
      expect(b.stats.served).to.equal(before + 1);
      while (b.stats.served > 1) await far.collect();
    });

    it('nor its answer: the caller is told, and what was opened for it is given back', async () => {
      const buffer = new ArrayBuffer(1);
      structuredClone(buffer, { transfer: [buffer] });
      const moved = { buffer, fn: () => 0, _transfer: true };
      atB.keep('moved', moved);
      expect((await refusalOf(far.give('moved'))).code).to.equal('VALUE_UNSUPPORTED');
      atB.keep('thrower', () => {
        throw moved as unknown as Error;
      });
      expect(await refusalOf(far.calling('thrower'))).to.equal('[object Object]');
      while (b.stats.served > 1) await far.echo(0);
      expect(b.stats).to.deep.equal({ served: 1, pending: 0, running: 0 });
    });

    it('since nobody waits for its answer any more, what was opened for that is given back', async () => {
      let answer: (value: unknown) => void = () => undefined;
      atB.keep('late', () => new Promise((resolve) => (answer = resolve)));
      const call = refusalOf(far.calling('late'));
      await far.echo(0);
      b.forget('a', ended);
      a.forget('b', ended);
      await call;
      answer([() => 0]);
      while (b.stats.running > 0) await nextTask();
      while (b.stats.served > 0) await nextTask();
      expect(b.stats).to.deep.equal({ served: 0, pending: 0, running: 0 });
    });

    it('to a function that is not there, what came with it is given back', async function (this: {
      skip(): void;
    }) {
      if (!('gc' in globalThis)) this.skip();
      expect((await refusalOf(toB.call('nothing', () => 0))).code).to.equal('RPC_METHOD_NOT_FOUND');
      while (a.stats.served > 1) await far.collect();
    });

    it('since the far page may not read what is in it', async () => {
      const { far: sandboxed, close } = await openSandbox('frame');
      const directory = await navigator.storage.getDirectory();
      const refusal = await refusalOf(sandboxed.echo(directory));
      expect(refusal.code).to.equal('VALUE_UNSUPPORTED');
      expect(await sandboxed.echo(1)).to.equal(1);
      close();
    });
  });
});
