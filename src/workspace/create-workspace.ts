import { PlainShell } from './plain-shell.js';
import { Workspace, type WorkspaceOptions } from './workspace.js';

/** A workspace for pages without elements: unless told otherwise it uses the browser's own dialogs. */
export function createWorkspace(options: Partial<WorkspaceOptions> = {}): Workspace {
  return new Workspace({ shell: new PlainShell(), ...options });
}
