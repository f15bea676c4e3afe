/** Tells the host how high the content of the page is, and whenever that changes. */
export function reportHeight(send: (height: number) => Promise<unknown>): void {
  if (typeof document === 'undefined') return;
  let told = -1;
  const tell = () => {
    const { marginTop, marginBottom } = getComputedStyle(document.body);
    const { height } = document.body.getBoundingClientRect();
    const whole = Math.ceil(height + parseFloat(marginTop) + parseFloat(marginBottom));
    if (whole === told) return;
    told = whole;
    send(whole).catch(() => undefined);
  };
  // An observer would tell the first height only with the next frame that is drawn.
  tell();
  new ResizeObserver(tell).observe(document.body);
}
