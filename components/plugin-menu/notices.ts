import { messageOf, Signal } from '../../src/index.js';
import { Countdown } from '../shell/countdown.js';

/** How long the user has to think again, in milliseconds. */
const DURATION = 10_000;
/** More would cover the list they are about. */
const MOST = 4;

export interface NoticeInit {
  readonly text: string;
  readonly isError?: boolean;
  /** What can be done about it. */
  readonly action?: { readonly label: string; run(): void };
  /** Whether what had the focus is gone. */
  readonly takesFocus?: boolean;
}

export interface Notice extends NoticeInit {
  /** Stands still while somebody points at the notice or has the focus in it. */
  readonly countdown: Countdown;
}

/** What the menu says about what was done from it, for ten seconds each. */
export class Notices {
  readonly onChange = new Signal<void>();
  #notices: readonly Notice[] = [];

  get all(): readonly Notice[] {
    return this.#notices;
  }

  add(init: NoticeInit): Notice {
    const notice: Notice = { ...init, countdown: new Countdown(() => this.remove(notice)) };
    for (const old of this.#notices.slice(0, 1 - MOST)) old.countdown.stop();
    this.#set([...this.#notices.slice(1 - MOST), notice]);
    notice.countdown.start(DURATION);
    return notice;
  }

  /** Says what is wrong if a piece of work fails. @param what completes "could not …" */
  async watch(work: Promise<unknown>, what: string): Promise<void> {
    try {
      await work;
    } catch (error) {
      this.add({ text: `Could not ${what}: ${messageOf(error)}`, isError: true });
    }
  }

  remove(notice: Notice): void {
    notice.countdown.stop();
    this.#set(this.#notices.filter((other) => other !== notice));
  }

  clear(): void {
    for (const { countdown } of this.#notices) countdown.stop();
    this.#set([]);
  }

  #set(notices: readonly Notice[]): void {
    this.#notices = notices;
    this.onChange.emit();
  }
}
