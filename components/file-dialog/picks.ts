import type { FileEntry } from './file-entries.js';

export interface PicksOptions {
  readonly multiple: boolean;
  allows(entry: FileEntry): boolean;
}

/** What is picked of a list, and where the cursor is in it. Both go by names: lists are sorted and filtered. */
export class Picks {
  readonly #options: PicksOptions;
  #entries: readonly FileEntry[] = [];
  #picked: ReadonlySet<string> = new Set();
  #cursor: string | null = null;
  /** Where a range begins. */
  #anchor: string | null = null;

  constructor(options: PicksOptions) {
    this.#options = options;
  }

  get multiple(): boolean {
    return this.#options.multiple;
  }

  /** In the order of the list. */
  get entries(): FileEntry[] {
    return this.#entries.filter((entry) => this.has(entry));
  }

  /** Index of the cursor; -1 where there is nothing. */
  get cursor(): number {
    return this.#indexOf(this.#cursor);
  }

  has({ name }: FileEntry): boolean {
    return this.#picked.has(name);
  }

  allows(entry: FileEntry): boolean {
    return this.#options.allows(entry);
  }

  /** Goes on with what of the former list is in this one. */
  follow(entries: readonly FileEntry[]): void {
    this.#entries = entries;
    this.#picked = new Set(this.entries.map(({ name }) => name));
    if (this.cursor === -1) this.#cursor = entries[0]?.name ?? null;
  }

  /** Begins anew. @param at name of the entry with the cursor */
  begin(entries: readonly FileEntry[], at: string | null): void {
    this.#picked = new Set();
    this.#cursor = at;
    this.#anchor = null;
    this.follow(entries);
  }

  /** Picks one alone, and puts the cursor there. */
  pick(index: number): void {
    const entry = this.#moveTo(index);
    if (!entry) return;
    this.#anchor = entry.name;
    this.#picked = new Set(this.allows(entry) ? [entry.name] : []);
  }

  /** Picks all from where the last one was picked. */
  extend(index: number): void {
    const from = this.#indexOf(this.#anchor ?? this.#cursor);
    if (!this.multiple || from === -1) return this.pick(index);
    this.#anchor ??= this.#cursor;
    const to = this.#moveTo(index) ? this.cursor : from;
    const range = this.#entries.slice(Math.min(from, to), Math.max(from, to) + 1);
    this.#picked = new Set(range.filter((entry) => this.allows(entry)).map(({ name }) => name));
  }

  toggle(index: number): void {
    const entry = this.#moveTo(index);
    if (!entry || !this.allows(entry)) return;
    this.#anchor = entry.name;
    const picked = new Set(this.multiple || this.has(entry) ? this.#picked : []);
    if (!picked.delete(entry.name)) picked.add(entry.name);
    this.#picked = picked;
  }

  pickAll(): void {
    if (!this.multiple) return;
    const allowed = this.#entries.filter((entry) => this.allows(entry));
    this.#picked = new Set(allowed.map(({ name }) => name));
  }

  /** Index of the next entry whose name begins with a text; -1 for none. */
  search(text: string): number {
    const count = this.#entries.length;
    // One letter goes on to the next, more of them stay where they fit.
    const start = Math.max(this.cursor, 0) + (text.length > 1 ? 0 : 1);
    const wanted = text.toLocaleLowerCase();
    for (let step = 0; step < count; step++) {
      const index = (start + step) % count;
      if (this.#entries[index]?.name.toLocaleLowerCase().startsWith(wanted)) return index;
    }
    return -1;
  }

  #moveTo(index: number): FileEntry | undefined {
    const entry = this.#entries[Math.max(0, Math.min(index, this.#entries.length - 1))];
    if (entry) this.#cursor = entry.name;
    return entry;
  }

  #indexOf(name: string | null): number {
    return this.#entries.findIndex((entry) => entry.name === name);
  }
}
