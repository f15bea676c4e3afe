/** Levels of nesting a value may have; deeper ones are refused before the stack is. */
export const MAX_DEPTH = 1000;

/** Items of one array that is no typed array. A peer's sparse array may claim four thousand million. */
export const MAX_ITEMS = 2 ** 24;

/** Peers that a function may have come through. */
export const MAX_VIA = 100;

/** Arguments of one call: more would overflow the stack of whoever applies them. */
export const MAX_ARGUMENTS = 10_000;

/** Calls of one peer that may run at the same time on one port; a flood beyond is refused at once. */
export const MAX_IN_FLIGHT = 10_000;

/** Milliseconds a port whose origin is in doubt may be silent: longer than an honest owner works at a stretch. */
export const PROBE_LIMIT = 30_000;
