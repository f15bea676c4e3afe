import type { Workspace } from '../../src/index.js';

/** Between two looks, in milliseconds. */
const PAUSE = 20 * 60_000;

/**
 * Looks for newer plugins once the workspace is ready, and from time to time while somebody sees the page. Nothing
 * is downloaded for a workspace whose plugins came from nowhere. Spec 6.3.
 * @returns ends it
 */
export function watchUpdates(workspace: Workspace): () => void {
  let isOver = false;
  const look = async (): Promise<void> => {
    const isWorthwhile = [...workspace.library.installed.values()].some(({ origin }) => origin);
    if (isOver || !isWorthwhile || document.hidden || !navigator.onLine) return;
    const { updates } = await workspace.sources();
    if (!isOver) await updates.check();
  };
  // What cannot be looked up is shown where updates are.
  const tick = (): void => void look().catch(() => undefined);
  void workspace.ready.then(tick);
  const timer = setInterval(tick, PAUSE);
  return () => {
    isOver = true;
    clearInterval(timer);
  };
}
