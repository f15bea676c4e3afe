import type { ImjoyShellElement } from './shell-element.js';

/** The page's one `<imjoy-shell>`: its own, or a new one. What it does is loaded by {@link openShell}. */
export function shellHost(): ImjoyShellElement {
  const present = document.querySelector('imjoy-shell');
  if (present) return present;
  const host = document.createElement('imjoy-shell');
  document.body.append(host);
  return host;
}

let loading: Promise<unknown> | null = null;

/** The page's `<imjoy-shell>`, ready to be talked to; callers are served in the order they came. */
export async function openShell(): Promise<ImjoyShellElement> {
  // Two imports of the same module may settle in any order.
  loading ??= import('./imjoy-shell.js');
  try {
    await loading;
  } catch (error) {
    loading = null;
    throw error;
  }
  return shellHost();
}
