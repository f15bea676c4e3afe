import {
  asPlugin,
  expose,
  fetchText,
  messageOf,
  parsePluginFile,
  parsePluginUri,
  readSource,
  type PageLink,
  type Shell,
  type Workspace,
} from '../../src/index.js';
import { openInstallDialog } from '../install-dialog/open-install-dialog.js';
import { isNear } from './is-near.js';
import { openPluginLibrary } from '../plugin-library/open-plugin-library.js';

/** Where a link is followed. */
export interface LinkPlace {
  readonly workspace: Workspace;
  readonly shell: Shell;
  /** Origins of pages that may use the workspace when they show this one. */
  readonly exposedTo: readonly string[];
  /** What dialogs are put into. */
  readonly parent: Element;
}

/** Seconds that a message about a link stays. */
const SECONDS = 15;

type CreateWindow = (config: Readonly<Record<string, unknown>>) => Promise<unknown>;

/**
 * Does what a page's address asks for, once the workspace is ready. Nothing of a link runs without the user's yes:
 * plugins are only proposed, and what is started the user has installed before. Never rejects.
 * @returns when all of it is on the screen; nobody waits for the user. Spec 7
 */
export async function followLink(link: PageLink, place: LinkPlace): Promise<void> {
  const { workspace, parent } = place;
  const { repository, plugin, workflow, start } = link;
  if (link.expose) void exposeWorkspace(place);
  if (link.engine) void connect(link, place);
  const kind = plugin === null ? null : parsePluginUri(plugin, uriOptions(workspace)).kind;
  const name = kind === 'name' ? plugin : null;
  if (repository !== null || name !== null)
    void openPluginLibrary({ workspace, parent, repository, query: name ?? '' });
  const installing = plugin === null || name !== null ? null : propose(plugin, link, place);
  if (workflow !== null)
    await open(place, { type: 'imjoy/workflow', name: 'Workflow', data: { workflow } });
  if (start === null) return;
  // Not before the user has decided about a plugin that may be the one.
  const starting = (async () => {
    await installing;
    await run(start, link, place);
  })();
  if (!installing) await starting;
}

/** Connects to the engine that the address names. One on another computer could be anybody's: the user is asked. */
async function connect(
  { engine, token }: PageLink,
  { workspace, shell }: LinkPlace,
): Promise<void> {
  const url = engine ?? '';
  if (!isNear(url) && !(await shell.confirm(strange(url)))) return;
  const engines = await workspace.engines();
  try {
    await engines.add({ url, token });
    shell.showStatus(`Connected to the plugin engine ${engine}`);
  } catch (error) {
    shell.showSnackbar(messageOf(error), SECONDS);
  }
}

const strange = (url: string) => ({
  title: 'Connect to this plugin engine?',
  text: `The link names the engine ${url}. Whoever runs it gets the code of your Python plugins, and all they work with.`,
  html: null,
  confirmText: 'Connect',
  cancelText: 'Cancel',
  from: null,
});

/** Gives the api to the page that shows this one, if that may have it. */
async function exposeWorkspace({ workspace, shell, exposedTo }: LinkPlace): Promise<void> {
  try {
    const origins = [location.origin, ...exposedTo];
    await expose(asPlugin(workspace.api), { name: document.title || 'ImJoy', origins });
  } catch (error) {
    shell.showSnackbar(`The workspace is not exposed: ${messageOf(error)}`, SECONDS);
  }
}

/** Shows what a plugin is, unless just that one is here. */
async function propose(src: string, { upgrade }: PageLink, place: LinkPlace): Promise<void> {
  const { workspace, shell, parent } = place;
  const present = upgrade ? null : await findPresent(src, workspace);
  if (present === null) await openInstallDialog({ workspace, src, parent });
  else shell.showSnackbar(`${present} is here already`, SECONDS);
}

/** Name and version of a plugin that is loaded as it is there; null for any other, or one that cannot be read. */
async function findPresent(src: string, workspace: Workspace): Promise<string | null> {
  try {
    const { code } = await readSource(src, uriOptions(workspace));
    const { name, version = '' } = parsePluginFile(code).config;
    const record = workspace.plugins.find(name);
    const isSame = record !== undefined && (record.config.version ?? '') === version;
    return isSame ? `${name} ${version}`.trim() : null;
  } catch {
    // The dialog says what is wrong with it.
    return null;
  }
}

/** Starts a plugin with all that the address says, as its config and as its data. */
async function run(name: string, link: PageLink, place: LinkPlace): Promise<void> {
  const { workspace, shell } = place;
  const record = workspace.plugins.find(name);
  const isBuiltIn = name.startsWith('imjoy/');
  if (!record && !isBuiltIn) {
    const title = `“${name}” cannot be started`;
    const text = 'It is not installed in this workspace.';
    const message = { title, text, html: null, confirmText: 'OK', cancelText: '', from: null };
    return void shell.alert(message);
  }
  const { fullscreen, standalone, parameters } = link;
  const data = { ...parameters, ...(link.load && { loaded: await load(link.load, place) }) };
  if (isBuiltIn || record?.isWindow)
    await open(place, { type: name, name, config: data, data, fullscreen, standalone });
  // A failure is shown by the workspace itself.
  else workspace.run(name, { config: data, data }).catch(() => undefined);
}

/** What a URL answers: JSON as it says, else a text; null when it cannot be had. */
async function load(src: string, { shell }: LinkPlace): Promise<unknown> {
  try {
    const url = new URL(src, document.baseURI).href;
    const text = await fetchText(url, { what: 'the data', code: 'FETCH' });
    try {
      return JSON.parse(text);
    } catch {
      return text;
    }
  } catch (error) {
    shell.showSnackbar(`Could not load the data of the link: ${messageOf(error)}`, SECONDS);
    return null;
  }
}

/** The window says itself what goes wrong. */
async function open(
  { workspace }: LinkPlace,
  config: Readonly<Record<string, unknown>>,
): Promise<void> {
  await (workspace.api.createWindow as CreateWindow)(config).catch(() => undefined);
}

const uriOptions = ({ hosts }: Workspace) => ({ base: document.baseURI, hosts });
