import type { Signal } from '../base/signal.js';

/** A plugin as a workspace keeps it: its raw text, read anew at every load. Spec 8.1. */
export interface StoredPlugin {
  /** Unique in the workspace. */
  readonly name: string;
  /** The text of the plugin file. */
  readonly code: string;
  readonly tag: string | null;
  /** The URI an update would be looked for at; null for text that was typed or dropped. */
  readonly origin: string | null;
  /** What relative URLs in the code are resolved against; null for the page. */
  readonly base: string | null;
  /** Which engine runs it, for types that run on one; null for any. */
  readonly engineMode: string | null;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

/** A record that cannot be read. It stays where it is, so that nothing is lost. */
export interface CorruptRecord {
  readonly key: string;
  readonly problem: string;
  /** What was found, as text, for the user to save. */
  readonly text: string;
}

/** What another tab, or another part of this page, did to the store. */
export type StoreChange =
  | { readonly kind: 'plugin'; readonly name: string }
  | { readonly kind: 'document'; readonly key: string }
  /** The workspace was deleted: nothing can be kept any more. */
  | { readonly kind: 'deletion' };

/** What one workspace keeps: its plugins, and documents of the user interface such as its layout. */
export interface WorkspaceStore {
  /** Told of changes that were made elsewhere, not of one's own. */
  readonly onChange: Signal<StoreChange>;
  plugins(): Promise<{
    readonly plugins: readonly StoredPlugin[];
    readonly corrupt: readonly CorruptRecord[];
  }>;
  /**
   * Adds or replaces plugins, all or none of them.
   * @throws ImjoyError `STORAGE_QUOTA` when the disk is full, `STORAGE` when the browser refuses; what was
   * there before is intact then
   */
  put(plugins: readonly StoredPlugin[]): Promise<void>;
  /**
   * Changes some fields of a plugin and leaves the others as they are by then, whoever wrote them.
   * @returns what is kept now; null when there is no such plugin
   * @throws ImjoyError as {@link put}
   */
  change(name: string, fields: Partial<Omit<StoredPlugin, 'name'>>): Promise<StoredPlugin | null>;
  /**
   * Removes a plugin, or a corrupt record by its key.
   * @returns what was removed, so that it can be put back; null when that was no readable plugin
   */
  remove(name: string): Promise<StoredPlugin | null>;
  /** Undefined where there is none. */
  document(key: string): Promise<unknown>;
  /**
   * Keeps plain data under a key; undefined removes it.
   * @throws ImjoyError as {@link put}; DataCloneError for a value that is not plain data
   */
  putDocument(key: string, value: unknown): Promise<void>;
  /** The keys of all documents that begin with a prefix, in order. */
  documentKeys(prefix: string): Promise<readonly string[]>;
  dispose(): void;
}
