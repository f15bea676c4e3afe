import type { Workspace } from '../../src/index.js';
import './imjoy-plugin-library.js';

export interface LibraryProposal {
  readonly workspace: Workspace;
  /** A repository to begin with, which is added to the list: `USER/REPO[@REF]` or the URL of a manifest. */
  readonly repository?: string | null;
  /** What to search for. */
  readonly query?: string;
  /** What the dialog is put into, and takes its looks from; by default the page's body. */
  readonly parent?: Element;
}

/** Shows which plugins there are, and those that are installed. @returns when the user has closed it */
export async function openPluginLibrary({
  workspace,
  repository = null,
  query = '',
  parent = document.body,
}: LibraryProposal): Promise<void> {
  const library = document.createElement('imjoy-plugin-library');
  Object.assign(library, { workspace, repository, query });
  parent.append(library);
  await library.closed;
  library.remove();
}
