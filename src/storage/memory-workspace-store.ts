import { Signal } from '../base/signal.js';
import type { StoreChange, StoredPlugin, WorkspaceStore } from './workspace-store.js';

/** Keeps a workspace for as long as the page lives. */
export class MemoryWorkspaceStore implements WorkspaceStore {
  readonly onChange = new Signal<StoreChange>();
  readonly #plugins = new Map<string, StoredPlugin>();
  readonly #documents = new Map<string, unknown>();

  get isEmpty(): boolean {
    return this.#plugins.size === 0;
  }

  async plugins() {
    return { plugins: [...this.#plugins.values()], corrupt: [] };
  }

  async put(plugins: readonly StoredPlugin[]): Promise<void> {
    for (const plugin of plugins) this.#plugins.set(plugin.name, plugin);
  }

  async change(
    name: string,
    fields: Partial<Omit<StoredPlugin, 'name'>>,
  ): Promise<StoredPlugin | null> {
    const plugin = this.#plugins.get(name);
    if (!plugin) return null;
    const next = { ...plugin, ...fields };
    this.#plugins.set(name, next);
    return next;
  }

  async remove(name: string): Promise<StoredPlugin | null> {
    const removed = this.#plugins.get(name) ?? null;
    this.#plugins.delete(name);
    return removed;
  }

  async document(key: string): Promise<unknown> {
    return structuredClone(this.#documents.get(key));
  }

  async putDocument(key: string, value: unknown): Promise<void> {
    if (value === undefined) this.#documents.delete(key);
    else this.#documents.set(key, structuredClone(value));
  }

  async documentKeys(prefix: string): Promise<readonly string[]> {
    return [...this.#documents.keys()].filter((key) => key.startsWith(prefix)).sort();
  }

  dispose(): void {
    this.#plugins.clear();
    this.#documents.clear();
  }
}
