import { ImjoyError, messageOf } from '../base/error.js';
import type { PluginRecord } from '../registry/plugin-record.js';
import type { StoreChange, StoredPlugin, WorkspaceStore } from '../storage/workspace-store.js';
import { compareLists } from './compare-lists.js';
import type { LibraryHost } from './library-host.js';
import type { LibraryList } from './library-list.js';
import type { InstallRequest } from './plugin-library.js';
import { readDependencies } from './read-dependencies.js';
import { needsSandbox } from './runtimes.js';
import { StartLine } from './start-line.js';
import { toStoredPlugin, withBase } from './to-stored-plugin.js';

/** Keeps the list of a library, the store and the plugins that run in step with each other. */
export class LibraryKeeper {
  readonly #list: LibraryList;
  readonly #store: WorkspaceStore;
  readonly #host: LibraryHost;
  #lines = new Set<StartLine>();
  #writing: Promise<unknown> = Promise.resolve();
  #isToCompare = false;
  #disposed = false;

  constructor(list: LibraryList, store: WorkspaceStore, host: LibraryHost) {
    this.#list = list;
    this.#store = store;
    this.#host = host;
    store.onChange.connect((change) => this.#hear(change));
    host.onLoaded.connect(({ name }) => {
      if (list.failures.delete(name)) list.onChange.emit();
    });
  }

  /** Fills the list with what is stored. @returns starts all of it, and resolves when it runs or has failed */
  async open(): Promise<() => Promise<void>> {
    const { changed } = await this.#inTurn(() => this.#compare());
    const line = this.#lineUp(changed);
    return () => this.#run(line);
  }

  async begin(key: string): Promise<void> {
    const isWanted = ({ name, origin }: StoredPlugin) => name === key || origin === key;
    for (const line of this.#lines) await line.hurry(isWanted);
  }

  async install({ origin: uri, doNotLoad, ...request }: InstallRequest): Promise<PluginRecord> {
    return this.keep(await this.#host.read({ ...request, uri }), doNotLoad);
  }

  async keep(read: PluginRecord, doNotLoad = false): Promise<PluginRecord> {
    const { installed } = this.#list;
    const needed = await readDependencies(read, {
      hosts: this.#host.hosts,
      read: (request) => this.#host.read(request),
      has: (key) => installed.has(key) || this.#host.has(key),
    });
    const records = [...needed, read];
    const stored = await this.#put(() =>
      records.map((record) => toStoredPlugin(record, installed.get(record.name))),
    );
    const running = stored.map((plugin, index) => {
      const record = withBase(records[index] ?? read, plugin);
      return doNotLoad ? Promise.resolve(record) : this.#start(plugin, record);
    });
    // What it depends on reports for itself; the plugin fails with that, too, if it cannot do without.
    const [result = read] = (await Promise.allSettled(running)).slice(-1).map(valueOf);
    return result;
  }

  async uninstall(name: string): Promise<StoredPlugin | null> {
    const removed = await this.#inTurn(async () => {
      const plugin = await this.#store.remove(name);
      this.#list.corrupt = this.#list.corrupt.filter(({ key }) => key !== name);
      this.#forget(name);
      return plugin;
    });
    await this.#unload(name);
    return removed;
  }

  async restore(plugin: StoredPlugin): Promise<PluginRecord> {
    await this.#put(() => [plugin]);
    return this.#load(plugin);
  }

  async installExactly(plugins: readonly StoredPlugin[]): Promise<void> {
    await this.#put(() => plugins);
    await Promise.allSettled(plugins.map((plugin) => this.#load(plugin)));
  }

  /** Keeps something else about an installed plugin and loads it with that; null for a name it does not keep. */
  async change(
    name: string,
    fields: Partial<Pick<StoredPlugin, 'tag' | 'engineMode'>>,
  ): Promise<PluginRecord | null> {
    const next = await this.#inTurn(async () => {
      const changed = await this.#store.change(name, { ...fields, savedAt: Date.now() });
      if (changed) this.#remember(changed);
      return changed;
    });
    return next && this.#load(next);
  }

