/** Under what the engines are kept that the user of a browser has added. The name is that of the original. */
export const KEPT_ENGINES = 'imjoy_engines';

/** Whether there are any; what connects to them need not be downloaded otherwise. */
export function keepsEngines(): boolean {
  try {
    return (localStorage.getItem(KEPT_ENGINES) ?? '[]') !== '[]';
  } catch {
    // The browser keeps nothing.
    return false;
  }
}
