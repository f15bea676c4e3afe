import { createDeferred } from '../base/deferred.js';
import { ImjoyError, messageOf } from '../base/error.js';
import { Signal } from '../base/signal.js';
import type { PluginRecord } from '../registry/plugin-record.js';
import type {
  CorruptRecord,
  StoreChange,
  StoredPlugin,
  WorkspaceStore,
} from '../storage/workspace-store.js';
import { compareLists } from './compare-lists.js';
import type { LibraryHost } from './library-host.js';
import { needsSandbox } from './runtimes.js';
import type { StartLine } from './start-line.js';
import { toStoredPlugin, withBase } from './to-stored-plugin.js';

export interface InstallRequest {
  /** Text or URL of a plugin file. */
  readonly src: string;
  readonly tag?: string | null;
  /** The URI it came from, where that is not `src`. */
  readonly origin?: string | null;
  /** Keeps it without running it. */
  readonly doNotLoad?: boolean;
}

/** The plugins a workspace keeps: what is installed, whether it could be loaded or not. Spec 6.5, 8.1. */
export class PluginLibrary {
  /** Told whenever {@link installed}, {@link failures} or {@link corrupt} changed, here or in another tab. */
  readonly onChange = new Signal<void>();
  /** Resolves when {@link installed} is complete. Most plugins are yet to start then. */
  readonly listed: Promise<void>;
  readonly #announceList: () => void;
  readonly #store: WorkspaceStore;
  readonly #host: LibraryHost;
  #installed = new Map<string, StoredPlugin>();
  #failures = new Map<string, Error>();
  #corrupt: readonly CorruptRecord[] = [];
  #lines = new Set<StartLine>();
  #writing: Promise<unknown> = Promise.resolve();
  #isToCompare = false;
  #disposed = false;

