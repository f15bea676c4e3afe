import type { WorkspaceCatalog } from './workspace-catalog.js';

/** The workspaces this browser keeps for this site; its code is downloaded by the first call. */
export async function openWorkspaceCatalog(): Promise<WorkspaceCatalog> {
  return new (await import('./workspace-catalog.js')).WorkspaceCatalog();
}
