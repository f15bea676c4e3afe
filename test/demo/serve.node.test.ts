import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { after, before, describe, it } from 'node:test';
import { startServer } from '../../demo/serve.mjs';

describe('the demo server', () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  before(async () => {
    server = await startServer(0);
  });
  after(() => server.close());

  /** Sends the path as it is, where `fetch` would tidy it up first. */
  const get = (path: string, method = 'GET') =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const { port } = new URL(server.url);
      request({ host: '127.0.0.1', port, path, method }, (response) => {
        response.resume();
        response.on('end', () => resolve(response));
      })
        .on('error', reject)
        .end();
    });

  it('leads from the root to a page that links the demos', async () => {
    const response = await fetch(server.url);
    assert.equal(new URL(response.url).pathname, '/demo/');
    assert.match(await response.text(), /href="embed\.html"/);
  });

  for (const [path, type] of [
    ['/demo/embed.html', 'text/html'],
    ['/demo/embed.js', 'text/javascript'],
    ['/demo/demo.css', 'text/css'],
    ['/demo/plugins/histogram.imjoy.html?fresh', 'text/html'],
    ['/demo/vendor/uplot/uPlot.iife.min.js', 'text/javascript'],
  ] as const)
    it(`serves ${path} as ${type}, to frames of opaque origin too`, async () => {
      const { statusCode, headers } = await get(path);
      assert.equal(statusCode, 200);
      assert.match(headers['content-type'] ?? '', new RegExp(`^${type}`));
      assert.equal(headers['access-control-allow-origin'], '*');
    });

  for (const path of [
    '/package.json',
    '/../package.json',
    '/demo/../package.json',
    '/demo/..%2fpackage.json',
    '/demo/%2e%2e/package.json',
    '/demo/..%5c..%5cpackage.json',
    '/demo/embed.html%00.css',
    '/demo/%E0%A4%A',
    '/src/index.ts',
    '/.git/HEAD',
    '//etc/passwd',
    '/demo/nothing.js',
  ])
    it(`has no ${path}`, async () => {
      assert.equal((await get(path)).statusCode, 404);
    });

  it('keeps the scripts of a plugin file that is opened by itself out of its site', async () => {
    const { headers } = await get('/demo/plugins/histogram.imjoy.html');
    assert.equal(headers['content-security-policy'], 'sandbox');
    assert.equal((await get('/demo/embed.html')).headers['content-security-policy'], undefined);
  });

  it('never redirects to another host', async () => {
    const { statusCode, headers } = await get('//demo');
    assert.equal(statusCode, 302);
    assert.equal(headers.location, '/demo/');
  });

  it('answers only what asks for files', async () => {
    assert.equal((await get('/demo/', 'POST')).statusCode, 405);
    const { statusCode, headers } = await get('/demo/demo.css', 'HEAD');
    assert.equal(statusCode, 200);
    assert.ok(Number(headers['content-length']) > 0);
  });

  it('takes another port when its own is taken, and prints where it is', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const script = fileURLToPath(new URL('../../demo/serve.mjs', import.meta.url));
    const child = spawn(process.execPath, [script], { env: { ...process.env, PORT: `${port}` } });
    try {
      const line = await new Promise<string>((resolve) =>
        createInterface(child.stdout).once('line', resolve),
      );
      const url = /http:\/\/127\.0\.0\.1:(\d+)\//.exec(line);
      assert.ok(url, line);
      assert.notEqual(url[1], String(port));
      assert.equal((await fetch(url[0])).status, 200);
    } finally {
      child.kill();
      other.close();
    }
  });
});
