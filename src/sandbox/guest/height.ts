/** Tells the host how high the content of the page is, whenever that changes. */
export function reportHeight(send: (height: number) => Promise<unknown>): void {
  if (typeof document === 'undefined') return;
  let told = -1;
  new ResizeObserver(() => {
    const { marginTop, marginBottom } = getComputedStyle(document.body);
    const { height } = document.body.getBoundingClientRect();
    const whole = Math.ceil(height + parseFloat(marginTop) + parseFloat(marginBottom));
    if (whole === told) return;
    told = whole;
    send(whole).catch(() => undefined);
  }).observe(document.body);
}
