const TAG = /<(\/?)([a-z]*)/gi;

/** Left open, these begin anew in every block that follows. */
const FORMATTING = new Set(['a', 'b', 'i', 'u']);

/** How many nodes of a page HTML may give at most. That can be the square of its tags. */
export class NodeCounter {
  readonly #open = new Map<string, number>();
  #depth = 0;
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Counts the next stretch of the same text. */
  add(html: string): void {
    for (const [, slash, tag = ''] of html.matchAll(TAG)) {
      this.#count += 1 + this.#depth;
      const name = tag.toLowerCase();
      if (FORMATTING.has(name)) this.#step(name, slash === '/' ? -1 : 1);
    }
  }

  #step(name: string, by: 1 | -1): void {
    const before = this.#open.get(name) ?? 0;
    const after = Math.max(0, before + by);
    this.#open.set(name, after);
    this.#depth += after - before;
  }
}
