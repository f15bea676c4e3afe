import { waitUntil } from '@open-wc/testing';

/** Real plugins in real sandboxes take their time. */
export const until = (condition: () => unknown, what?: string): Promise<void> =>
  waitUntil(condition as () => boolean, what, { timeout: 10_000 });
