import type { DBSchema } from 'idb';
import { Database, type Transaction } from '../indexed-db/database.js';
import { resultsDatabase } from '../indexed-db/database-names.js';
import { ENTRY_SIZE, type ResultStore } from '../map/known-results.js';

interface Tables extends DBSchema {
  results: { key: string; value: unknown };
  /** Of each result, so that those that are to go are found without reading them. */
  uses: { key: string; value: { readonly size: number; readonly usedAt: number } };
}

/**
 * Keeps results of a workspace in IndexedDB, until the workspace is deleted. Beyond a size those go that were not
 * asked for the longest; that is looked after whenever a tenth of it was added.
 */
export class IndexedDbResultStore implements ResultStore {
  readonly #limit: number;
  readonly #database: Database<Tables>;
  #unseen = Infinity;

  private constructor(workspace: string, limit: number) {
    this.#limit = limit;
    this.#database = new Database({
      name: resultsDatabase(workspace),
      tables: ['results', 'uses'],
      create(database) {
        database.createObjectStore('results');
        database.createObjectStore('uses');
      },
      onDeleted: () => undefined,
    });
  }

  /**
   * @param limit bytes
   * @throws ImjoyError `STORAGE` where the browser refuses IndexedDB
   */
  static async open(workspace: string, limit: number): Promise<IndexedDbResultStore> {
    const store = new IndexedDbResultStore(workspace, limit);
    await store.#database.open();
    return store;
  }

  get(key: string): Promise<{ readonly value: unknown } | undefined> {
    return this.#database.transact('readwrite', async (transaction) => {
      const use = await transaction.objectStore('uses').get(key);
      if (!use) return undefined;
      await transaction.objectStore('uses').put({ ...use, usedAt: Date.now() }, key);
      return { value: await transaction.objectStore('results').get(key) };
    });
  }

  /** @throws ImjoyError `STORAGE_QUOTA` when the disk is full, `STORAGE` when the browser refuses */
  async put(key: string, value: unknown, size: number): Promise<void> {
    const use = { size: size + ENTRY_SIZE, usedAt: Date.now() };
    if (use.size > this.#limit) return;
    await this.#database.transact('readwrite', async (transaction) => {
      // Async, so that a value that is refused at once does not leave the other step without an ear.
      const keep = async () => transaction.objectStore('results').put(value, key);
      await Promise.all([keep(), transaction.objectStore('uses').put(use, key)]);
      this.#unseen += use.size;
      if (this.#unseen > this.#limit / 10) await this.#trim(transaction);
    });
  }

  dispose(): void {
    this.#database.dispose();
  }

  async #trim(transaction: Transaction<Tables>): Promise<void> {
    const uses = transaction.objectStore('uses');
    const [keys, facts] = await Promise.all([uses.getAllKeys(), uses.getAll()]);
    const entries = facts.map((fact, index) => ({ ...fact, key: keys[index] ?? '' }));
    let excess = entries.reduce((sum, { size }) => sum + size, 0) - this.#limit;
    for (const { key, size } of entries.sort((a, b) => a.usedAt - b.usedAt)) {
      if (excess <= 0) break;
      await Promise.all([uses.delete(key), transaction.objectStore('results').delete(key)]);
      excess -= size;
    }
    this.#unseen = 0;
  }
}
