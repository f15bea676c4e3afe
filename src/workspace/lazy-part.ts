import { Signal } from '../base/signal.js';

/** A part of a workspace that is downloaded and made when it is first asked for. */
export class LazyPart<T> {
  /** Told once, when it is there. */
  readonly onOpened = new Signal<T>();
  readonly #open: () => Promise<T>;
  #coming: Promise<T> | null = null;
  #opened: T | null = null;

  constructor(open: () => Promise<T>) {
    this.#open = open;
  }

  /** The part, if it is there already. */
  get opened(): T | null {
    return this.#opened;
  }

  /** Waits for it. What failed, for want of a network for one, is tried again by the next who asks. */
  get(): Promise<T> {
    return (this.#coming ??= this.#make());
  }

  /** Does something with it when it is there, unless nobody has asked for it. Never rejects. */
  async ifAsked(work: (part: T) => unknown): Promise<void> {
    await this.#coming?.then(work).catch(() => undefined);
  }

  async #make(): Promise<T> {
    try {
      const part = await this.#open();
      this.#opened = part;
      this.onOpened.emit(part);
      return part;
    } catch (error) {
      this.#coming = null;
      throw error;
    }
  }
}
