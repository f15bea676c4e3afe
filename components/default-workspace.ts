import { Workspace } from '../src/index.js';
import { DomShell } from './shell/dom-shell.js';

let workspace: Workspace | null = null;

/** The workspace of all elements of a page that stand in no `<imjoy-workspace>`; made when first needed. */
export function defaultWorkspace(): Workspace {
  workspace ??= new Workspace({ name: 'default', shell: new DomShell() });
  return workspace;
}
