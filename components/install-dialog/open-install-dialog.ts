import { reportError, type Workspace } from '../../src/index.js';
import type { Candidate, Offer } from './candidate.js';
import './imjoy-install-dialog.js';
import type { InstallOutcome } from './installation.js';

export type { InstallOutcome };

/** Without a `src` the user is asked for the address of a plugin. */
export interface InstallProposal extends Partial<Offer> {
  readonly workspace: Workspace;
  /** What the dialog is put into, and takes its looks from; by default the page's body. */
  readonly parent?: Element;
}

/**
 * Shows what a plugin is and lets the user install it, or open it in the editor. Spec 6.5, 8.6.
 * @returns what the user decided; null for nothing. Never rejects: the dialog says what failed
 */
export async function openInstallDialog({
  workspace,
  src,
  parent = document.body,
  ...rest
}: InstallProposal): Promise<InstallOutcome> {
  const dialog = document.createElement('imjoy-install-dialog');
  dialog.workspace = workspace;
  dialog.offer = src === undefined ? null : { ...rest, src };
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