  constructor(store: WorkspaceStore, host: LibraryHost) {
    this.#store = store;
    this.#host = host;
    const list = createDeferred<void>();
    this.listed = list.promise;
    this.#announceList = () => list.resolve();
    store.onChange.connect((change) => this.#hear(change));
    host.onLoaded.connect(({ name }) => {
      if (this.#failures.delete(name)) this.onChange.emit();
    });
  }

  /** By name. */
  get installed(): ReadonlyMap<string, StoredPlugin> {
    return this.#installed;
  }

  /** Why installed plugins could not be loaded, by name. */
  get failures(): ReadonlyMap<string, Error> {
    return this.#failures;
  }

  /** Stored records that cannot be read. */
  get corrupt(): readonly CorruptRecord[] {
    return this.#corrupt;
  }

  /**
   * Loads everything that is stored, and resolves when all of it runs or has failed; one that fails does
   * not stop the others. Spec 3.9.
   */
  async open(): Promise<void> {
    let started: Promise<void> | undefined;
    try {
      const { changed } = await this.#inTurn(() => this.#compare());
      if (changed.length > 0) started = (await this.#lineUp(changed)).run();
    } catch (error) {
      this.#host.warn(`what is installed cannot be read: ${messageOf(error)}`);
    } finally {
      this.#announceList();
    }
    await started;
  }

  /**
   * Starts a stored plugin that has yet to start, found by its name or its origin. Resolves when it has
   * taken its name, or there is none.
   */
  async begin(key: string): Promise<void> {
    await this.listed;
    const isWanted = ({ name, origin }: StoredPlugin) => name === key || origin === key;
    for (const line of this.#lines) await line.hurry(isWanted);
  }

  /**
   * Keeps a plugin, with what it depends on, and runs it. Nothing is kept when one of them cannot be read
   * or stored; one that fails to run is kept, for its author to mend.
   * @throws ImjoyError what reading, storing or loading failed with
   */
  async install({ src, tag, origin, doNotLoad }: InstallRequest): Promise<PluginRecord> {
    return this.keep(await this.#host.read({ src, tag, uri: origin }), doNotLoad);
  }

  /** Installs what was read already. @throws ImjoyError as {@link install} */
  async keep(read: PluginRecord, doNotLoad = false): Promise<PluginRecord> {
    const records = [...(await this.#host.readDependencies(read)), read];
    const stored = await this.#put(() =>
      records.map((record) => toStoredPlugin(record, this.#installed.get(record.name))),
    );
    const running = stored.map((plugin, index) => {
      const record = withBase(records[index] ?? read, plugin);
      return doNotLoad ? Promise.resolve(record) : this.#start(plugin, record);
    });
    // What it depends on reports for itself; the plugin fails with that, too, if it cannot do without.
    const [result = read] = (await Promise.allSettled(running)).slice(-1).map(valueOf);
    return result;
  }

  /**
   * Ends a plugin and forgets it; also removes a corrupt record, by its key.
   * @returns what {@link restore} takes; null for a name it did not keep
   */
  async uninstall(name: string): Promise<StoredPlugin | null> {
    const removed = await this.#inTurn(async () => {
      const plugin = await this.#store.remove(name);
      this.#corrupt = this.#corrupt.filter(({ key }) => key !== name);
      this.#forget(name);
      return plugin;
    });
    await this.#unload(name);
    return removed;
  }

  /** Undoes {@link uninstall}. @throws ImjoyError what storing or loading failed with */
  async restore(plugin: StoredPlugin): Promise<PluginRecord> {
    await this.#put(() => [plugin]);
    return this.#load(plugin);
  }

  /** Keeps another tag of an installed plugin and loads it with that. */
  async setTag(name: string, tag: string | null): Promise<PluginRecord | null> {
    const next = await this.#inTurn(async () => {
      const changed = await this.#store.change(name, { tag, savedAt: Date.now() });
      if (changed) this.#remember(changed);
      return changed;
    });
    return next && this.#load(next);
  }

  dispose(): void {
    this.#disposed = true;
    for (const line of this.#lines) line.clear();
    this.#announceList();
    this.#store.dispose();
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
    const turn = this.#writing.then(step).finally(() => this.onChange.emit());
    this.#writing = turn.catch(() => undefined);
    return turn;
  }

  #remember(plugin: StoredPlugin): void {
    const { name } = plugin;
    for (const line of this.#lines) line.drop(name);
    this.#installed.set(name, plugin);
    this.#corrupt = this.#corrupt.filter(({ key }) => key !== name);
  }

  #forget(name: string): void {
    for (const line of this.#lines) line.drop(name);
    this.#installed.delete(name);
    this.#failures.delete(name);
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
    if (this.#disposed) return;
    if (changed.length > 0) void (await this.#lineUp(changed)).run();
    await Promise.all(gone.map((name) => this.#unload(name)));
  }

  async #compare() {
    const { plugins, corrupt } = await this.#store.plugins();
    this.#corrupt = corrupt;
    const unreadable = new Set(corrupt.map(({ key }) => key));
    const { changed, gone } = compareLists(this.#installed, plugins);
    gone.forEach((name) => this.#forget(name));
    changed.forEach((plugin) => this.#remember(plugin));
    return { changed, gone: gone.filter((name) => !unreadable.has(name)) };
  }

  /** Its code is downloaded only where something is stored. */
  async #lineUp(plugins: readonly StoredPlugin[]): Promise<StartLine> {
    const { StartLine } = await import('./start-line.js');
    const line = new StartLine(this.#disposed ? [] : plugins, {
      read: (plugin) => this.#read(plugin).catch(() => null),
      start: (plugin, record) => this.#start(plugin, record).then(ignore, ignore),
      needsSandbox,
    });
    this.#lines.add(line);
    return line;
  }

  async #load(plugin: StoredPlugin): Promise<PluginRecord> {
    return this.#start(plugin, await this.#read(plugin));
  }

  async #read(plugin: StoredPlugin): Promise<PluginRecord> {
    const { name, code, tag, base, origin } = plugin;
    try {
      const record = await this.#host.read({ src: code, tag, base, uri: origin, name });
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
    this.#failures.set(plugin.name, error);
    this.onChange.emit();
  }

  #isCurrent(plugin: StoredPlugin): boolean {
    return !this.#disposed && this.#installed.get(plugin.name) === plugin;
  }
}

const ignore = (): void => undefined;

function valueOf<T>(outcome: PromiseSettledResult<T>): T {
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}
