import { setTimeout as pause } from 'node:timers/promises';

/** Waits until something holds of which no event tells. The test's own time limit ends it. */
export async function waitFor(holds: () => unknown): Promise<void> {
  while (!(await holds())) await pause(5);
}
