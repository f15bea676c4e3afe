import { waitUntil as poll } from '@open-wc/testing';

/** Waits for a condition: real plugins in real sandboxes take their time on a busy machine. */
export const waitUntil = (
  condition: () => unknown,
  what?: string,
  options?: { readonly timeout?: number; readonly interval?: number },
): Promise<void> =>
  poll(condition as () => boolean, what, { timeout: 15_000, interval: 20, ...options });
