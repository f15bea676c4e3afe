/** What lies in a {@link WindowStack}. */
export interface StackedWindow {
  /** @param level the higher, the further in front */
  setLevel(level: number, isFront: boolean): void;
}

/** Which window lies above which. */
export class WindowStack {
  #windows: StackedWindow[] = [];

  get size(): number {
    return this.#windows.length;
  }

  /** Adds a window, or brings it to the front. */
  raise(window: StackedWindow): void {
    this.#windows = [...this.#windows.filter((other) => other !== window), window];
    this.#announce();
  }

  remove(window: StackedWindow): void {
    this.#windows = this.#windows.filter((other) => other !== window);
    this.#announce();
  }

  #announce(): void {
    this.#windows.forEach((window, index, { length }) =>
      window.setLevel(index + 1, index === length - 1),
    );
  }
}

/** The windows above this page. */
export const pageWindows = new WindowStack();
