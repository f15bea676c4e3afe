import { reportError, type Workspace } from '../../src/index.js';
import { readCandidate, type Candidate } from './candidate.js';
import './imjoy-install-dialog.js';
import type { InstallOutcome } from './install-dialog-element.js';

export interface InstallProposal {
  readonly workspace: Workspace;
  /** Text or URL of a plugin file. */
  readonly src: string;
  /** The URI it came from, where that is not `src`. */
  readonly origin?: string | null;
  /** What the dialog is put into, by default the page's body. */
  readonly parent?: Element;
}

/**
 * Shows what a plugin is and lets the user install it, or open it in the editor. Spec 6.5, 8.6.
 * @returns what the user decided; null for nothing. Never rejects: the dialog says what failed
 */
export async function openInstallDialog({
  workspace,
  src,
  origin = null,
  parent = document.body,
}: InstallProposal): Promise<InstallOutcome> {
  const dialog = document.createElement('imjoy-install-dialog');
  dialog.workspace = workspace;
  dialog.reading = readCandidate(src, origin);
  parent.append(dialog);
  const outcome = await dialog.answered;
  const { candidate, tag } = dialog;
  dialog.remove();
  if (outcome === 'edit' && candidate)
    edit(workspace, candidate, tag).catch((error: unknown) => reportError(error, 'editor'));
  return outcome;
}

async function edit({ api }: Workspace, { source, file }: Candidate, tag: string | null) {
  const name = file?.config.name ?? 'plugin';
  const createWindow = api.createWindow as (config: unknown) => Promise<unknown>;
  const data = { name, code: source.code, tag };
  await createWindow({ type: 'imjoy/plugin-editor', name: `Edit-${name}`, data });
}
