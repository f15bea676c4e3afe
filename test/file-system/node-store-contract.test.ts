import { expect } from '@open-wc/testing';
import { IndexedDbStore } from '../../src/file-system/indexed-db-store.js';
import { MemoryStore } from '../../src/file-system/memory-store.js';
import { newNode, type NodeStore, ROOT } from '../../src/file-system/node-store.js';
import { refusal } from './open-file-system.js';

const database = `test-${crypto.randomUUID()}`;

const stores: Record<string, () => Promise<NodeStore>> = {
  MemoryStore: async () => new MemoryStore(),
  IndexedDbStore: () => IndexedDbStore.open(database),
};

for (const [name, open] of Object.entries(stores)) {
  describe(`${name} as a NodeStore`, () => {
    let store: NodeStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => {
      store.dispose();
      indexedDB.deleteDatabase(database);
    });

    const add = (name: string, content: number): Promise<number> =>
      store.transact('readwrite', async (transaction) => {
        const id = await transaction.addNode(newNode('file', 0o666));
        await transaction.putEntry(ROOT, name, id);
        await transaction.putChunk(id, 0, new Uint8Array([content]));
        return id;
      });

    const content = (id: number): Promise<Uint8Array | undefined> =>
      store.transact('readonly', (transaction) => transaction.chunk(id, 0));

    it('undoes every step of a transaction that fails', async () => {
      const id = await add('kept', 1);
      const failing = store.transact('readwrite', async (transaction) => {
        await transaction.putNode(id, newNode('file', 0));
        await transaction.putChunk(id, 0, new Uint8Array([2]));
        await transaction.putChunk(id, 0, new Uint8Array([3]));
        await transaction.putEntry(ROOT, 'new', await transaction.addNode(newNode('file', 0)));
        await transaction.dropEntry(ROOT, 'kept');
        await transaction.dropNode(id);
        throw new Error('no');
      });
      expect((await refusal(failing)).message).to.equal('no');
      const after = await store.transact('readonly', async (transaction) => ({
        entries: await transaction.entries(ROOT),
        mode: (await transaction.node(id))?.mode,
      }));
      expect(after).to.deep.equal({ entries: [['kept', id]], mode: 0o666 });
      expect(await content(id)).to.deep.equal(new Uint8Array([1]));
    });

    it('lets one writer at a time in', async () => {
      const id = await add('counter', 0);
      const count = (): Promise<void> =>
        store.transact('readwrite', async (transaction) => {
          const [value = 0] = (await transaction.chunk(id, 0)) ?? [];
          await transaction.putChunk(id, 0, new Uint8Array([value + 1]));
        });
      await Promise.all(Array.from({ length: 20 }, count));
      expect(await content(id)).to.deep.equal(new Uint8Array([20]));
    });

    it('keeps its own copy of content', async () => {
      const mine = new Uint8Array(4).subarray(1, 2);
      const id = await add('x', 0);
      await store.transact('readwrite', (transaction) => transaction.putChunk(id, 0, mine));
      mine[0] = 9;
      const kept = await content(id);
      expect(kept).to.deep.equal(new Uint8Array([0]));
      expect(kept?.buffer.byteLength).to.equal(1);
    });

    it('drops the content of a dropped node, and chunks from an index on, of that node only', async () => {
      const [a, b] = [await add('a', 1), await add('b', 2)];
      await store.transact('readwrite', async (transaction) => {
        await transaction.putChunk(b, 1, new Uint8Array([3]));
        await transaction.dropNode(a);
        await transaction.dropChunks(b, 1);
        expect(await transaction.chunk(b, 1)).to.equal(undefined);
      });
      expect(await content(a)).to.equal(undefined);
      expect(await content(b)).to.deep.equal(new Uint8Array([2]));
    });

    it('rejects with STORAGE once disposed', async () => {
      store.dispose();
      expect(await refusal(content(ROOT))).to.include({ code: 'STORAGE' });
    });
  });
}
