/** Waits for the end of a commotion. */
export interface Quiet {
  /** Something happened; whatever follows soon belongs to it. */
  stir(): void;
  stop(): void;
}

/** Acts when nothing has happened for a while after something did, one act after the other. */
export function whenQuiet(milliseconds: number, act: () => Promise<void>): Quiet {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let acting = Promise.resolve();
  return {
    stir() {
      clearTimeout(timer);
      timer = setTimeout(() => (acting = acting.then(act)), milliseconds);
    },
    stop: () => clearTimeout(timer),
  };
}
