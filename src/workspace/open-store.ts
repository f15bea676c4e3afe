import { LateWorkspaceStore } from '../storage/late-workspace-store.js';
import { MemoryWorkspaceStore } from '../storage/memory-workspace-store.js';
import type { WorkspaceStore } from '../storage/workspace-store.js';

/** Where a workspace keeps things. The code for IndexedDB is downloaded only where it is used. */
export function openStore(
  name: string,
  persistent: boolean,
  warn: (text: string) => void,
): WorkspaceStore {
  if (!persistent) return new MemoryWorkspaceStore();
  const opening = import('../storage/open-workspace-store.js');
  return new LateWorkspaceStore(opening.then((module) => module.openWorkspaceStore(name, warn)));
}
