/** Contents of promises and files that an encoder has waited for, by the promise or file. */
export type SettledParts = ReadonlyMap<object, unknown>;

/** Thrown when parts of a value have to be awaited before it can be encoded. */
export class Unsettled extends Error {
  readonly #parts: ReadonlyMap<object, Promise<unknown>>;
  readonly #settled: SettledParts;

  constructor(parts: ReadonlyMap<object, Promise<unknown>>, settled: SettledParts) {
    super('a value holds promises');
    this.#parts = parts;
    this.#settled = settled;
  }

  /** What to encode with the next time. Rejects as the first part that does. */
  async settle(): Promise<SettledParts> {
    const values = await Promise.all(this.#parts.values());
    return new Map([
      ...this.#settled,
      ...[...this.#parts.keys()].map((key, i) => [key, values[i]] as const),
    ]);
  }
}
