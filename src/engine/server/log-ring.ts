import type { LogEntry } from '../protocol.js';

/** Characters that are kept of the output of one plugin. */
const CAPACITY = 5_000_000;

/** The newest of what a plugin wrote. */
export class LogRing {
  #entries: LogEntry[] = [];
  #size = 0;
  #count = 0;

  /** Entries that were ever added. */
  get count(): number {
    return this.#count;
  }

  get entries(): readonly LogEntry[] {
    return this.#entries;
  }

  add(entry: LogEntry): void {
    this.#entries.push(entry);
    this.#count++;
    this.#size += sizeOf(entry);
    // A tenth at a time: moving what stays costs more than what goes.
    if (this.#size > CAPACITY) this.#shrink(CAPACITY * 0.9);
  }

  /** The entries after the first so many, as far as they are kept. */
  since(count: number): readonly LogEntry[] {
    const missing = this.#count - count;
    return missing > 0 ? this.#entries.slice(-missing) : [];
  }

  /** The last lines of text. */
  tail(count: number): string[] {
    return this.#entries
      .filter(({ type }) => type !== 'progress')
      .slice(-count)
      .map(({ value }) => String(value));
  }

  #shrink(size: number): void {
    const dropped = this.#entries.findIndex((entry) => (this.#size -= sizeOf(entry)) <= size);
    this.#entries = this.#entries.slice(dropped + 1);
  }
}

const sizeOf = ({ value }: LogEntry): number => String(value).length;
