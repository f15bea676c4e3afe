export interface PointerFollower {
  /** Hears of a move before anybody else does. */
  moved(event: PointerEvent): void;
  /** Hears of the end after everybody else has. @param cancelled whether nothing shall come of it */
  ended(cancelled: boolean): void;
}

/**
 * Follows a pressed pointer until it is let go, wherever it goes meanwhile; Escape gives it up, and so does a
 * browser that needs the touch itself. Until then no other finger is heard, and nothing scrolls or opens a menu.
 * @returns gives it up
 */
export function followPointer(
  { pointerId }: PointerEvent,
  { moved, ended }: PointerFollower,
): () => void {
  const following = new AbortController();
  const { signal } = following;
  const end = (cancelled: boolean): void => {
    if (signal.aborted) return;
    following.abort();
    ended(cancelled);
  };
  const heard =
    (act: (event: PointerEvent) => void) =>
    (event: PointerEvent): void =>
      event.pointerId === pointerId ? act(event) : event.stopPropagation();
  const early = { signal, capture: true, passive: false };
  addEventListener('pointermove', heard(moved), early);
  addEventListener(
    'pointercancel',
    heard(() => end(true)),
    early,
  );
  addEventListener(
    'pointerup',
    heard(() => undefined),
    early,
  );
  addEventListener('pointerup', () => end(false), { signal });
  addEventListener(
    'keydown',
    (event) => event.key === 'Escape' && (swallow(event), end(true)),
    early,
  );
  addEventListener('wheel', (event) => event.preventDefault(), early);
  addEventListener('contextmenu', (event) => event.preventDefault(), early);
  return () => end(true);
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}
