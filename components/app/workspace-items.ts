import { openWorkspaceCatalog, type Shell, type WorkspaceCatalog } from '../../src/index.js';
import { download } from '../builtin/shared/download.js';
import { pickFiles } from '../drop/pick-files.js';
import type { MenuItem } from '../menu/menu-item.js';

export interface WorkspaceItemsOptions {
  /** Name of the workspace that is open. */
  readonly current: string;
  readonly shell: Shell;
  /** Opens another workspace in this one's place. */
  onSwitch(name: string): void;
  /** Does something that may fail, and says so. */
  attempt(what: string, act: () => unknown): Promise<void>;
}

const LABELS = { text: null, html: null, cancelText: 'Cancel', from: null };

/** The workspaces this browser keeps, to change between them, and what can be done with them. Spec 8.2. */
export async function workspaceItems(options: WorkspaceItemsOptions): Promise<MenuItem[]> {
  const { current, attempt, onSwitch } = options;
  const catalog = await openWorkspaceCatalog();
  const entries = await catalog.list().catch(() => []);
  const names = new Set([current, ...entries.map(({ name }) => name)]);
  const act = (what: string, step: (catalog: WorkspaceCatalog) => Promise<unknown>) => () =>
    void attempt(what, () => step(catalog)).finally(() => catalog.dispose());
  return [
    ...[...names].sort().map((name) => ({
      label: name,
      checked: name === current,
      run: () => name !== current && onSwitch(name),
    })),
    {
      label: 'New workspace…',
      divided: true,
      run: act('make the workspace', (c) => create(c, options)),
    },
    {
      label: 'Save to a file',
      run: act('save the workspace', async (c) =>
        download(
          await c.exportTo(current),
          `${current.replace(/[^\p{L}\p{N}._-]+/gu, '_')}.imjoy.json`,
        ),
      ),
    },
    { label: 'Open from a file…', run: act('open the file', (c) => load(c, options)) },
    {
      label: 'Delete this workspace…',
      divided: true,
      run: act('delete the workspace', (c) => remove(c, options)),
    },
  ];
}

async function create(catalog: WorkspaceCatalog, { shell, onSwitch }: WorkspaceItemsOptions) {
  const name = await shell.prompt({
    ...LABELS,
    title: 'New workspace',
    text: 'Its plugins, layout and files are kept apart from those of other workspaces.',
    placeholder: '',
    confirmText: 'Create',
  });
  if (name?.trim()) onSwitch(await catalog.create(name));
}

async function load(catalog: WorkspaceCatalog, { onSwitch }: WorkspaceItemsOptions) {
  const [file] = await pickFiles({ accept: '.json,application/json' });
  if (file) onSwitch(await catalog.importFrom(file, { onClash: 'rename' }));
}

async function remove(catalog: WorkspaceCatalog, options: WorkspaceItemsOptions) {
  const { current, shell, onSwitch } = options;
  const agreed = await shell.confirm({
    ...LABELS,
    title: `Delete “${current}”?`,
    text: 'Its plugins, workflows and files are deleted from this browser. Save it to a file first to keep them.',
    confirmText: 'Delete',
  });
  if (!agreed) return;
  const next = (await catalog.list()).map(({ name }) => name).find((name) => name !== current);
  onSwitch(next ?? (current === 'default' ? 'new' : 'default'));
  await catalog.remove(current);
}
