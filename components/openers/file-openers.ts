import type { FileOpener, Workspace } from '../../src/index.js';
import { fileKind, type FilePreview } from '../builtin/values/file-kind.js';
import { isPluginFile } from '../install-dialog/is-plugin-file.js';

interface View {
  readonly name: string;
  readonly type: string;
  data(file: File): unknown;
}

const image: View = { name: 'View image', type: 'imjoy/image', data: (file) => ({ src: file }) };

/** The window of the kit that shows a kind of file. */
const views: Readonly<Record<FilePreview, View | null>> = {
  image,
  tiff: image,
  table: { name: 'View table', type: 'imjoy/table', data: (file) => file },
  text: { name: 'View text', type: 'imjoy/text', data: (file) => file },
  none: null,
};

/** Lets a workspace open the files that the kit itself can show, and install dropped plugins. Spec 8.6. */
export function addFileOpeners(workspace: Workspace): void {
  const { openers, api } = workspace;
  const createWindow = api.createWindow as (config: unknown) => Promise<unknown>;
  for (const view of new Set(Object.values(views)))
    if (view)
      openers.add({
        name: view.name,
        accepts: (file) => !isPluginFile(file) && viewOf(file) === view,
        open: (file) => createWindow({ type: view.type, name: file.name, data: view.data(file) }),
      });
  openers.add(pluginOpener(workspace));
}

const pluginOpener = (workspace: Workspace): FileOpener => ({
  name: 'Install plugin…',
  accepts: isPluginFile,
  async open(file) {
    const { openInstallDialog } = await import('../install-dialog/open-install-dialog.js');
    return openInstallDialog({ workspace, src: file });
  },
});

const viewOf = ({ name, type }: File): View | null => views[fileKind(name, type).preview];
