interface Wait<T> {
  readonly waiter: T;
  readonly on: T;
}

/** Who waits for whom. Two that wait for each other would wait for ever, so each wait is written down. */
export class WaitGraph<T> {
  #waits = new Set<Wait<T>>();

  /** Waits for `promise`, which `on` settles. Nobody in particular waits where `waiter` is null. */
  async during<R>(waiter: T | null, on: T, promise: Promise<R>): Promise<R> {
    if (waiter === null) return promise;
    const wait = { waiter, on };
    this.#waits.add(wait);
    try {
      return await promise;
    } finally {
      this.#waits.delete(wait);
    }
  }

  /** Whether `waiter` waits for `on`, directly or through others; everybody waits for themselves. */
  isWaiting(waiter: T, on: T): boolean {
    const reached = new Set([waiter]);
    for (const one of reached)
      for (const wait of this.#waits) if (wait.waiter === one) reached.add(wait.on);
    return reached.has(on);
  }
}
