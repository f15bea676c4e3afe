/**
 * Follows a pointer that was pressed on `handle` until it is let go, wherever it goes meanwhile.
 * @param move hears how far it is from where it was pressed, in CSS pixels
 */
export function trackPointer(
  pressed: PointerEvent,
  handle: HTMLElement,
  move: (dx: number, dy: number) => void,
): Promise<void> {
  handle.setPointerCapture(pressed.pointerId);
  return new Promise((resolve) => {
    const listening = new AbortController();
    const { signal } = listening;
    const end = (): void => {
      listening.abort();
      resolve();
    };
    handle.addEventListener(
      'pointermove',
      (event) => move(event.clientX - pressed.clientX, event.clientY - pressed.clientY),
      { signal },
    );
    handle.addEventListener('pointerup', end, { signal });
    handle.addEventListener('pointercancel', end, { signal });
    handle.addEventListener('lostpointercapture', end, { signal });
  });
}
