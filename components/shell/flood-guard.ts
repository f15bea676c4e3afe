/** From which question in a row on the user may refuse more. */
const OFFER_FROM = 3;
/** A question this long after the last one was answered starts a new row, in milliseconds. */
const ROW_ENDS_AFTER = 10_000;

interface Row {
  length: number;
  open: number;
  lastAnswered: number;
}

/** Notices who asks again and again, and remembers whom the user does not want to hear any more. */
export class FloodGuard {
  readonly #now: () => number;
  readonly #rows = new Map<string, Row>();
  readonly #muted = new Set<string>();

  /** @param now milliseconds of a clock that only goes forward */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  isMuted(from: string | null): boolean {
    return from !== null && this.#muted.has(from);
  }

  mute(from: string | null): void {
    if (from !== null) this.#muted.add(from);
  }

  /** @returns whether the user shall be offered to hear no more of this; the page itself is never refused */
  asks(from: string | null): boolean {
    if (from === null) return false;
    const row = this.#rows.get(from) ?? { length: 0, open: 0, lastAnswered: this.#now() };
    if (row.open === 0 && this.#now() - row.lastAnswered > ROW_ENDS_AFTER) row.length = 0;
    row.length++;
    row.open++;
    this.#rows.set(from, row);
    return row.length >= OFFER_FROM;
  }

  answered(from: string | null): void {
    const row = from === null ? undefined : this.#rows.get(from);
    if (!row) return;
    row.open--;
    row.lastAnswered = this.#now();
  }
}
