import { messageOf, Signal } from '../../src/index.js';
import {
  filterEntries,
  sortEntries,
  type FileEntry,
  type Folder,
  type SortKey,
} from './file-entries.js';
import type { FileManager } from './file-manager.js';
import { joinPath, parentOf } from './file-paths.js';
import type { Picks } from './picks.js';

/** Where managers begin that are not told where. Spec 4.8. */
const START = './';

/** So many entries are shown at first: a user looks through no more, and a page draws them at once. */
const MOST_SHOWN = 1000;

/** Where somebody was last, as long as the page lives; by manager and plugin, which see different things. */
const lastFolders = new Map<string, string>();

export interface BrowserOptions {
  readonly managers: readonly FileManager[];
  /** Folder to begin in; null for where it was last, or where the manager begins. */
  readonly root: string | null;
  readonly foldersOnly: boolean;
  /** The plugin that asks. */
  readonly from: string | null;
}

/** A walk through the folders of file managers; knows nothing of nodes. */
export class FileBrowser {
  readonly onChange = new Signal<void>();
  readonly picks: Picks;
  readonly managers: readonly FileManager[];
  manager: FileManager;
  /** The folder that was read last; null before the first one. */
  folder: Folder | null = null;
  /** What is in it, as it is shown. */
  shown: readonly FileEntry[] = [];
  /** How many would be shown as well. */
  more = 0;
  isLoading = false;
  /** Why the folder that was asked for last cannot be shown. */
  problem: string | null = null;
  sortKey: SortKey = 'name';
  descending = false;
  query = '';
  showsHidden = false;
  readonly #options: BrowserOptions;
  #most = MOST_SHOWN;
  #attempts = 0;
  #asked = START;

  constructor(options: BrowserOptions, picks: Picks) {
    const [manager] = options.managers;
    if (!manager) throw new Error('a file dialog needs a file manager');
    this.#options = options;
    this.picks = picks;
    this.managers = options.managers;
    this.manager = manager;
  }

  async begin(): Promise<void> {
    const { root } = this.#options;
    await this.#start(root ?? lastFolders.get(this.#memoryKey()) ?? START, root === null);
  }

  async chooseManager(manager: FileManager): Promise<void> {
    this.manager = manager;
    this.folder = null;
    this.#show();
    await this.#start(lastFolders.get(this.#memoryKey()) ?? START, true);
  }

  /**
   * Goes to a folder.
   * @param at name of the entry that gets the cursor
   */
  async open(path: string, at: string | null = null): Promise<void> {
    const attempt = ++this.#attempts;
    this.#asked = path;
    this.isLoading = true;
    this.problem = null;
    this.onChange.emit();
    const { manager, showsHidden: hidden } = this;
    const { foldersOnly } = this.#options;
    try {
      const folder = await manager.list(path, { foldersOnly, hidden });
      if (attempt !== this.#attempts) return;
      const isSame = this.folder?.path === folder.path;
      this.folder = folder;
      lastFolders.set(this.#memoryKey(), folder.path);
      if (!isSame) {
        this.query = '';
        this.#most = MOST_SHOWN;
      }
      this.#show(isSame ? undefined : at);
    } catch (error) {
      if (attempt !== this.#attempts) return;
      this.problem = messageOf(error);
    }
    this.isLoading = false;
    this.onChange.emit();
  }

  enter({ name }: FileEntry): Promise<void> {
    return this.folder ? this.open(joinPath(this.folder, name)) : Promise.resolve();
  }

  get parent(): string | null {
    return this.folder && parentOf(this.folder);
  }

  /** To the folder around this one, where the cursor is on it. */
  async up(): Promise<void> {
    const { folder, parent } = this;
    if (folder && parent !== null)
      await this.open(parent, folder.path.split(folder.separator).findLast(Boolean) ?? null);
  }

  /** Asks for the same folder once more. */
  refresh(): Promise<void> {
    return this.open(this.problem === null ? (this.folder?.path ?? this.#asked) : this.#asked);
  }

  /** From a folder that cannot be shown back to the one before, or to where the manager begins. */
  back(): Promise<void> {
    return this.open(this.folder?.path ?? START);
  }

  /** By something else, or the other way round. */
  sortBy(key: SortKey): void {
    this.descending = key === this.sortKey ? !this.descending : key !== 'name';
    this.sortKey = key;
    this.#show();
  }

  filter(query: string): void {
    this.query = query;
    this.#show();
  }

  showMore(): void {
    this.#most = Infinity;
    this.#show();
  }

  async showHidden(shown: boolean): Promise<void> {
    this.showsHidden = shown;
    await this.refresh();
  }

  /** Paths of what is picked. */
  get pickedPaths(): string[] {
    const { folder } = this;
    return folder ? this.picks.entries.map(({ name }) => joinPath(folder, name)) : [];
  }

  async #start(path: string, mayBeElsewhere: boolean): Promise<void> {
    await this.open(path);
    // The folder of the last time may be gone.
    if (this.problem !== null && mayBeElsewhere && path !== START) await this.open(START);
  }

  /** @param at where the cursor begins; undefined to go on with what is picked */
  #show(at?: string | null): void {
    const { sortKey, descending, query, showsHidden } = this;
    const entries = (this.folder?.entries ?? []).filter(
      ({ name }) => showsHidden || !name.startsWith('.'),
    );
    const all = sortEntries(filterEntries(entries, query), sortKey, descending);
    this.shown = all.slice(0, this.#most);
    this.more = all.length - this.shown.length;
    if (at === undefined) this.picks.follow(this.shown);
    else this.picks.begin(this.shown, at);
    this.onChange.emit();
  }

  #memoryKey(): string {
    return JSON.stringify([this.manager.url, this.#options.from]);
  }
}
