import { expect } from '@open-wc/testing';
import type { ImjoyError } from '../../src/base/error.js';
import { ImjoyError as Refusal } from '../../src/base/error.js';
import { NdArray, type Peer } from '../../src/rpc/index.js';
import { createFarSide, type FarSide, type Remote } from './far-side.js';
import { changedOnArrival, sameOnArrival } from './sample-values.js';

/** A connection under test: this page at one end, {@link createFarSide} at the other. */
export interface Connection {
  readonly near: Peer;
  /** Id of the far peer. */
  readonly farId: string;
  readonly far: FarSide;
  close(): void;
}

const { describe: inWords, collect: collectHere } = createFarSide();

export async function refusalOf(promise: Promise<unknown>): Promise<ImjoyError> {
  return promise.then(
    (value) => expect.fail(`resolved with ${inWords(value)}`),
    (error: unknown) => error as ImjoyError,
  );
}

const wrappers: Readonly<Record<string, (value: unknown) => unknown>> = {
  'by itself': (value) => value,
  'deep in a plain object': (value) => ({ a: [{ b: value }] }),
  'in a map and a set': (value) => new Map([['k', new Set([value])]]),
  'beside a function': (value) => ({ value, fn: () => 0 }),
};

/** What every way of connecting two peers has to keep to. */
export function endpointContract(name: string, open: () => Promise<Connection>): void {
  describe(`a connection over ${name}`, () => {
    let connection: Connection;
    let far: FarSide;

    before(async () => {
      connection = await open();
      far = connection.far;
    });
    after(() => connection.close());

    describe('carries there and back', () => {
      for (const [what, make] of Object.entries(sameOnArrival))
        for (const [place, wrap] of Object.entries(wrappers))
          it(`${what} ${place}`, async () => {
            const expected = inWords(wrap(make()));
            expect(await far.describe(wrap(make()))).to.equal(expected);
            expect(inWords(await far.echo(wrap(make())))).to.equal(expected);
          });

      for (const [what, make] of Object.entries(changedOnArrival))
        for (const [place, wrap] of Object.entries(wrappers))
          it(`${what} ${place}`, async () => {
            const [sent, arrives] = make();
            const expected = inWords(wrap(arrives));
            expect(await far.describe(wrap(sent))).to.equal(expected);
            expect(inWords(await far.echo(wrap(sent)))).to.equal(expected);
          });

      it('n-d arrays as objects of this side', async () => {
        const sent = new NdArray(new Float32Array(6), [2, 3]);
        expect(await far.echo(sent)).to.be.instanceOf(NdArray);
      });

      it('the contents of files', async () => {
        const file = new File(['héllo'], 'a.txt');
        expect(await far.readText(file)).to.equal('héllo');
        expect(await ((await far.echo({ file })) as { file: File }).file.text()).to.equal('héllo');
      });

      it('no pollution by own __proto__ members, encoded or not', async () => {
        const hostile = JSON.parse('{"__proto__":{"polluted":1}}') as object;
        const plain = (await far.echo(hostile)) as object;
        const encoded = (await far.echo({ hostile, fn: () => 0 })) as { hostile: object };
        for (const value of [plain, encoded.hostile])
          expect(Object.getPrototypeOf(value)).to.equal(Object.prototype);
        expect(({} as { polluted?: number }).polluted).to.equal(undefined);
      });

      it('a shared object as one object, with and without functions', async () => {
        const point = { x: 1 };
        const [a, b] = (await far.echo([point, point])) as object[];
        expect(a).to.equal(b);
        const withFunction = { f: () => 1 };
        const [c, d] = (await far.echo([withFunction, withFunction])) as object[];
        expect(c).to.equal(d);
      });

      it('members shared thousandfold in linear time', async () => {
        let value: unknown = { end: true };
        for (let i = 0; i < 60; i++) value = [value, value];
        const back = (await far.echo(value)) as [unknown, unknown];
        expect(back[0]).to.equal(back[1]);
        expect(((await far.echo([value, () => 0])) as unknown[])[0]).to.be.an('array');
      });

      it('promises inside values, awaited at every depth', async () => {
        const inner = Promise.resolve({ deep: Promise.resolve(2) });
        const value = { now: Promise.resolve(1), list: [inner], map: new Map([['k', inner]]) };
        const deep = { deep: 2 };
        const expected = inWords({ now: 1, list: [deep], map: new Map([['k', deep]]) });
        expect(await far.describe(value)).to.equal(expected);
        expect(await far.promises()).to.deep.equal({ now: 1, list: [{ deep: 2 }] });
      });

      it('the failure of a promise inside a value as the failure of the call', async () => {
        const failing = Promise.reject(new RangeError('later'));
        expect((await refusalOf(far.echo({ failing }))).message).to.equal('later');
      });
    });

    describe('refuses with the culprit', () => {
      it('a value that contains itself', async () => {
        const value: Record<string, unknown> = { list: [1, { a: {} }] };
        ((value.list as unknown[])[1] as { a: Record<string, unknown> }).a.up = value;
        const refusal = await refusalOf(far.echo(value));
        expect(refusal.code).to.equal('VALUE_CYCLE');
        expect(refusal.message).to.contain('list[1].a.up');
      });

      it('a cycle through maps and sets', async () => {
        const map = new Map<string, unknown>();
        map.set('k', new Set([map]));
        expect((await refusalOf(far.echo({ map }))).code).to.equal('VALUE_CYCLE');
      });

      it('a cycle through a promise', async () => {
        const value: Record<string, unknown> = { p: Promise.resolve(1) };
        value.self = Promise.resolve(value);
        expect((await refusalOf(far.echo(value))).code).to.equal('VALUE_CYCLE');
      });

      it('a cyclic result, and goes on', async () => {
        expect((await refusalOf(far.cyclic())).code).to.equal('VALUE_CYCLE');
        expect(await far.echo(1)).to.equal(1);
      });

      it('what is nested too deeply', async () => {
        let value: unknown = 1;
        for (let i = 0; i < 5000; i++) value = i % 2 ? [value] : { value };
        expect((await refusalOf(far.echo(value))).code).to.equal('VALUE_TOO_DEEP');
      });

      it('symbols', async () => {
        expect((await refusalOf(far.echo({ a: Symbol('mine') }))).message).to.contain('mine');
        expect((await refusalOf(far.unsendable())).code).to.equal('VALUE_UNSUPPORTED');
      });

      it('nodes, weak maps and windows', async () => {
        for (const value of [document.createElement('p'), new WeakMap(), window]) {
          const refusal = await refusalOf(far.echo([value]));
          expect(refusal.code).to.equal('VALUE_UNSUPPORTED');
        }
        expect((await refusalOf(far.echo(document.body))).message).to.contain('HTMLBodyElement');
      });

      it('a buffer that was moved away before', async () => {
        const buffer = new ArrayBuffer(8);
        structuredClone(buffer, { transfer: [buffer] });
        const refusal = await refusalOf(far.echo({ buffer, _transfer: true }));
        expect(refusal.code).to.equal('VALUE_UNSUPPORTED');
        expect(refusal.message).to.contain('"echo"');
      });

      it('an array that is almost nothing but holes', async () => {
        const sparse: unknown[] = [];
        sparse.length = 2 ** 32 - 1;
        expect((await refusalOf(far.echo(sparse))).code).to.equal('VALUE_UNSUPPORTED');
      });

      it('an n-d array that reaches beyond its data', async () => {
        const array = { data: new Uint8Array(4), shape: [9], stride: [1], offset: 0 };
        expect((await refusalOf(far.echo(array))).message).to.contain('[9]');
      });
    });

    describe('moves instead of copying below _transfer', () => {
      it('the buffers of arguments, each once', async () => {
        const buffer = new Uint8Array([1, 2]).buffer;
        const view = new Float32Array(4);
        const value = { a: buffer, b: [buffer, view], c: new Map([['k', view]]), _transfer: true };
        const back = (await far.echo(value)) as Record<string, unknown>;
        expect(buffer.byteLength).to.equal(0);
        expect(view.byteLength).to.equal(0);
        expect(back).to.have.keys('a', 'b', 'c');
        expect(inWords(back.a)).to.equal('ArrayBuffer 1,2');
        expect(back.a).to.equal((back.b as unknown[])[0]);
      });

      it('a flagged typed array, and no neighbour of it', async () => {
        const moved = Object.assign(new Float32Array([1, 2]), { _transfer: true });
        const copied = new Float32Array([3]);
        expect(await far.list(moved, copied)).to.deep.equal([
          'Float32Array 1,2 of 8 bytes',
          'Float32Array 3 of 4 bytes',
        ]);
        expect(moved.length).to.equal(0);
        expect(copied.length).to.equal(1);
      });

      it('of a window only a copy: what lies beside it is not the receiver’s', async () => {
        const whole = new Uint8Array([1, 2, 3, 4]);
        const value = { part: whole.subarray(1, 2), _transfer: true };
        expect(await far.describe(value)).to.equal('{part:Uint8Array 2 of 1 bytes}');
        expect(whole.length).to.equal(4);
      });

      it('the buffers of results', async () => {
        const { buffer, again } = (await far.makeBuffer(5)) as {
          buffer: ArrayBuffer;
          again: ArrayBuffer[];
        };
        expect(buffer.byteLength).to.equal(5);
        expect(again[0]).to.equal(buffer);
        expect(await far.sizeOfKept()).to.equal(0);
      });

      it('n-d arrays', async () => {
        const array = new NdArray(new Float32Array([1, 2]), [2, 1]);
        expect(await far.describe({ array, _transfer: true })).to.contain('[2,1]');
        expect(array.data.length).to.equal(0);
      });
    });

    describe('carries functions', () => {
      it('that may be called again and again', async () => {
        expect(await far.callTwice((x: number) => x * 10)).to.deep.equal([10, 20]);
      });

      it('in arrays, maps, sets and deep in objects', async () => {
        expect(await far.callAll([(i: number) => i, (i: number) => i * 5])).to.deep.equal([0, 5]);
        const holder = { a: new Map([['k', new Set([{ f: (x: number) => x + 1 }])]]) };
        const back = (await far.echo(holder)) as typeof holder;
        const [inner] = back.a.get('k') ?? [];
        expect(await inner!.f(1)).to.equal(2);
      });

      it('the same one as the same one, within a message', async () => {
        const fn = () => 0;
        const [a, b] = (await far.echo([fn, fn])) as unknown[];
        expect(a).to.equal(b);
      });

      it('with `this` being the object they are members of', async () => {
        const object = {
          factor: 3,
          times(x: number) {
            return x * this.factor;
          },
        };
        expect(await far.member(object, 'times', 2)).to.equal(6);
        object.factor = 5;
        expect(await far.member(object, 'times', 2)).to.equal(10);
      });

      it('of instances as interfaces without private members', async () => {
        const counter = (await far.counter(10)) as Record<string, Remote>;
        expect(counter.value).to.equal(10);
        expect(counter).to.have.all.keys('_rintf', 'value', 'add');
        expect(await counter.add!(5)).to.equal(15);
        expect(await counter.add!(5)).to.equal(20);
      });

      it('of instances that also hold what cannot be sent', async () => {
        class Widget {
          readonly node = document.createElement('p');
          readonly parent = { widget: this };
          name() {
            return 'widget';
          }
        }
        const widget = new Widget();
        expect(await far.member(widget, 'name')).to.equal('widget');
        expect(await far.describe([widget, widget.parent])).to.equal(
          '[{name:function},{widget:#1}]',
        );
      });

      it('but no `then`, which would answer every await', async () => {
        const stolen = (await far.thenable()) as { value: Record<string, unknown> };
        expect(stolen.value).to.deep.equal({ x: 1 });
        const hostile = { then: (resolve: (value: string) => void) => resolve('stolen'), x: 1 };
        expect(await far.describe([hostile])).to.equal('[{x:1}]');
      });

      it('of the far side back to it', async () => {
        await far.keep('fn', (x: number) => x + 100);
        const fn = (await far.give('fn')) as Remote;
        expect(await far.callTwice(fn)).to.deep.equal([101, 102]);
      });
    });

    describe('rejects with what was thrown', () => {
      it('errors with class, name and message', async () => {
        const error = await refusalOf(far.raise('out of range'));
        expect(error).to.be.instanceOf(RangeError);
        expect(`${error.name}: ${error.message}`).to.equal('RangeError: out of range');
        expect(error.stack).to.contain('raise');
      });

      it('errors of this library with code and details', async () => {
        const sent = new Refusal('SCHEMA_INVALID', 'field a', { details: { field: 'a' } });
        const error = await refusalOf(far.raiseValue(sent));
        expect(error).to.be.instanceOf(Refusal);
        expect(error.code).to.equal('SCHEMA_INVALID');
        expect(error.details).to.deep.equal({ field: 'a' });
      });

      it('errors of classes made by plugins, by name', async () => {
        class TooSmall extends Error {
          override name = 'TooSmall';
        }
        const error = await refusalOf(far.raiseValue(new TooSmall('5 < 6')));
        expect(`${error.name}: ${error.message}`).to.equal('TooSmall: 5 < 6');
      });

      it('DOMExceptions by name', async () => {
        const error = await refusalOf(far.raiseValue(new DOMException('gone', 'NotFoundError')));
        expect(`${error.name}: ${error.message}`).to.equal('NotFoundError: gone');
      });

      it('a cause that refers back to its error', async () => {
        const error = new Error('loop');
        error.cause = error;
        expect((await refusalOf(far.raiseValue(error))).message).to.equal('loop');
      });

      it('texts, undefined and plain objects', async () => {
        for (const thrown of ['text', undefined, { status: 1 }])
          expect(await refusalOf(far.raiseValue(thrown))).to.deep.equal(thrown);
      });

      it('the name of a function nobody offers', async () => {
        const owner = { gone: (): void => undefined } as { gone?: () => void };
        await far.keep('fn', owner);
        delete owner.gone;
        const calling = far.member((await far.give('fn')) as object, 'gone');
        const refusal = await refusalOf(calling);
        expect(refusal.code).to.equal('RPC_METHOD_NOT_FOUND');
      });
    });

    describe('follows an AbortSignal that ends the arguments', () => {
      it('aborted before: nothing is sent', async () => {
        await far.drop();
        const refusal = await refusalOf(far.untilAborted(AbortSignal.abort('early')));
        expect(refusal.code).to.equal('RPC_ABORTED');
        expect(refusal.cause).to.equal('early');
        expect(await far.give('started')).to.equal(undefined);
      });

      it('aborted during: the call rejects, the function hears the reason', async () => {
        const controller = new AbortController();
        const heard = far.reasonOf(controller.signal);
        const sent = far.echo(0);
        await sent;
        const call = refusalOf(far.untilAborted(controller.signal));
        await far.echo(0);
        controller.abort(new TypeError('changed my mind'));
        expect((await call).code).to.equal('RPC_ABORTED');
        expect((await refusalOf(heard)).code).to.equal('RPC_ABORTED');
        while (!(await far.give('aborted')));
        expect(await far.give('aborted')).to.contain('changed my mind');
      });

      it('aborted after: nothing happens', async () => {
        const controller = new AbortController();
        expect(await far.list('a', controller.signal)).to.deep.equal(['"a"', 'AbortSignal false']);
        controller.abort();
        expect(await far.echo(1)).to.equal(1);
      });

      it('of a time limit: RPC_TIMEOUT', async () => {
        const refusal = await refusalOf(far.untilAborted(AbortSignal.timeout(1)));
        expect(refusal.code).to.equal('RPC_TIMEOUT');
      });

      it('elsewhere in the arguments: as a value that aborts with its reason', async () => {
        const controller = new AbortController();
        const reason = far.reasonOf.call(null, ...([controller.signal, 0] as const));
        await far.echo(0);
        controller.abort(new TypeError('stop'));
        expect(await reason).to.contain('TypeError: stop');
        const early = [AbortSignal.abort({ code: 7 }), 0] as const;
        expect(await far.reasonOf(...early)).to.equal('{code:7}');
      });
    });

    it('leaves no call waiting behind', async () => {
      await far.drop();
      expect(connection.near.stats.pending).to.equal(0);
    });

    it('gives back callbacks that were never called', async function (this: {
      timeout(ms: number): void;
    }) {
      this.timeout(60_000);
      const { near } = connection;
      await collectUntil(far, () => near.stats.served <= 1);
      const before = near.stats.served;
      await Promise.all(Array.from({ length: 100 }, (_, i) => manyCallbacks(far, i)));
      await collectUntil(far, () => near.stats.served <= before);
      expect(near.stats.served).to.be.at.most(before);
    });
  });
}

/** In a function of its own, so that nothing on the stack holds a callback. */
async function manyCallbacks(far: FarSide, seed: number): Promise<void> {
  for (let i = 0; i < 100; i++) await far.list(() => seed + i);
}

/** Collects on both sides until `done`; gives up after many rounds, and lets the test say so. */
async function collectUntil(far: FarSide, done: () => boolean): Promise<void> {
  for (let round = 0; round < 300 && !done(); round++) {
    await far.collect();
    await collectHere();
  }
}
