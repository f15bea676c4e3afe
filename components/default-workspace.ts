import { reportError, Workspace } from '../src/index.js';
import { DomShell } from './shell/dom-shell.js';

let workspace: Workspace | null = null;

/** The workspace of all elements of a page that stand in no `<imjoy-workspace>`; made when first needed. */
export function defaultWorkspace(): Workspace {
  return (workspace ??= create());
}

/** Single windows are small: what opens files comes after them. */
function create(): Workspace {
  const shell = new DomShell();
  const created = new Workspace({ name: 'default', shell });
  shell.workspace = created;
  import('./openers/file-openers.js')
    .then(({ addFileOpeners }) => addFileOpeners(created))
    .catch((error: unknown) => reportError(error, 'openers of files'));
  return created;
}
