import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { startServer } from '../../demo/serve.mjs';
import { EngineClient } from '../../src/engine/client/engine-client.js';
import { DemoFolder, linkIn } from './npm-start.js';

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

  describe('as npm start runs it', { timeout: 120_000 }, () => {
    let folder: DemoFolder;
    let taken: Server;
    before(async () => {
      folder = await DemoFolder.make();
      taken = createServer().listen(0, '127.0.0.1');
      await once(taken, 'listening');
    });
    after(async () => {
      taken.close();
      await folder.remove();
    });

    /** The port that it would have is taken. */
    const start = () => folder.start({ PORT: `${(taken.address() as AddressInfo).port}` });

    it('has a plugin engine on its site, at another port when its own is taken', async () => {
      const { child, line } = start();
      const link = linkIn(await line());
      assert.notEqual(link.port, String((taken.address() as AddressInfo).port));
      assert.equal(link.pathname, '/demo/');
      assert.equal(link.searchParams.get('engine'), link.origin);
      assert.match(await (await fetch(link)).text(), /href="embed\.html"/);
      const token = link.hash.replace('#token=', '');
      const page = new EngineClient({ url: link.origin, token, client: 'test-client' });
      await page.connect();
      assert.ok(page.isConnected);
      page.disconnect();

      const second = start();
      assert.match(await second.line(), /^The demos are at http:\/\/127\.0\.0\.1:\d+\/$/);
      assert.match(await second.line(), /^There is no plugin engine: another engine/);

      child.kill('SIGINT');
      assert.deepEqual(await once(child, 'exit'), [0, null]);
    });
  });
});
