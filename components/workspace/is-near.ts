/** Whether an address is that of this computer, or of the page itself: nobody else can have put a server there. */
export function isNear(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { origin, hostname } = new URL(address);
  return origin === location.origin || /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);
}
