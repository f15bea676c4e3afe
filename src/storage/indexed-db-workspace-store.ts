import type { DBSchema, IDBPDatabase } from 'idb';
import { messageOf } from '../base/error.js';
import { Signal } from '../base/signal.js';
import { Database, type Transaction } from '../indexed-db/database.js';
import { workspaceDatabase } from '../indexed-db/database-names.js';
import { corruptRecord, readStoredPlugin } from './stored-plugin.js';
import type { WorkspaceContent } from './workspace-file.js';
import type {
  CorruptRecord,
  StoreChange,
  StoredPlugin,
  WorkspaceStore,
} from './workspace-store.js';

interface Tables extends DBSchema {
  plugins: { key: string; value: unknown };
  documents: { key: string; value: unknown };
}

/**
 * Keeps a workspace in IndexedDB. Every function is one transaction and nothing is cached, so any number of
 * tabs may write: their writes come one after another, each whole or not at all, also when the tab or the
 * browser dies in the middle. The others hear of each over a channel.
 *
 * No checksums: the database has its own, and a text that a person mended by hand is welcome.
 */
export class IndexedDbWorkspaceStore implements WorkspaceStore {
  readonly onChange = new Signal<StoreChange>();
  readonly #database: Database<Tables>;
  readonly #channel: BroadcastChannel;

  private constructor(workspace: string) {
    const name = workspaceDatabase(workspace);
    this.#database = new Database({
      name,
      tables: ['plugins', 'documents'],
      create: createTables,
      onDeleted: () => this.onChange.emit({ kind: 'deletion' }),
    });
    this.#channel = new BroadcastChannel(name);
    this.#channel.onmessage = ({ data }) => (data as StoreChange[]).forEach(this.#pass);
  }

  /** @throws ImjoyError `STORAGE` where the browser refuses IndexedDB */
  static async open(workspace: string): Promise<IndexedDbWorkspaceStore> {
    const store = new IndexedDbWorkspaceStore(workspace);
    try {
      await store.#database.open();
      return store;
    } catch (error) {
      store.dispose();
      throw error;
    }
  }

  async plugins() {
    const [keys, values] = await this.#database.transact('readonly', (transaction) => {
      const table = transaction.objectStore('plugins');
      return Promise.all([table.getAllKeys(), table.getAll()]);
    });
    const plugins: StoredPlugin[] = [];
    const corrupt: CorruptRecord[] = [];
    keys.forEach((key, index) => {
      try {
        plugins.push(readNamed(key, values[index]));
      } catch (error) {
        corrupt.push(corruptRecord(key, messageOf(error), values[index]));
      }
    });
    return { plugins, corrupt };
  }

  async put(plugins: readonly StoredPlugin[]): Promise<void> {
    await this.#database.transact('readwrite', (transaction) => putAll(transaction, plugins));
    this.#announce(plugins.map(({ name }) => ({ kind: 'plugin', name })));
  }

  async change(
    name: string,
    fields: Partial<Omit<StoredPlugin, 'name'>>,
  ): Promise<StoredPlugin | null> {
    const changed = await this.#database.transact('readwrite', async (transaction) => {
      const plugin = readIfSound(name, await transaction.objectStore('plugins').get(name));
      const next = plugin && { ...plugin, ...fields };
      if (next) await putAll(transaction, [next]);
      return next;
    });
    if (changed) this.#announce([{ kind: 'plugin', name }]);
    return changed;
  }

  async remove(name: string): Promise<StoredPlugin | null> {
    const found = await this.#database.transact('readwrite', async (transaction) => {
      const table = transaction.objectStore('plugins');
      const value = await table.get(name);
      await table.delete(name);
      return value;
    });
    this.#announce([{ kind: 'plugin', name }]);
    return readIfSound(name, found);
  }

  document(key: string): Promise<unknown> {
    return this.#database.transact('readonly', (transaction) =>
      transaction.objectStore('documents').get(key),
    );
  }

  async putDocument(key: string, value: unknown): Promise<void> {
    await this.#database.transact('readwrite', async (transaction) => {
      const table = transaction.objectStore('documents');
      if (value === undefined) await table.delete(key);
      else await table.put(value, key);
    });
    this.#announce([{ kind: 'document', key }]);
  }

  documentKeys(prefix: string): Promise<readonly string[]> {
    const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
    return this.#database.transact('readonly', (transaction) =>
      transaction.objectStore('documents').getAllKeys(range),
    );
  }

  /** Puts a whole workspace in place of what is there, all or nothing. @throws ImjoyError as {@link put} */
  async replace({ plugins, documents }: WorkspaceContent): Promise<void> {
    const former = await this.#database.transact('readwrite', async (transaction) => {
      const tables = [transaction.objectStore('plugins'), transaction.objectStore('documents')];
      const keys = await Promise.all(tables.map((table) => table.getAllKeys()));
      await Promise.all(tables.map((table) => table.clear()));
      const written = Object.entries(documents).map(async ([key, value]) =>
        tables[1]?.put(value, key),
      );
      await Promise.all([putAll(transaction, plugins), ...written]);
      return keys;
    });
    const [names = [], keys = []] = former;
    const changed = new Set([...names, ...plugins.map(({ name }) => name)]);
    const rewritten = new Set([...keys, ...Object.keys(documents)]);
    this.#announce([
      ...[...changed].map((name) => ({ kind: 'plugin', name }) as const),
      ...[...rewritten].map((key) => ({ kind: 'document', key }) as const),
    ]);
  }

  dispose(): void {
    this.#channel.close();
    this.#database.dispose();
  }

  readonly #pass = (change: StoreChange): void => this.onChange.emit(change);

  /** Disposed stores have closed their channel, and what they did until then is done. */
  #announce(changes: readonly StoreChange[]): void {
    try {
      this.#channel.postMessage(changes);
    } catch {
      // The store was disposed while the transaction was under way.
    }
  }
}

function createTables(database: IDBPDatabase<Tables>): void {
  database.createObjectStore('plugins');
  database.createObjectStore('documents');
}

async function putAll(transaction: Transaction<Tables>, plugins: readonly StoredPlugin[]) {
  const table = transaction.objectStore('plugins');
  // Async, so that one which is refused at once does not leave the others without an ear.
  await Promise.all(plugins.map(async (plugin) => table.put(plugin, plugin.name)));
}

/** @throws TypeError saying what is wrong with the record */
function readNamed(key: string, found: unknown): StoredPlugin {
  const plugin = readStoredPlugin(found);
  if (plugin.name !== key)
    throw new TypeError(`it is kept as "${key}", but named "${plugin.name}"`);
  return plugin;
}

function readIfSound(key: string, found: unknown): StoredPlugin | null {
  try {
    return readNamed(key, found);
  } catch {
    return null;
  }
}
