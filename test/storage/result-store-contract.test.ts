import { expect } from '@open-wc/testing';
import { ENTRY_SIZE, MemoryResultStore, type ResultStore } from '../../src/map/known-results.js';
import { IndexedDbResultStore } from '../../src/storage/indexed-db-result-store.js';
import { rejection } from '../support/plugin-text.js';
import { waitUntil } from '../support/wait-until.js';
import { newWorkspaceName } from './support.js';

const STORES: Readonly<Record<string, (limit: number) => Promise<ResultStore>>> = {
  'in memory': async (limit) => new MemoryResultStore(limit),
  'in IndexedDB': (limit) => IndexedDbResultStore.open(newWorkspaceName(), limit),
};

/** What is used last is known by the clock. */
async function tick(): Promise<void> {
  const now = Date.now();
  await waitUntil(() => Date.now() > now, 'the clock goes on', { interval: 1 });
}

for (const [where, open] of Object.entries(STORES))
  describe(`a store of results ${where}`, () => {
    let store: ResultStore;
    afterEach(() => store.dispose());

    it('gives what it keeps, undefined too, and nothing else', async () => {
      store = await open(10_000);
      const value = { list: Float32Array.of(1, 2), file: new File(['x'], 'y') };
      await store.put('a', value, 20);
      await store.put('b', undefined, 1);
      value.list.fill(0);
      const found = (await store.get('a'))?.value as typeof value;
      expect([[...found.list], await found.file.text()]).to.deep.equal([[1, 2], 'x']);
      found.list.fill(0);
      expect([...((await store.get('a'))?.value as typeof value).list]).to.deep.equal([1, 2]);
      expect(await store.get('b')).to.deep.equal({ value: undefined });
      expect(await store.get('c')).to.equal(undefined);
    });

    it('drops those that were not asked for the longest, when there are too many', async () => {
      store = await open(10 * (1000 + ENTRY_SIZE));
      for (let n = 0; n < 30; n++) {
        await store.put(`key ${n}`, n, 1000);
        await tick();
        expect(await store.get('key 0'), `after ${n}`).to.deep.equal({ value: 0 });
        await tick();
      }
      const kept: number[] = [];
      for (let n = 0; n < 30; n++) if (await store.get(`key ${n}`)) kept.push(n);
      expect(kept.length).to.be.within(9, 11);
      const newest = Array.from({ length: kept.length - 1 }, (_, n) => 31 - kept.length + n);
      expect(kept).to.deep.equal([0, ...newest]);
    });

    it('counts what is put again once', async () => {
      store = await open(3 * (1000 + ENTRY_SIZE));
      await store.put('a', 1, 1000);
      for (let n = 0; n < 20; n++) await store.put('b', n, 1000);
      expect(await store.get('a')).to.deep.equal({ value: 1 });
      expect(await store.get('b')).to.deep.equal({ value: 19 });
    });

    it('keeps nothing that is too large by itself, and loses nothing over it', async () => {
      store = await open(5000);
      await store.put('a', 1, 10);
      await store.put('large', 2, 5000);
      expect([await store.get('a'), await store.get('large')]).to.deep.equal([
        { value: 1 },
        undefined,
      ]);
    });

    it('refuses what cannot be kept, and stays as it was', async () => {
      store = await open(5000);
      await store.put('a', 1, 10);
      const error = await rejection(store.put('b', { fn: () => 1 }, 10));
      expect(error.name).to.equal('DataCloneError');
      expect([await store.get('a'), await store.get('b')]).to.deep.equal([{ value: 1 }, undefined]);
    });
  });
