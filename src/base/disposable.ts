/** Something that holds a resource until it is told to let go. Disposing twice does nothing. */
export interface Disposable {
  dispose(): void;
}

/** Collects clean-up steps and runs them once, newest first; late additions run at once. */
export class DisposableStore implements Disposable {
  #steps: (() => void)[] = [];
  #disposed = false;

  get disposed(): boolean {
    return this.#disposed;
  }

  /** @returns the same step, so that a store can be filled where the resource is made */
  add(step: (() => void) | Disposable): void {
    const run = typeof step === 'function' ? step : () => step.dispose();
    if (this.#disposed) run();
    else this.#steps.push(run);
  }

  dispose(): void {
    this.#disposed = true;
    for (let step = this.#steps.pop(); step; step = this.#steps.pop()) step();
  }
}
