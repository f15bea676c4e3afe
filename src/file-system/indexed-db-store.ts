import type { DBSchema, IDBPDatabase } from 'idb';
import { Database, type Transaction } from '../indexed-db/database.js';
import {
  type FileNode,
  newNode,
  type NodeStore,
  type NodeTransaction,
  ROOT,
} from './node-store.js';

interface Tables extends DBSchema {
  nodes: { key: number; value: FileNode };
  entries: { key: [directory: number, name: string]; value: number };
  chunks: { key: [id: number, index: number]; value: Uint8Array };
}

const TABLES: ('nodes' | 'entries' | 'chunks')[] = ['nodes', 'entries', 'chunks'];

/**
 * Keeps nodes in one IndexedDB database. Every transaction is one of the database, and nothing is cached,
 * so any number of tabs may work on the same files: each step sees the others' finished ones, and is
 * itself kept whole or not at all.
 *
 * Not ZenFS or lightning-fs, BrowserFS's kept successors: both hold the tree in memory. Tried here, two
 * tabs on one ZenFS database overwrote each other's files, and a full disk was reported only after the
 * old content had gone. ZenFS is also ten times the size, and its core LGPL.
 */
export class IndexedDbStore implements NodeStore {
  readonly #database: Database<Tables>;

  private constructor(name: string) {
    this.#database = new Database({ name, tables: TABLES, create: createTables });
  }

  /** @throws ImjoyError `STORAGE` where the browser refuses IndexedDB */
  static async open(name: string): Promise<IndexedDbStore> {
    const store = new IndexedDbStore(name);
    await store.#database.open();
    return store;
  }

  transact<T>(
    mode: 'readonly' | 'readwrite',
    body: (transaction: NodeTransaction) => Promise<T>,
  ): Promise<T> {
    return this.#database.transact(mode, (transaction) => body(steps(transaction)));
  }

  dispose(): void {
    this.#database.dispose();
  }
}

function createTables(database: IDBPDatabase<Tables>): void {
  const nodes = database.createObjectStore('nodes', { autoIncrement: true });
  database.createObjectStore('entries');
  database.createObjectStore('chunks');
  void nodes.put(newNode('directory', 0o777), ROOT);
}

function steps(transaction: Transaction<Tables>): NodeTransaction {
  const nodes = transaction.objectStore('nodes');
  const entries = transaction.objectStore('entries');
  const chunks = transaction.objectStore('chunks');
  return {
    node: (id) => nodes.get(id),
    addNode: (node) => nodes.add(node),
    putNode: async (id, node) => void (await nodes.put(node, id)),
    dropNode: async (id) => {
      await nodes.delete(id);
      await chunks.delete(IDBKeyRange.bound([id], [id, []]));
    },
    entry: (directory, name) => entries.get([directory, name]),
    entries: async (directory) => {
      const range = IDBKeyRange.bound([directory], [directory, []]);
      const [keys, ids] = await Promise.all([entries.getAllKeys(range), entries.getAll(range)]);
      return keys.map(([, name], index) => [name, ids[index] ?? 0]);
    },
    putEntry: async (directory, name, id) => void (await entries.put(id, [directory, name])),
    dropEntry: (directory, name) => entries.delete([directory, name]),
    chunk: (id, index) => chunks.get([id, index]),
    // A view would take the whole buffer it looks into along.
    putChunk: async (id, index, bytes) => void (await chunks.put(bytes.slice(), [id, index])),
    dropChunks: (id, from) => chunks.delete(IDBKeyRange.bound([id, from], [id, []])),
  };
}
