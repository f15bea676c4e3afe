/** Milliseconds between two looks, and how long a sandbox may take to answer a ping. */
const INTERVAL = 2000;
const LIMIT = 5000;

export interface WatchdogOptions {
  /** Whether anybody waits for an answer of the sandbox; nobody cares about a silent idle one. */
  isWaiting(): boolean;
  ping(): Promise<unknown>;
  report(state: 'unresponsive' | 'responsive'): void;
}

/**
 * Notices a sandbox that stopped answering. It never ends one: frames of one site share a process, so an
 * endless loop in one makes innocent neighbours silent too; the user decides which one to stop.
 */
export class Watchdog {
  readonly #options: WatchdogOptions;
  #timer: ReturnType<typeof setInterval> | undefined;
  #asked = 0;
  #silent = false;

  constructor(options: WatchdogOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer = setInterval(() => this.#look(), INTERVAL);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    if (this.#asked === 0) {
      if (!this.#options.isWaiting()) return;
      this.#asked = performance.now();
      this.#options.ping().then(
        () => this.#answered(),
        () => undefined,
      );
    } else if (!this.#silent && performance.now() - this.#asked > LIMIT) {
      this.#silent = true;
      this.#options.report('unresponsive');
    }
  }

  #answered(): void {
    this.#asked = 0;
    if (!this.#silent) return;
    this.#silent = false;
    this.#options.report('responsive');
  }
}
