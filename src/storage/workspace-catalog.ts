import type { DBSchema } from 'idb';
import type { Disposable } from '../base/disposable.js';
import { ImjoyError } from '../base/error.js';
import { Signal } from '../base/signal.js';
import { Database, deleteDatabase } from '../indexed-db/database.js';
import {
  CONFIG_DATABASE,
  homeDatabase,
  resultsDatabase,
  workspaceDatabase,
} from '../indexed-db/database-names.js';
import { IndexedDbWorkspaceStore } from './indexed-db-workspace-store.js';
import { printWorkspaceFile, readWorkspaceFile } from './workspace-file.js';
import { freeName, workspaceName } from './workspace-name.js';
import type { WorkspaceStore } from './workspace-store.js';

export interface WorkspaceEntry {
  readonly name: string;
  /** When it was last opened or made, in milliseconds since 1970. */
  readonly usedAt: number;
}

interface Tables extends DBSchema {
  workspaces: { key: string; value: WorkspaceEntry };
}

/** What to do with a workspace file whose name is taken. */
export type NameClash = 'refuse' | 'rename' | 'replace';

export interface ImportOptions {
  /** Another name than the one in the file. */
  readonly name?: string;
  /** Default `refuse`. */
  readonly onClash?: NameClash;
}

/**
 * The workspaces this browser keeps for this site. Spec 8.2.
 *
 * Names are what users type: trimmed, up to 100 characters, no control characters. A workspace cannot be
 * renamed: its files, and the work folders on engines, go by its name.
 *
 * Functions reject with ImjoyError `STORAGE` where the browser refuses storage, `STORAGE_QUOTA` when the
 * disk is full, and `ARGUMENT` for a name or file that cannot be used.
 */
export class WorkspaceCatalog implements Disposable {
  /** Told when the list changed, in this tab or another. */
  readonly onChange = new Signal<void>();
  readonly #channel = new BroadcastChannel(CONFIG_DATABASE);
  readonly #database = new Database<Tables>({
    name: CONFIG_DATABASE,
    tables: ['workspaces'],
    create: (database) => database.createObjectStore('workspaces', { keyPath: 'name' }),
  });

  constructor() {
    this.#channel.onmessage = () => this.onChange.emit();
  }

  /** By name. */
  list(): Promise<readonly WorkspaceEntry[]> {
    return this.#database.transact('readonly', (transaction) =>
      transaction.objectStore('workspaces').getAll(),
    );
  }

  /** Null before the first was made. */
  async lastUsed(): Promise<string | null> {
    const entries = await this.list();
    return entries.toSorted((a, b) => b.usedAt - a.usedAt)[0]?.name ?? null;
  }

  /** @returns the name it got @throws ImjoyError `ARGUMENT` when there is one of that name */
  create(name: string): Promise<string> {
    return alone(async () => {
      const free = await this.#free(workspaceName(name), 'refuse');
      await this.#note(free);
      return free;
    });
  }

  /** The content of a workspace, which is made if there is none of that name. */
  open(name: string): Promise<WorkspaceStore> {
    return alone(() => this.#open(workspaceName(name)));
  }

  /**
   * Deletes a workspace with all it keeps, its files under `/home` as well. Where it is open its plugins
   * run on, but nothing of them is kept any more.
   */
  remove(name: string): Promise<void> {
    return alone(() => this.#remove(workspaceName(name)));
  }

  /** The plugins and documents of a workspace as one file; not the files under `/home`. */
  async exportTo(name: string): Promise<Blob> {
    const known = workspaceName(name);
    if (!(await this.#names()).includes(known))
      throw new ImjoyError('ARGUMENT', `there is no workspace named "${known}"`);
    const store = await IndexedDbWorkspaceStore.open(known);
    try {
      const { plugins, corrupt } = await store.plugins();
      const keys = await store.documentKeys('');
      const read = keys.map(async (key) => [key, await store.document(key)] as const);
      const documents = Object.fromEntries(await Promise.all(read));
      return printWorkspaceFile(known, { plugins, documents }, corrupt);
    } finally {
      store.dispose();
    }
  }

  /** Makes a workspace from a file, all of it or nothing. @returns the name it got */
  async importFrom(file: Blob, { name, onClash = 'refuse' }: ImportOptions = {}): Promise<string> {
    const content = readWorkspaceFile(await file.text());
    return alone(async () => {
      const wanted = workspaceName(name ?? content.name);
      const target = await this.#free(wanted, onClash);
      const isNew = !(await this.#names()).includes(target);
      const store = await this.#open(target);
      try {
        await store.replace(content);
      } catch (error) {
        if (isNew) await this.#remove(target);
        throw error;
      } finally {
        store.dispose();
      }
      return target;
    });
  }

  dispose(): void {
    this.#channel.close();
    this.#database.dispose();
  }

  async #names(): Promise<string[]> {
    return (await this.list()).map(({ name }) => name);
  }

  async #free(name: string, onClash: NameClash): Promise<string> {
    const names = await this.#names();
    if (onClash === 'rename') return freeName(name, names);
    if (onClash === 'refuse' && names.includes(name))
      throw new ImjoyError('ARGUMENT', `there is a workspace named "${name}" already`);
    return name;
  }

  async #open(name: string): Promise<IndexedDbWorkspaceStore> {
    const opening = IndexedDbWorkspaceStore.open(name);
    opening.catch(() => undefined);
    try {
      await this.#note(name);
    } catch (error) {
      // On a full disk, when it was used is lost; what is in it can still be read and exported.
      if (!(error instanceof ImjoyError && error.code === 'STORAGE_QUOTA')) {
        opening.then(
          (store) => store.dispose(),
          () => undefined,
        );
        throw error;
      }
    }
    return opening;
  }

  async #remove(name: string): Promise<void> {
    // The entry goes last: what is interrupted can be seen, and done again.
    await deleteDatabase(workspaceDatabase(name));
    await deleteDatabase(homeDatabase(name));
    await deleteDatabase(resultsDatabase(name));
    await this.#database.transact('readwrite', (transaction) =>
      transaction.objectStore('workspaces').delete(name),
    );
    this.#announce();
  }

  async #note(name: string): Promise<void> {
    await this.#database.transact('readwrite', (transaction) =>
      transaction.objectStore('workspaces').put({ name, usedAt: Date.now() }),
    );
    this.#announce();
  }

  #announce(): void {
    this.#channel.postMessage(null);
    this.onChange.emit();
  }
}

/**
 * Runs a step that spans several databases while no other tab is in one. Pages without encryption have no
 * locks: there, two tabs that delete and make one workspace at the same moment may disagree.
 */
function alone<T>(step: () => Promise<T>): Promise<T> {
  const locks = globalThis.navigator.locks as LockManager | undefined;
  return locks ? (locks.request(CONFIG_DATABASE, step) as Promise<T>) : step();
}
