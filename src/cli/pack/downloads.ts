import { CommandFailure } from '../output.js';

/** Files that one pack may fetch: servers can make up new ones for ever, each of which names the next. */
const MAX_FILES = 1_000;

/** What is fetched for a pack. Whoever runs a server that a plugin names cannot keep it going without an end. */
export class Downloads {
  readonly #seconds: number;
  #count = 0;

  /** @param seconds that one file may take */
  constructor(seconds: number) {
    this.#seconds = seconds;
  }

  /** @throws CommandFailure when it takes too long, or is one too many */
  async fetch<T>(what: string, load: (signal: AbortSignal) => Promise<T>): Promise<T> {
    this.#count += 1;
    if (this.#count > MAX_FILES)
      throw new CommandFailure(`${what} is one file too many: a pack fetches ${MAX_FILES} at most`);
    const signal = AbortSignal.timeout(this.#seconds * 1000);
    try {
      return await load(signal);
    } catch (error) {
      if (!signal.aborted) throw error;
      throw new CommandFailure(`${what} took more than ${this.#seconds} seconds`);
    }
  }
}
