import { createDeferred } from '../../../base/deferred.js';

interface Turn {
  end(): void;
  readonly over: Promise<void>;
}

/**
 * Lets one at a time use what an id names. Who comes ends who is there: a sender that lost its connection comes
 * again long before the former connection is known to be dead.
 */
export class Turns {
  readonly #last = new Map<string, Turn>();

  /**
   * @param end called when somebody else wants the turn
   * @returns what gives the turn back
   */
  async take(id: string, end: () => void): Promise<() => void> {
    const former = this.#last.get(id);
    const { promise: over, resolve } = createDeferred<void>();
    const turn = { end, over };
    this.#last.set(id, turn);
    former?.end();
    await former?.over;
    return () => {
      resolve();
      if (this.#last.get(id) === turn) this.#last.delete(id);
    };
  }

  isTaken(id: string): boolean {
    return this.#last.has(id);
  }

  /** Ends all who have a turn, and waits until they are gone. */
  async endAll(): Promise<void> {
    const turns = [...this.#last.values()];
    for (const turn of turns) turn.end();
    await Promise.all(turns.map(({ over }) => over));
  }
}
