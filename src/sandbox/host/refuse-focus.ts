/**
 * Gives the keyboard back to where it was when a frame in `container` takes it. In Chromium any frame can do
 * so by `window.focus()`, also where it is inert and not shown, and no style or permission keeps it from that.
 */
export function refuseFocus(container: Element): void {
  let former: HTMLElement | null = null;
  addEventListener(
    'blur',
    (event) => {
      const [target] = event.composedPath();
      if (target !== globalThis) {
        // What loses the focus to a frame hears of it in the same task as the window does.
        former = target as HTMLElement;
        setTimeout(() => (former = null));
      } else {
        // Not at once: the browser would show the focus here and still send the keys there.
        setTimeout(giveBack, 0, former);
      }
    },
    true,
  );

  function giveBack(to: HTMLElement | null): void {
    if (!container.contains(document.activeElement)) return;
    (document.activeElement as HTMLElement).blur();
    to?.focus({ preventScroll: true });
  }
}
