/** Waits for a promise to settle either way, at most `limit` milliseconds. Never rejects. */
export async function settledWithin(promise: Promise<unknown>, limit: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, limit)));
  await Promise.race([promise.catch(() => undefined), late]);
  clearTimeout(timer);
}
