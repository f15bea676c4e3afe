import { expect } from '@open-wc/testing';
import { NdArray, type Peer } from '../../src/rpc/index.js';
import { callContract } from './call-contract.js';
import { createFarSide, type FarSide } from './far-side.js';
import { refusalOf } from './refusal-of.js';
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

      it('arguments by name, as an object: only other languages have them', async () => {
        const named = { a: 1, _rkwargs: true };
        expect(await far.describe(named)).to.equal('{a:1}');
        expect(await far.describe([named])).to.equal('[{a:1,_rkwargs:true}]');
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

      it('only members of its own, where a library of the page extended every object', async () => {
        const extended = Object.prototype as { each?: unknown };
        extended.each = () => 0;
        try {
          const back = (await far.echo({ x: 1, inner: { y: 2 }, fn: () => 0 })) as object;
          expect(Object.keys(back)).to.deep.equal(['x', 'inner', 'fn']);
        } finally {
          delete extended.each;
        }
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
        const data = new Uint8Array(4);
        const flat = { data, shape: [9], stride: [1], offset: 0 };
        expect((await refusalOf(far.echo(flat))).message).to.contain('[9]');
        const strided = { data, shape: [2, 2], stride: [3, 1], offset: 0 };
        expect((await refusalOf(far.echo(strided))).message).to.contain('[2, 2]');
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

    callContract(() => far);

    it('leaves no call waiting behind', async () => {
      await far.drop();
      expect(connection.near.stats.pending).to.equal(0);
    });

    it('gives back callbacks that were never called', async function (this: {
      timeout(ms: number): void;
      skip(): void;
    }) {
      // Only a browser started for tests lets a page ask for it.
      if (!('gc' in globalThis)) this.skip();
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
