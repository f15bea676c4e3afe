import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import { ImjoyError, messageOf } from '../base/error.js';
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
type Table = 'nodes' | 'entries' | 'chunks';
type Transaction = IDBPTransaction<Tables, Table[], 'readonly' | 'readwrite'>;

const TABLES: Table[] = ['nodes', 'entries', 'chunks'];

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
  readonly #name: string;
  #database: Promise<IDBPDatabase<Tables>> | null = null;
  #disposed = false;

  private constructor(name: string) {
    this.#name = name;
  }

  /** @throws ImjoyError `STORAGE` where the browser refuses IndexedDB */
  static async open(name: string): Promise<IndexedDbStore> {
    const store = new IndexedDbStore(name);
    await store.#connect();
    return store;
  }

  async transact<T>(
    mode: 'readonly' | 'readwrite',
    body: (transaction: NodeTransaction) => Promise<T>,
  ): Promise<T> {
    const transaction = await this.#begin(mode);
    // `done` is awaited below; when `body` fails first, nobody else hears of the abort.
    const done = transaction.done.catch((error: unknown) => ({ error }));
    try {
      const result = await body(steps(transaction));
      const failed = await done;
      if (failed) throw failed.error;
      return result;
    } catch (error) {
      abort(transaction);
      await done;
      throw this.#translate(error, transaction.error);
    }
  }

  async #begin(mode: 'readonly' | 'readwrite'): Promise<Transaction> {
    const database = await this.#connect();
    try {
      return database.transaction(TABLES, mode);
    } catch (error) {
      throw this.#translate(error, null);
    }
  }

  dispose(): void {
    this.#disposed = true;
    this.#close();
  }

  #close(): void {
    void this.#database?.then(
      (database) => database.close(),
      () => undefined,
    );
    this.#database = null;
  }

  #connect(): Promise<IDBPDatabase<Tables>> {
    if (this.#disposed) return Promise.reject(this.#refusal('is closed'));
    // A database that another page deletes, or that the browser closes, is opened again by the next step.
    const forget = (): void => {
      this.#close();
    };
    this.#database ??= openDB<Tables>(this.#name, 1, {
      upgrade: createTables,
      blocking: forget,
      terminated: forget,
    }).catch((cause: unknown) => {
      this.#database = null;
      throw this.#refusal(`cannot be opened: ${messageOf(cause)}`, cause);
    });
    return this.#database;
  }

  #refusal(what: string, cause?: unknown): ImjoyError {
    return new ImjoyError('STORAGE', `the storage "${this.#name}" ${what}`, { cause });
  }

  /** A full disk shows as the error of a step or, without one, of the transaction as a whole. */
  #translate(error: unknown, ofTransaction: DOMException | null): unknown {
    const isFull = [error, ofTransaction].some(
      (cause) => cause instanceof Error && cause.name === 'QuotaExceededError',
    );
    if (isFull)
      return new ImjoyError('STORAGE_QUOTA', `no room left in the storage "${this.#name}"`, {
        cause: error,
      });
    return error instanceof DOMException ? this.#refusal(`failed: ${error.message}`, error) : error;
  }
}

function createTables(database: IDBPDatabase<Tables>): void {
  const nodes = database.createObjectStore('nodes', { autoIncrement: true });
  database.createObjectStore('entries');
  database.createObjectStore('chunks');
  void nodes.put(newNode('directory', 0o777), ROOT);
}

function abort(transaction: Transaction): void {
  try {
    transaction.abort();
  } catch {
    // It has ended by itself, which is what was wanted.
  }
}

function steps(transaction: Transaction): NodeTransaction {
  // A transaction opened for reading is only ever given to a body that reads.
  const writable = transaction as IDBPTransaction<Tables, Table[], 'readwrite'>;
  const nodes = writable.objectStore('nodes');
  const entries = writable.objectStore('entries');
  const chunks = writable.objectStore('chunks');
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
