import { Signal } from '../base/signal.js';
import type { PluginRecord } from '../registry/plugin-record.js';
import type { CorruptRecord, StoredPlugin, WorkspaceStore } from '../storage/workspace-store.js';

/** What the library asks of the workspace it belongs to. */
export interface LibraryHost {
  /** Fetches and reads a plugin without running anything of it. */
  read(src: string, tag: string | null, quiet?: boolean): Promise<PluginRecord>;
  /** Runs what {@link read} gave, in place of a plugin of the same name. */
  start(record: PluginRecord): Promise<PluginRecord>;
  unload(record: PluginRecord): Promise<void>;
  find(name: string): PluginRecord | undefined;
}

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
  /** Told whenever {@link installed}, {@link failures} or {@link corrupt} changed. */
  readonly onChange = new Signal<void>();
  readonly #store: WorkspaceStore;
  readonly #host: LibraryHost;
  #installed = new Map<string, StoredPlugin>();
  #failures = new Map<string, Error>();
  #corrupt: readonly CorruptRecord[] = [];

  constructor(store: WorkspaceStore, host: LibraryHost) {
    this.#store = store;
    this.#host = host;
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

  /** Loads everything that is stored, all at once; one that fails does not stop the others. Spec 3.9. */
  async open(): Promise<void> {
    const { plugins, corrupt } = await this.#store.plugins();
    this.#corrupt = corrupt;
    for (const plugin of plugins) this.#installed.set(plugin.name, plugin);
    this.onChange.emit();
    await Promise.allSettled(plugins.map((plugin) => this.#load(plugin)));
  }

  /**
   * Fetches and reads a plugin without running anything of it, to be looked at and then given to {@link add}.
   * @throws ImjoyError `PLUGIN_FETCH`, `PLUGIN_PARSE`, `PLUGIN_CONFIG`
   */
  read(src: string, tag: string | null = null): Promise<PluginRecord> {
    return this.#host.read(src, tag, true);
  }

  /**
   * Keeps a plugin and runs it. Nothing is kept when it cannot be read or stored; one that fails to run is
   * kept, for its author to mend.
   * @throws ImjoyError what reading, storing or loading failed with
   */
  async install({ src, tag = null, ...rest }: InstallRequest): Promise<PluginRecord> {
    return this.add(await this.#host.read(src, tag), rest);
  }

  /** Keeps what {@link read} gave and runs it. @throws ImjoyError what storing or loading failed with */
  async add(
    record: PluginRecord,
    { origin = null, doNotLoad }: Pick<InstallRequest, 'origin' | 'doNotLoad'> = {},
  ): Promise<PluginRecord> {
    const { code, uri, base } = record.origin;
    const stored: StoredPlugin = {
      name: record.name,
      code,
      tag: record.tag,
      origin: origin ?? uri,
      base,
      engineMode: this.#installed.get(record.name)?.engineMode ?? null,
      savedAt: Date.now(),
    };
    await this.#store.put([stored]);
    this.#installed.set(record.name, stored);
    this.onChange.emit();
    if (doNotLoad) return record;
    return this.#run(record.name, record);
  }

  /** Ends a plugin and forgets it. @returns what {@link restore} takes; null for a name it did not keep */
  async uninstall(name: string): Promise<StoredPlugin | null> {
    const removed = await this.#store.remove(name);
    this.#installed.delete(name);
    this.#failures.delete(name);
    this.onChange.emit();
    const record = this.#host.find(name);
    if (record) await this.#host.unload(record);
    return removed;
  }

  /** Undoes {@link uninstall}. */
  async restore(plugin: StoredPlugin): Promise<PluginRecord> {
    await this.#store.put([plugin]);
    this.#installed.set(plugin.name, plugin);
    this.onChange.emit();
    return this.#load(plugin);
  }

  /** Keeps another tag of an installed plugin and loads it with that. */
  async setTag(name: string, tag: string): Promise<PluginRecord | null> {
    const plugin = this.#installed.get(name);
    if (!plugin) return null;
    const next = { ...plugin, tag };
    await this.#store.put([next]);
    this.#installed.set(name, next);
    this.onChange.emit();
    return this.#load(next);
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #load({ name, code, tag }: StoredPlugin): Promise<PluginRecord> {
    try {
      return await this.#run(name, await this.#host.read(code, tag));
    } catch (error) {
      this.#failures.set(name, error as Error);
      this.onChange.emit();
      throw error;
    }
  }

  async #run(name: string, record: PluginRecord): Promise<PluginRecord> {
    try {
      const running = await this.#host.start(record);
      this.#failures.delete(name);
      return running;
    } catch (error) {
      this.#failures.set(name, error as Error);
      throw error;
    } finally {
      this.onChange.emit();
    }
  }
}
