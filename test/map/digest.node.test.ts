import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { sizeOf } from '../../src/map/canonical-form.js';
import { digestOf } from '../../src/map/digest.js';
import { NdArray } from '../../src/rpc/nd-array.js';

const image = (data: readonly number[], shape: readonly number[]) =>
  new NdArray(Uint16Array.from(data), shape);

/** The same 2 × 3 pixels, as a window into columns of a wider array. */
const seen = {
  data: Uint16Array.from([9, 1, 2, 3, 9, 9, 4, 5, 6, 9]),
  ...{ shape: [2, 3], stride: [5, 1], offset: 1, dtype: 'uint16' },
};

const same: readonly (readonly [string, unknown, unknown])[] = [
  ['keys in another order', { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }],
  ['an n-d array and a window that shows it', image([1, 2, 3, 4, 5, 6], [2, 3]), seen],
  [
    'a view and a copy of what it shows',
    new Uint8Array([7, 1, 2]).subarray(1),
    Uint8Array.of(1, 2),
  ],
  ['files of the same content', new File(['ab'], 'x'), new File(['a', 'b'], 'x')],
  ['what is shared and what is not', ((a) => [a, a])([1]), [[1], [1]]],
  ['what moves and what does not', { a: [1], _transfer: true }, { a: [1] }],
  ['objects of another kind of literal', Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
];

const different: readonly (readonly [string, unknown, unknown])[] = [
  ['a number and its text', 1, '1'],
  ['null and undefined', null, undefined],
  ['zero and minus zero', 0, -0],
  ['a big integer and a number', 1n, 1],
  ['lists cut elsewhere', [[1], 2], [[1, 2]]],
  ['texts cut elsewhere', ['a","b'], ['a', 'b']],
  ['lone halves of characters', '\ud800', '\udfff'],
  ['a list and a set of it', [1], new Set([1])],
  ['a map and an object', new Map([['a', 1]]), { a: 1 }],
  ['shapes', image([1, 2, 3, 4], [2, 2]), image([1, 2, 3, 4], [4, 1])],
  ['types of numbers', Uint8Array.of(1), Int8Array.of(1)],
  ['bytes and a view of them', Uint8Array.of(1).buffer, Uint8Array.of(1)],
  [
    'pieces cut elsewhere',
    [Uint8Array.of(1, 2), Uint8Array.of(3)],
    [Uint8Array.of(1), Uint8Array.of(2, 3)],
  ],
  ['names of files', new File(['ab'], 'x'), new File(['ab'], 'y')],
  [
    'folders of files',
    new File(['ab'], 'x'),
    Object.assign(new File(['ab'], 'x'), { _path: 'f/x' }),
  ],
  ['types of blobs', new Blob(['ab'], { type: 'text/plain' }), new Blob(['ab'])],
  ['dates and numbers', new Date(5), 5],
];

const circle: unknown[] = [];
circle.push([circle]);
const bush = Array.from({ length: 60 }).reduce<unknown>((below) => [below, below], []);
const pit = Array.from({ length: 100_000 }).reduce<unknown>((below) => [below], []);

const noData: readonly (readonly [string, unknown])[] = [
  ['a function', () => undefined],
  ['an object that holds one', { a: [() => undefined] }],
  ['a symbol', Symbol('a')],
  [
    'an instance',
    new (class Point {
      x = 1;
    })(),
  ],
  ['a promise', Promise.resolve(1)],
  ['a circle', circle],
  ['a few objects that stand for more than there are atoms', bush],
  ['what is nested without an end', pit],
  ['an array that reaches beyond its data', { ...seen, shape: [5, 5] }],
];

describe('the digest of a value', () => {
  for (const [what, one, other] of same)
    it(`is the same for ${what}`, async () => {
      assert.equal(await digestOf(one), await digestOf(other));
    });
  for (const [what, one, other] of different)
    it(`tells ${what} apart`, async () => {
      const digests = [await digestOf(one), await digestOf(other)];
      for (const digest of digests) assert.match(String(digest), /^[\da-f]{64}$/);
      assert.notEqual(digests[0], digests[1]);
    });
  for (const [what, value] of noData)
    it(`is null for ${what}`, async () => {
      assert.deepEqual([await digestOf(value), sizeOf(value)], [null, null]);
    });

  it('depends on nothing but the data', async () => {
    const data = fc.anything({
      withBigInt: true,
      withTypedArray: true,
      withMap: true,
      withSet: true,
      withDate: true,
    });
    const property = fc.asyncProperty(data, data, async (one, other) => {
      const [a, copy, b] = await Promise.all([one, structuredClone(one), other].map(digestOf));
      assert.ok(a);
      assert.equal(a, copy);
      if (a === b) assert.deepEqual(one, other);
    });
    await fc.assert(property, { seed: 7, numRuns: 500 });
  });

  it('hashes large data alike wherever it is hashed, in as many pieces as it comes', async () => {
    const large = new Uint8Array(3_000_000).map((_, index) => index * 7);
    const fast = await digestOf(large);
    const real = globalThis.crypto;
    Object.defineProperty(globalThis, 'crypto', { value: {}, configurable: true });
    try {
      assert.equal(await digestOf(large), fast);
    } finally {
      Object.defineProperty(globalThis, 'crypto', { value: real, configurable: true });
    }
    const pieces = [large.subarray(0, 10), large.subarray(10)];
    assert.equal(await digestOf(new Blob(pieces)), await digestOf(new Blob([large])));
  });

  it('goes with a size that counts binary data', () => {
    const size = sizeOf({ a: new Float64Array(1000), b: new Blob([new Uint8Array(500)]) });
    assert.ok(size !== null && size > 8500 && size < 8600, String(size));
  });
});
