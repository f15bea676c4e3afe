import { ImjoyError, messageOf } from '../base/error.js';
import { MemoryWorkspaceStore } from './memory-workspace-store.js';
import { WorkspaceCatalog } from './workspace-catalog.js';
import type { WorkspaceStore } from './workspace-store.js';

/** How long a browser may take to open its storage, in milliseconds. */
const OPEN_LIMIT = 10_000;

/**
 * Opens what this browser keeps of a workspace, or a store in memory where it keeps nothing: in private
 * windows of some browsers, or where the user forbids it.
 * @param warn told, in a sentence for users, that nothing will be kept
 */
export async function openWorkspaceStore(
  name: string,
  warn: (text: string) => void,
): Promise<WorkspaceStore> {
  const catalog = new WorkspaceCatalog();
  try {
    return await inTime(catalog.open(name));
  } catch (error) {
    warn(`nothing of the workspace "${name}" will outlive this page: ${messageOf(error)}`);
    return new MemoryWorkspaceStore();
  } finally {
    catalog.dispose();
  }
}

/** A browser that never answers must not keep the page from working. */
async function inTime(opening: Promise<WorkspaceStore>): Promise<WorkspaceStore> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    const refuse = () => {
      reject(new ImjoyError('STORAGE', 'the storage of this browser does not answer'));
      opening.then(
        (store) => store.dispose(),
        () => undefined,
      );
    };
    timer = setTimeout(refuse, OPEN_LIMIT);
  });
  try {
    return await Promise.race([opening, late]);
  } finally {
    clearTimeout(timer);
  }
}
