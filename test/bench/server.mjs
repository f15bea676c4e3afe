/** Serves the bench's pages, our `dist` and the original's files on 127.0.0.1, and counts what goes over the wire. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** First match wins. The original expects its own files at the root of a host. */
const mounts = [
  ['/bench/', 'test/bench/pages'],
  ['/dist/', 'dist'],
  ['/rpc/', 'node_modules/imjoy-rpc/dist'],
  ['/', 'node_modules/imjoy-core/dist'],
];

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.wasm': 'application/wasm',
};

const locate = (pathname) => {
  const [prefix, folder] = mounts.find(([start]) => pathname.startsWith(start));
  const inside = normalize(`/${pathname.slice(prefix.length)}`);
  return join(root, folder, inside);
};

/**
 * @typedef {object} Tally
 * @property {number} requests answered with a file
 * @property {number} bytes of the compressed bodies
 * @property {string[]} missing paths that were asked for in vain
 */

/**
 * @returns {Promise<{origin: string, tally(): Tally, close(): void}>} `tally()` starts a new count,
 * which goes on until the next one starts
 */
export async function startServer() {
  const compressed = new Map();
  let current = { requests: 0, bytes: 0, missing: [] };

  const body = async (path) => {
    if (!compressed.has(path)) compressed.set(path, gzipSync(await readFile(path)));
    return compressed.get(path);
  };

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const path = locate(decodeURIComponent(pathname));
    const counted = current;
    try {
      const content = await body(path);
      counted.requests += 1;
      counted.bytes += content.length;
      response.writeHead(200, {
        'Content-Type': types[extname(path)] ?? 'application/octet-stream',
        'Content-Encoding': 'gzip',
        'Content-Length': content.length,
        'Access-Control-Allow-Origin': '*',
        // What a static host such as GitHub Pages answers; without it every frame asks again.
        'Cache-Control': 'max-age=600',
      });
      response.end(content);
    } catch {
      counted.missing.push(pathname);
      response.writeHead(404, { 'Access-Control-Allow-Origin': '*' }).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    tally() {
      current = { requests: 0, bytes: 0, missing: [] };
      return current;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
