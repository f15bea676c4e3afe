/** Serves the demos, the built kit and a plugin engine on 127.0.0.1: `node demo/serve.mjs`, after a build. */
import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, sep } from 'node:path';
import { pipeline } from 'node:stream';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DEFAULT_PORT = 8765;

/** Folders of the project that are served; all others do not exist for a browser. */
const FOLDERS = ['demo', 'dist'];

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.whl': 'application/zip',
};

/** Plugins run in frames of opaque origin: what they load themselves is cross-origin to any server. */
const HEADERS = {
  'Access-Control-Allow-Origin': '*',
  'Cache-Control': 'no-cache',
  'X-Content-Type-Options': 'nosniff',
};

/** Opened by itself, a plugin file is a page whose scripts must not run in the name of this site. */
const PLUGIN_HEADERS = { 'Content-Security-Policy': 'sandbox' };

/**
 * The file a request is for. The real path decides, so that neither `..` nor a symbolic link leads out.
 * @param {string} pathname as in the URL
 * @returns {Promise<{path: string, size: number} | {redirect: string} | null>} null: there is none
 */
async function locate(pathname) {
  if (pathname === '/') return { redirect: '/demo/' };
  try {
    const path = await realpath(join(ROOT, decodeURIComponent(pathname)));
    const allowed = await Promise.all(
      FOLDERS.map((folder) => realpath(join(ROOT, folder)).catch(() => null)),
    );
    if (!allowed.some((folder) => folder && (path === folder || path.startsWith(folder + sep))))
      return null;
    const found = await stat(path);
    if (found.isFile()) return { path, size: found.size };
    if (!pathname.endsWith('/')) return { redirect: `${pathname}/` };
    return await locate(`${pathname}index.html`);
  } catch {
    return null;
  }
}

/** @type {import('node:http').RequestListener} */
async function answer(request, response) {
  const refuse = (status, headers = {}) =>
    response.writeHead(status, { ...HEADERS, ...headers }).end();
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return refuse(405, { Allow: 'GET, HEAD' });
  const [pathname = '/'] = (request.url ?? '/').split(/[?#]/);
  // Two slashes in front would make a redirect lead to another host.
  const found = await locate(pathname.replace(/^\/+/, '/'));
  if (!found) return refuse(404);
  if ('redirect' in found) return refuse(302, { Location: found.redirect });
  response.writeHead(200, {
    ...HEADERS,
    ...(found.path.endsWith('.imjoy.html') && PLUGIN_HEADERS),
    'Content-Type': TYPES[extname(found.path)] ?? 'application/octet-stream',
    'Content-Length': found.size,
  });
  if (request.method === 'HEAD') return response.end();
  // The reader may go away at any time; the pipeline cleans up, and there is nobody left to tell.
  pipeline(createReadStream(found.path), response, () => undefined);
}

const listen = (server, port) =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });

/**
 * Starts the server on `port`, or on any free port when that one is taken.
 * @param {number} [port]
 * @returns {Promise<{url: string, close(): Promise<void>}>}
 */
export async function startServer(port = DEFAULT_PORT) {
  const server = createServer(answer);
  await listen(server, port).catch((error) => {
    if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error;
    return listen(server, 0);
  });
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/**
 * Starts a plugin engine that has the demos on its own site, on `port` or on any free one.
 * @param {number} port
 */
async function startWithEngine(port) {
  const { startEngine } = await import('../dist/engine.js');
  const options = { workspace: process.env.IMJOY_WORKSPACE || undefined, app: answer };
  return startEngine({ ...options, port }).catch((error) => {
    if (!['EADDRINUSE', 'EACCES'].includes(error.cause?.code)) throw error;
    return startEngine({ ...options, port: 0 });
  });
}

/** Says where the demos are, with what runs their plugins in Python or with what keeps it from that. */
async function run() {
  const port = Number(process.env.PORT) || DEFAULT_PORT;
  try {
    const engine = await startWithEngine(port);
    console.log(`The demos are at ${engine.linkTo('/demo/')}`);
    console.log(`Plugins on the engine work in ${engine.workspace}`);
    if (engine.problem) console.log(`None in Python can run there: ${engine.problem}`);
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => engine.close());
  } catch (error) {
    const { url } = await startServer(port);
    console.log(`The demos are at ${url}`);
    console.log(`There is no plugin engine: ${error.message}`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await run();
