import { Database } from '../../src/indexed-db/database.js';
import { workspaceDatabase } from '../../src/indexed-db/database-names.js';
import { IndexedDbWorkspaceStore } from '../../src/storage/indexed-db-workspace-store.js';
import type { StoreChange, StoredPlugin, WorkspaceStore } from '../../src/index.js';
import { pluginText } from '../support/plugin-text.js';

/** A name no other test has: test files run side by side, and share what their browser keeps. */
export const newWorkspaceName = (): string => `test ${crypto.randomUUID()}`;

/** A plugin as a workspace keeps it. */
export function storedPlugin(name: string, fields: Partial<StoredPlugin> = {}): StoredPlugin {
  const code = pluginText({ name });
  const rest = { tag: null, origin: null, base: null, engineMode: null, savedAt: 1 };
  return { name, code, ...rest, ...fields };
}

/** Writes a record by hand, as no store would. */
export async function putRaw(workspace: string, key: string, value: unknown): Promise<void> {
  await (await IndexedDbWorkspaceStore.open(workspace)).dispose();
  const raw = new Database<{ plugins: { key: string; value: unknown } }>({
    name: workspaceDatabase(workspace),
    tables: ['plugins'],
    create: () => undefined,
  });
  await raw.transact('readwrite', (transaction) =>
    transaction.objectStore('plugins').put(value, key),
  );
  raw.dispose();
}

/** The next change a store tells of. */
export const nextChange = (store: WorkspaceStore): Promise<StoreChange> =>
  new Promise((resolve) => {
    const disconnect = store.onChange.connect((change) => {
      disconnect();
      resolve(change);
    });
  });
