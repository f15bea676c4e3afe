/** How a watchdog waits. */
export interface Patience {
  /** Milliseconds between two looks. */
  readonly interval: number;
  /** Looks in a row that a ping may go unanswered; counted, so that a laptop may sleep in between. */
  readonly looks: number;
}

const PATIENCE: Patience = { interval: 2000, looks: 3 };

export interface WatchdogOptions {
  /** Whether there is still a frame to watch; a page may take it away without telling anybody. */
  isPresent(): boolean;
  onAbsent(): void;
  /** Whether anybody waits for an answer of the sandbox; nobody cares about a silent idle one. */
  isWaiting(): boolean;
  ping(): Promise<unknown>;
  report(state: 'unresponsive' | 'responsive'): void;
  readonly patience?: Patience;
}

/**
 * Notices a sandbox that stopped answering. It never ends one: browsers let the frames of one site share a
 * process, so an endless loop in one makes innocent neighbours silent too, and frames opened meanwhile do
 * not start. Which one to stop is the user's choice. In Chromium the loop is over when the last frame of
 * the process was removed; the loop of a worker ends with its own frame and disturbs nobody.
 */
export class Watchdog {
  readonly #options: WatchdogOptions;
  #timer: ReturnType<typeof setInterval> | undefined;
  #unanswered = 0;
  #silent = false;

  constructor(options: WatchdogOptions) {
    this.#options = options;
  }

  get isSilent(): boolean {
    return this.#silent;
  }

  start(): void {
    const { interval } = this.#options.patience ?? PATIENCE;
    this.#timer = setInterval(() => this.#look(), interval);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const { isPresent, isWaiting, ping, report, patience = PATIENCE } = this.#options;
    if (!isPresent()) return this.#options.onAbsent();
    if (this.#unanswered > 0) {
      if (this.#silent || ++this.#unanswered <= patience.looks) return;
      this.#silent = true;
      return report('unresponsive');
    }
    if (!isWaiting()) return;
    this.#unanswered = 1;
    ping().then(
      () => this.#answered(),
      () => undefined,
    );
  }

  #answered(): void {
    this.#unanswered = 0;
    if (!this.#silent) return;
    this.#silent = false;
    this.#options.report('responsive');
  }
}
