/** How long a finger stays for a menu, in milliseconds, and how far it may stray meanwhile, in CSS pixels. */
const TIME = 500;
const SLACK = 10;

/**
 * Asks for the menu of what a finger stays on, as most browsers do by themselves, and some do not.
 * @param root what it is to hear of
 */
export function openMenusByTouch(root: HTMLElement, selector: string): void {
  root.addEventListener('pointerdown', (press) => {
    const { target, clientX, clientY } = press;
    if (press.pointerType !== 'touch' || !press.isPrimary) return;
    if (!(target instanceof Element) || !target.closest(selector)) return;
    const waiting = new AbortController();
    const { signal } = waiting;
    const stop = (): void => waiting.abort();
    const timer = setTimeout(() => {
      stop();
      const init = { clientX, clientY, bubbles: true, composed: true, cancelable: true };
      target.dispatchEvent(new PointerEvent('contextmenu', { ...init, pointerType: 'touch' }));
    }, TIME);
    signal.addEventListener('abort', () => clearTimeout(timer));
    const early = { signal, capture: true };
    addEventListener(
      'pointermove',
      (move) => {
        if (Math.hypot(move.clientX - clientX, move.clientY - clientY) > SLACK) stop();
      },
      early,
    );
    for (const end of ['pointerup', 'pointercancel', 'contextmenu'])
      addEventListener(end, stop, early);
  });
}
