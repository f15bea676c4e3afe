/** Timers of the page that wait for a test rather than for their time. */
export interface HeldTimers {
  /** How many are waiting. */
  readonly count: number;
  /** Their time is over. */
  end(): void;
  /** From now on timers go by their time again. */
  restore(): void;
}

/** Holds all timers of such a time, in milliseconds, that are set from now on. */
export function holdTimers(least: number, most = least): HeldTimers {
  const { setTimeout: set, clearTimeout: clear } = globalThis;
  const held = new Map<number, () => void>();
  // Numbers that no browser gives away.
  let last = 0;
  const hold = (act: () => void, time?: number, ...rest: unknown[]): unknown => {
    if (time === undefined || time < least || time > most) return set(act, time, ...rest);
    held.set(--last, () => act.apply(globalThis, rest as []));
    return last;
  };
  globalThis.setTimeout = hold as typeof setTimeout;
  globalThis.clearTimeout = (timer) => {
    if (!held.delete(Number(timer))) clear(timer);
  };
  return {
    get count() {
      return held.size;
    },
    end() {
      const acts = [...held.values()];
      held.clear();
      for (const act of acts) act();
    },
    restore() {
      globalThis.setTimeout = set;
      globalThis.clearTimeout = clear;
    },
  };
}
