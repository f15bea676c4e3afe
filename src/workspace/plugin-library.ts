import { createDeferred } from '../base/deferred.js';
import { messageOf } from '../base/error.js';
import type { Signal } from '../base/signal.js';
import type { PluginRecord } from '../registry/plugin-record.js';
import { MemoryWorkspaceStore } from '../storage/memory-workspace-store.js';
import type { CorruptRecord, StoredPlugin, WorkspaceStore } from '../storage/workspace-store.js';
import type { LibraryHost } from './library-host.js';
import type { LibraryKeeper } from './library-keeper.js';
import { LibraryList } from './library-list.js';

export interface InstallRequest {
  /** Text or URL of a plugin file. */
  readonly src: string;
  /** Whether `src` is the text, where that is known. */
  readonly isText?: boolean;
  readonly tag?: string | null;
  /** The URI it came from, where that is not `src`. */
  readonly origin?: string | null;
  /** What relative URLs in a text are resolved against; null for the page. */
  readonly base?: string | null;
  /** Keeps it without running it. */
  readonly doNotLoad?: boolean;
}

/**
 * The plugins a workspace keeps: what is installed, whether it could be loaded or not. Spec 6.5, 8.1. The
 * code that keeps them is downloaded when there is something to keep.
 */
export class PluginLibrary {
  /** Told whenever {@link installed}, {@link failures} or {@link corrupt} changed, here or in another tab. */
  readonly onChange: Signal<void>;
  /** Resolves when {@link installed} is complete. Most plugins are yet to start then. */
  readonly listed: Promise<void>;
  readonly #announceList: () => void;
  readonly #list = new LibraryList();
  readonly #store: WorkspaceStore;
  readonly #host: LibraryHost;
  #keeper: Promise<LibraryKeeper> | null = null;

  constructor(store: WorkspaceStore, host: LibraryHost) {
    this.#store = store;
    this.#host = host;
    this.onChange = this.#list.onChange;
    const { promise, resolve } = createDeferred<void>();
    this.listed = promise;
    this.#announceList = () => resolve();
  }

  /** By name. */
  get installed(): ReadonlyMap<string, StoredPlugin> {
    return this.#list.installed;
  }

  /** Why installed plugins could not be loaded, by name. */
  get failures(): ReadonlyMap<string, Error> {
    return this.#list.failures;
  }

  /** Stored records that cannot be read. */
  get corrupt(): readonly CorruptRecord[] {
    return this.#list.corrupt;
  }

  /**
   * Loads everything that is stored, and resolves when all of it runs or has failed; one that fails does
   * not stop the others. Spec 3.9.
   */
  async open(): Promise<void> {
    let start: (() => Promise<void>) | undefined;
    try {
      const isEmpty = this.#store instanceof MemoryWorkspaceStore && this.#store.isEmpty;
      if (!isEmpty) start = await (await this.#keep()).open();
    } catch (error) {
      this.#host.warn(`what is installed cannot be read: ${messageOf(error)}`);
    } finally {
      this.#announceList();
    }
    await start?.();
  }

  /**
   * Starts a stored plugin that has yet to start, found by its name or its origin. Resolves when it has
   * taken its name, or there is none.
   */
  async begin(key: string): Promise<void> {
    await this.listed;
    await (await this.#keeper)?.begin(key);
  }

  /**
   * Keeps a plugin, with what it depends on, and runs it. Nothing is kept when one of them cannot be read
   * or stored; one that fails to run is kept, for its author to mend.
   * @throws ImjoyError what reading, storing or loading failed with
   */
  async install(request: InstallRequest): Promise<PluginRecord> {
    return (await this.#keep()).install(request);
  }

  /** Installs what was read already. @throws ImjoyError as {@link install} */
  async keep(record: PluginRecord, doNotLoad = false): Promise<PluginRecord> {
    return (await this.#keep()).keep(record, doNotLoad);
  }

  /**
   * Ends a plugin and forgets it; also removes a corrupt record, by its key.
   * @returns what {@link restore} takes; null for a name it did not keep
   */
  async uninstall(name: string): Promise<StoredPlugin | null> {
    return (await this.#keep()).uninstall(name);
  }

  /** Names of the installed plugins that depend on one. */
  async dependants(name: string): Promise<readonly string[]> {
    const plugin = this.#list.installed.get(name);
    if (!plugin) return [];
    const { dependantsOf } = await import('./dependants.js');
    return dependantsOf(plugin, this.#list.installed.values(), this.#host.hosts);
  }

  /** Undoes {@link uninstall}. @throws ImjoyError what storing or loading failed with */
  async restore(plugin: StoredPlugin): Promise<PluginRecord> {
    return (await this.#keep()).restore(plugin);
  }

  /**
   * Keeps plugins as they are given, all or none, without looking for what they depend on, and loads them; one
   * that fails to run is kept.
   * @throws ImjoyError what storing failed with
   */
  async installExactly(plugins: readonly StoredPlugin[]): Promise<void> {
    return (await this.#keep()).installExactly(plugins);
  }

  /** Keeps another tag of an installed plugin and loads it with that; null for a name it does not keep. */
  async setTag(name: string, tag: string | null): Promise<PluginRecord | null> {
    return (await this.#keep()).change(name, { tag });
  }

  /** Keeps which engine an installed plugin runs on, null for any, and loads it there; null as above. */
  async setEngine(name: string, engine: string | null): Promise<PluginRecord | null> {
    return (await this.#keep()).change(name, { engineMode: engine });
  }

  dispose(): void {
    this.#keeper?.then(
      (keeper) => keeper.dispose(),
      () => undefined,
    );
    this.#announceList();
    this.#store.dispose();
  }

  #keep(): Promise<LibraryKeeper> {
    return (this.#keeper ??= this.#createKeeper());
  }

  async #createKeeper(): Promise<LibraryKeeper> {
    const { LibraryKeeper } = await import('./library-keeper.js');
    return new LibraryKeeper(this.#list, this.#store, this.#host);
  }
}
