import type { Workspace } from '../../src/index.js';
import './imjoy-engine-panel.js';

/**
 * Shows the plugin engines of a workspace.
 * @param parent what the dialog is put into, and takes its looks from
 * @returns when the user has closed it
 */
export async function openEnginePanel(
  workspace: Workspace,
  parent: Element = document.body,
): Promise<void> {
  const panel = Object.assign(document.createElement('imjoy-engine-panel'), { workspace });
  parent.append(panel);
  await panel.closed;
  panel.remove();
}
