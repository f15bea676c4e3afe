import { reportError } from './report-error.js';

/** A typed announcement. A listener that throws is reported and does not keep others from hearing it. */
export class Signal<T> {
  #listeners = new Set<(value: T) => void>();

  /** @returns a function that disconnects the listener */
  connect(listener: (value: T) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  emit(value: T): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(value);
      } catch (error) {
        reportError(error, 'signal listener');
      }
    }
  }
}
