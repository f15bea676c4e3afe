/** `setTimeout` fires at once beyond this many milliseconds. */
const LONGEST = 2 ** 31 - 1;

/** A timer that stands still while somebody holds it, and then goes on with what was left. */
export class Countdown {
  readonly #onEnd: () => void;
  readonly #holders = new Set<string>();
  #left = 0;
  #since = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
  }

  /** Starts anew; who holds it goes on holding. @param duration in milliseconds */
  start(duration: number): void {
    this.#pause();
    this.#left = Math.min(duration, LONGEST);
    this.#run();
  }

  /** Ends it without a word; who holds it goes on holding. */
  stop(): void {
    this.#pause();
    this.#left = 0;
  }

  hold(holder: string): void {
    this.#holders.add(holder);
    this.#pause();
  }

  release(holder: string): void {
    this.#holders.delete(holder);
    this.#run();
  }

  #run(): void {
    if (this.#timer !== undefined || this.#holders.size > 0 || this.#left <= 0) return;
    this.#since = performance.now();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#left = 0;
      this.#onEnd();
    }, this.#left);
  }

  #pause(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#left = Math.max(1, this.#left - (performance.now() - this.#since));
  }
}
