import { openDB } from 'idb';
import { workspaceDatabase } from '../../../src/indexed-db/database-names.js';
import { createWorkspace, openWorkspaceCatalog, type Workspace } from '../../../src/index.js';
import { pluginText } from '../../support/plugin-text.js';
import { storedPlugin } from '../support.js';

/** What the tests do in a tab, called from Node. */
const kit = {
  workspace: null as Workspace | null,

  async open(name: string): Promise<void> {
    kit.workspace = createWorkspace({ name, persistent: true, frameSrc: '/dist/sandbox.html' });
    await kit.workspace.ready;
  },

  /** Installs a plugin of so many kilobytes. @returns what that failed with */
  async install(name: string, kilobytes = 1, version = '1.0.0'): Promise<string | undefined> {
    const src = `${pluginText({ name, version })}<!-- ${noise(kilobytes)} -->`;
    try {
      await kit.workspace?.library.install({ src });
      return undefined;
    } catch (error) {
      return String((error as { code?: string }).code ?? error);
    }
  },

  /** Resolves when all that was written so far is on the disk. */
  async flush(name: string): Promise<void> {
    const database = await openDB(workspaceDatabase(name));
    const transaction = database.transaction('documents', 'readwrite', { durability: 'strict' });
    await transaction.store.put('flushed', 'flushed');
    await transaction.done;
    database.close();
  },

  /** Begins to store many large plugins, and waits for nothing. */
  putMany(count: number, kilobytes: number): void {
    const many = Array.from({ length: count }, (_, i) =>
      storedPlugin(`Many ${i}`, { code: noise(kilobytes) }),
    );
    void kit.workspace?.store.put(many);
  },

  uninstall: async (name: string): Promise<void> =>
    void (await kit.workspace?.library.uninstall(name)),

  /** Versions of the plugins that run, by name. */
  running: (): Record<string, string> =>
    Object.fromEntries(
      (kit.workspace?.plugins.all ?? [])
        .filter(({ state }) => state.kind === 'ready')
        .map(({ name, config }) => [name, String(config.version)]),
    ),

  /**
   * Resolves when that version of a plugin runs, or none does.
   * It goes by events: a tab in the background draws no frames that could be waited for.
   */
  becomes(name: string, version: string | undefined): Promise<void> {
    return new Promise((resolve) => {
      const look = () => kit.running()[name] === version && resolve();
      kit.workspace?.plugins.onAdded.connect((record) => record.onChange.connect(look));
      kit.workspace?.plugins.onRemoved.connect(look);
      for (const { onChange } of kit.workspace?.plugins.all ?? []) onChange.connect(look);
      look();
    });
  },

  async stored(name: string): Promise<string[]> {
    const catalog = await openWorkspaceCatalog();
    const store = await catalog.open(name);
    const { plugins, corrupt } = await store.plugins();
    store.dispose();
    catalog.dispose();
    if (corrupt.length > 0) throw new Error(`corrupt: ${JSON.stringify(corrupt)}`);
    return plugins.map((plugin) => plugin.name);
  },
};

/** Text that cannot be compressed. */
function noise(kilobytes: number): string {
  const letters = Array.from({ length: kilobytes * 64 }, () =>
    Math.random().toString(36).slice(2).padEnd(16, '0').slice(0, 16),
  );
  return letters.join('');
}

export type Kit = typeof kit;
Object.assign(globalThis, { kit });
