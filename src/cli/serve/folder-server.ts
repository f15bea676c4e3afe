import type { IncomingMessage, ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import { basename } from 'node:path';
import { workspacePage } from '../workspace-page.js';
import { locate, type Located } from './locate.js';
import { pluginListPage } from './plugin-list.js';
import { OPEN_HEADERS, sendFile } from './send-file.js';
import { readServedPlugins } from './served-plugins.js';
import type { VersionStream } from './version-stream.js';
import type { PluginWatch } from './watch-plugins.js';

/** Where the kit is, and what comes with it. */
const KIT_PATH = '/imjoy/';
const CHANGES = `${KIT_PATH}changes`;

export interface FolderSite {
  /** Absolute. */
  readonly root: string;
  /** The folder of the built kit. */
  readonly kit: string;
  readonly watch: PluginWatch;
  readonly stream: VersionStream;
}

/**
 * Answers requests for a folder of plugins: its files; the kit under `/imjoy/`; where a folder has no
 * `index.html`, a workspace with its plugins, or with `?list` a list of them.
 */
export async function answer(
  site: FolderSite,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method, url = '/', headers } = request;
  if (!isOwnName(headers.host)) return void response.writeHead(403).end(FOREIGN_NAME);
  if (method === 'OPTIONS') return end(response, 204, PREFLIGHT);
  if (method !== 'GET' && method !== 'HEAD') return end(response, 405, { Allow: METHODS });
  const [pathname = '/', query] = (url.split('#')[0] ?? '').split(/\?(.*)/s);
  if (pathname === CHANGES && method === 'GET')
    return site.stream.attach(response, site.watch.versions);
  const found = pathname.startsWith(KIT_PATH)
    ? await locate(site.kit, pathname.slice(KIT_PATH.length))
    : await locate(site.root, pathname);
  if (!found) return end(response, 404);
  if (found.stats.isFile()) return sendFile(request, response, found);
  if (!found.stats.isDirectory() || pathname.startsWith(KIT_PATH)) return end(response, 404);
  // The path that was asked for may begin with two slashes: a redirect would lead to another host.
  if (!pathname.endsWith('/')) return end(response, 302, { Location: `/${found.url}` });
  const index = query === 'list' ? null : await locate(found.path, 'index.html');
  if (index?.stats.isFile()) return sendFile(request, response, index);
  const page = await folderPage(site, found, query === 'list');
  response.writeHead(200, PAGE_HEADERS).end(method === 'HEAD' ? '' : page);
}

/**
 * Whether a request was sent to a name that nobody else can give this computer. A page of the web whose own name
 * is made to lead here would count as one of this server's, and read the lists that no other site may.
 */
function isOwnName(host = ''): boolean {
  const url = `http://${host}`;
  const { hostname } = URL.canParse(url) ? new URL(url) : { hostname: '' };
  return /^(?:.*\.)?localhost$/.test(hostname) || isIP(hostname.replace(/^\[|\]$/g, '')) > 0;
}

const FOREIGN_NAME = 'imjoy serve answers to localhost and to addresses alone.\n';

const METHODS = 'GET, HEAD, OPTIONS';

/** What a browser asks for before a page from elsewhere may ask for a file of this computer. */
const PREFLIGHT = {
  'Access-Control-Allow-Methods': METHODS,
  'Access-Control-Allow-Headers': '*',
};

const PAGE_HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-cache',
};

function end(response: ServerResponse, status: number, headers: object = {}): void {
  response.writeHead(status, { ...OPEN_HEADERS, ...headers }).end();
}

async function folderPage(site: FolderSite, folder: Located, asList: boolean): Promise<string> {
  const isInFolder = (url: string) => url.startsWith(`/${folder.url}`);
  const name = decodeURIComponent(folder.url) || basename(site.root);
  if (asList) {
    const plugins = await readServedPlugins(site.root);
    return pluginListPage(
      name,
      plugins.filter(({ url }) => isInFolder(url)),
    );
  }
  // Paths are written as in URLs: nothing in them can end the script.
  const { versions } = site.watch;
  return workspacePage({
    name,
    modules: [`${KIT_PATH}imjoy.js`, `${KIT_PATH}imjoy-live.js`],
    attributes: { plugins: Object.keys(versions).filter(isInFolder).join(' ') },
    head: `<script type="application/json" id="imjoy-plugins">${JSON.stringify(versions)}</script>`,
  });
}
