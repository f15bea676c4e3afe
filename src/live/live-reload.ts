/**
 * Keeps the plugins of a page in step with their files, which `imjoy serve` watches: one that changes is
 * loaded again, and its windows are filled anew. Everything else on the page stays as it is.
 */
import type { Workspace } from '../workspace/workspace.js';

type Versions = Readonly<Record<string, string>>;
type WorkspaceElement = HTMLElement & { readonly workspace: Workspace | null };
type WindowElement = HTMLElement & {
  readonly src: string | null;
  readonly plugin: string | null;
  reopen(): void;
};

/** What there was when the page was made; an author's own page does not say. */
const made = document.getElementById('imjoy-plugins')?.textContent ?? null;
let known = made === null ? null : (JSON.parse(made) as Versions);
let turn = Promise.resolve();

new EventSource('/imjoy/changes').onmessage = ({ data }: MessageEvent<string>) => {
  const versions = JSON.parse(data) as Versions;
  const former = known ?? versions;
  known = versions;
  for (const path of Object.keys({ ...former, ...versions }))
    if (former[path] !== versions[path])
      turn = turn.then(() => follow(urlOf(path), path in versions));
};

const urlOf = (path: string): string => new URL(path, document.baseURI).href;

async function follow(url: string, exists: boolean): Promise<void> {
  for (const { workspace } of document.querySelectorAll<WorkspaceElement>('imjoy-workspace')) {
    if (!workspace) continue;
    await workspace.ready;
    const done = exists ? update(workspace, url) : remove(workspace, url);
    // The workspace has shown what failed.
    await done.catch(() => undefined);
  }
  if (exists) reopen((element) => isAlone(element) && shows(element, url));
}

/** What the user has installed, be it from an older version of the file, is installed anew. */
async function update(workspace: Workspace, url: string): Promise<void> {
  const { library, plugins, windows } = workspace;
  const former = plugins.fromUrl(url);
  if (!former) return add(workspace, url);
  const isInstalled = library.installed.has(former.name);
  const record = await (isInstalled ? library.install({ src: url }) : workspace.load(url));
  if (record === former) return;
  if (record.name !== former.name) await workspace.unload(former);
  reopen((element) => !isAlone(element) && (shows(element, url) || element.plugin === record.name));
  const outdated = windows.all.filter(({ plugin }) => plugin === former);
  await Promise.all(outdated.map((window) => window.renew(record)));
}

/** A page that was made for a folder has all plugins in it; any other only what it names. */
async function add({ pagePlugins }: Workspace, url: string): Promise<void> {
  const missing = pagePlugins.missing.find(({ src }) => urlOf(src) === url);
  const isOfFolder = made !== null && url.startsWith(urlOf('.'));
  if (missing || isOfFolder) await pagePlugins.load(missing?.src ?? url);
}

async function remove(workspace: Workspace, url: string): Promise<void> {
  const { library, pagePlugins, plugins } = workspace;
  const former = plugins.fromUrl(url);
  if (former && !library.installed.has(former.name)) await workspace.unload(former);
  for (const { src } of pagePlugins.missing) if (urlOf(src) === url) pagePlugins.dismiss(src);
}

function reopen(which: (element: WindowElement) => boolean): void {
  for (const element of document.querySelectorAll<WindowElement>('imjoy-window'))
    if (which(element)) element.reopen();
}

const shows = ({ src }: WindowElement, url: string): boolean => src !== null && urlOf(src) === url;

/** Whether it belongs to no workspace of the page's. */
const isAlone = (element: WindowElement): boolean => element.closest('imjoy-workspace') === null;
