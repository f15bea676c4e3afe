/** Waits for a promise to settle either way, at most `limit` milliseconds. Never rejects. */
export async function settledWithin(promise: Promise<unknown>, limit: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, limit)));
  await Promise.race([promise.catch(() => undefined), late]);
  clearTimeout(timer);
}

/** Waits for a promise at most `limit` milliseconds. @throws what `late` makes when that was too short */
export async function within<T>(promise: Promise<T>, limit: number, late: () => Error): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), limit);
  });
  try {
    return await Promise.race([promise, over]);
  } finally {
    clearTimeout(timer);
  }
}
