/** Results of earlier calls, by what they were made of. */
export interface ResultStore {
  get(key: string): Promise<{ readonly value: unknown } | undefined>;
  /**
   * Keeps a value, unless it is larger than all that is kept may be.
   * @param size about how many bytes it takes
   */
  put(key: string, value: unknown, size: number): Promise<void>;
  dispose(): void;
}

/** What a small result takes besides itself. */
export const ENTRY_SIZE = 500;

/** Keeps results for as long as the page lives; beyond a size those go that were not asked for the longest. */
export class MemoryResultStore implements ResultStore {
  readonly #limit: number;
  /** The one used last is the last. */
  readonly #entries = new Map<string, { readonly value: unknown; readonly size: number }>();
  #size = 0;

  /** @param limit bytes */
  constructor(limit: number) {
    this.#limit = limit;
  }

  async get(key: string) {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    // Whoever gets it may change it.
    return { value: structuredClone(entry.value) };
  }

  async put(key: string, value: unknown, size: number): Promise<void> {
    this.#remove(key);
    if (size + ENTRY_SIZE > this.#limit) return;
    const entry = { value: structuredClone(value), size: size + ENTRY_SIZE };
    this.#entries.set(key, entry);
    this.#size += entry.size;
    for (const oldest of this.#entries.keys()) {
      if (this.#size <= this.#limit) break;
      this.#remove(oldest);
    }
  }

  dispose(): void {
    this.#entries.clear();
    this.#size = 0;
  }

  #remove(key: string): void {
    this.#size -= this.#entries.get(key)?.size ?? 0;
    this.#entries.delete(key);
  }
}