  dispose(): void {
    this.#disposed = true;
    for (const line of this.#lines) line.clear();
  }

  #put(plugins: () => readonly StoredPlugin[]): Promise<readonly StoredPlugin[]> {
    return this.#inTurn(async () => {
      const stored = plugins();
      await this.#store.put(stored);
      stored.forEach((plugin) => this.#remember(plugin));
      return stored;
    });
  }

  /** What changes the list, and what compares it with the store, must not see each other half done. */
  #inTurn<T>(step: () => Promise<T>): Promise<T> {
    const turn = this.#writing.then(step).finally(() => this.#list.onChange.emit());
    this.#writing = turn.catch(() => undefined);
    return turn;
  }

  #remember(plugin: StoredPlugin): void {
    const { name } = plugin;
    this.#list.installed.set(name, plugin);
    this.#list.corrupt = this.#list.corrupt.filter(({ key }) => key !== name);
  }

  #forget(name: string): void {
    this.#list.installed.delete(name);
    this.#list.failures.delete(name);
  }

  async #unload(name: string): Promise<void> {
    const record = this.#host.find(name);
    if (record) await this.#host.unload(record);
  }

  /** Follows what another tab did. Nothing is written, so it is not announced in turn. */
  #hear({ kind }: StoreChange): void {
    if (kind === 'deletion')
      this.#host.warn(
        'this workspace was deleted: its plugins run on, but nothing is kept any more',
      );
    if (kind !== 'plugin' || this.#isToCompare) return;
    this.#isToCompare = true;
    void this.#follow().catch((error: unknown) =>
      this.#host.warn(`what another tab changed cannot be read: ${messageOf(error)}`),
    );
  }

  async #follow(): Promise<void> {
    const { changed, gone } = await this.#inTurn(() => {
      this.#isToCompare = false;
      return this.#compare();
    });
    void this.#run(this.#lineUp(changed));
    await Promise.all(gone.map((name) => this.#unload(name)));
  }

  async #compare() {
    const { plugins, corrupt } = await this.#store.plugins();
    this.#list.corrupt = corrupt;
    const unreadable = new Set(corrupt.map(({ key }) => key));
    const { changed, gone } = compareLists(this.#list.installed, plugins);
    gone.forEach((name) => this.#forget(name));
    changed.forEach((plugin) => this.#remember(plugin));
    return { changed, gone: gone.filter((name) => !unreadable.has(name)) };
  }

  #lineUp(plugins: readonly StoredPlugin[]): StartLine {
    const line = new StartLine(plugins, {
      read: (plugin) => this.#read(plugin).catch(() => null),
      start: (plugin, record) => this.#start(plugin, record).then(ignore, ignore),
      needsSandbox,
    });
    this.#lines.add(line);
    return line;
  }

  async #run(line: StartLine): Promise<void> {
    await line.run();
    this.#lines.delete(line);
  }

  async #load(plugin: StoredPlugin): Promise<PluginRecord> {
    return this.#start(plugin, await this.#read(plugin));
  }

  async #read(plugin: StoredPlugin): Promise<PluginRecord> {
    const { name, code, tag, base, origin } = plugin;
    try {
      const record = await this.#host.read({
        src: code,
        isText: true,
        tag,
        base,
        uri: origin,
        name,
      });
      if (record.name === name) return record;
      throw new ImjoyError('PLUGIN_CONFIG', `"${name}" names itself "${record.name}" in its text`);
    } catch (error) {
      this.#noteFailure(plugin, error as Error);
      throw error;
    }
  }

  async #start(plugin: StoredPlugin, record: PluginRecord): Promise<PluginRecord> {
    if (!this.#isCurrent(plugin))
      throw new ImjoyError('PLUGIN_TERMINATED', `"${plugin.name}" was replaced or removed`);
    try {
      return await this.#host.start(record);
    } catch (error) {
      this.#noteFailure(plugin, error as Error);
      throw error;
    }
  }

  /** One that was replaced or removed meanwhile has not failed. */
  #noteFailure(plugin: StoredPlugin, error: Error): void {
    if (!this.#isCurrent(plugin)) return;
    this.#list.failures.set(plugin.name, error);
    this.#list.onChange.emit();
  }

  #isCurrent(plugin: StoredPlugin): boolean {
    return !this.#disposed && this.#list.installed.get(plugin.name) === plugin;
  }
}

const ignore = (): void => undefined;

function valueOf<T>(outcome: PromiseSettledResult<T>): T {
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}
