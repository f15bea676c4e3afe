import assert from 'node:assert/strict';
import { appendFile, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { get as httpGet, request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pluginText } from '../support/plugin-text.js';
import { makePlace, type Place, type Running } from './imjoy.js';

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

describe('imjoy serve', { timeout: 60_000 }, () => {
  let place: Place;
  let server: Running;
  let url: string;

  before(async () => {
    place = await makePlace();
    await place.write('outside/secret.txt', 'secret');
    await place.write('site/sub/my tool@1.imjoy.html', pluginText({ name: 'Tool <1>' }));
    await place.write('site/data/cells.csv', 'a,b');
    await place.write('site/data/index.html', 'the data');
    await place.write('site/.env', 'TOKEN=1');
    await place.write('site/.git/HEAD', 'ref');
    await symlink(join(place.folder, 'outside'), join(place.folder, 'site/link'));
    await symlink(join(place.folder, 'outside/secret.txt'), join(place.folder, 'site/a.txt'));
    await symlink(
      join(place.folder, 'outside/secret.txt'),
      join(place.folder, 'site/Linked.imjoy.html'),
    );
    await symlink(join(place.folder, 'site/.env'), join(place.folder, 'site/env.txt'));
    await symlink(join(place.folder, 'site/data/cells.csv'), join(place.folder, 'site/same.csv'));
    await symlink('/nowhere', join(place.folder, 'site/Broken.imjoy.html'));
    server = place.start('--json', 'serve', 'site', '--port', '0');
    ({ url } = JSON.parse(await server.line()) as { url: string });
  });
  after(() => place.remove());

  /** Sends the path as it is, where `fetch` would tidy it up first. */
  const get = (path: string, method = 'GET', headers: Record<string, string> = {}) =>
    new Promise<Answer>((resolve, reject) => {
      const { port } = new URL(url);
      request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (part: string) => (body += part));
        response.on('end', () =>
          resolve({ status: response.statusCode, headers: response.headers, body }),
        );
      })
        .on('error', reject)
        .end();
    });

  for (const [path, type] of [
    ['/sub/my%20tool@1.imjoy.html', 'text/html; charset=utf-8'],
    ['/data/cells.csv?fresh', 'text/csv; charset=utf-8'],
    ['/same.csv', 'text/csv; charset=utf-8'],
    ['/imjoy/imjoy.js', 'text/javascript; charset=utf-8'],
    ['/imjoy/sandbox.html', 'text/html; charset=utf-8'],
  ] as const)
    it(`serves ${path} as ${type}, to pages from anywhere`, async () => {
      const { status, headers, body } = await get(path);
      assert.equal(status, 200);
      assert.equal(headers['content-type'], type);
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.equal(headers['access-control-allow-origin'], '*');
      assert.equal(headers['access-control-allow-private-network'], 'true');
      assert.equal(headers['content-length'], String(Buffer.byteLength(body)));
      const head = await get(path, 'HEAD');
      assert.deepEqual([head.status, head.headers.etag, head.body], [200, headers.etag, '']);
    });

  it('answers what a browser asks before a page of the web reads from this computer', async () => {
    const { status, headers } = await get('/sub/my%20tool@1.imjoy.html', 'OPTIONS', {
      'Access-Control-Request-Private-Network': 'true',
    });
    assert.equal(status, 204);
    assert.equal(headers['access-control-allow-private-network'], 'true');
    assert.equal((await get('/', 'POST')).status, 405);
  });

  it('answers to no name that a site of the web can have', async () => {
    const names = ['evil.example', '127.0.0.1.evil.example', 'localhost.evil.example', 'a b'];
    for (const name of names)
      for (const path of ['/', '/?list', '/imjoy/changes', '/data/cells.csv', '/imjoy/imjoy.js']) {
        const { status, headers, body } = await get(path, 'GET', { Host: `${name}:80` });
        assert.deepEqual([status, headers['access-control-allow-origin']], [403, undefined]);
        assert.match(body, /localhost/);
      }
    await assert.rejects(fetch(`http://127.0.0.2:${new URL(url).port}/`), 'nor at another address');
    for (const Host of ['localhost:9', 'my.localhost', '127.0.0.1', '[::1]:9', '192.168.0.7:80'])
      assert.equal((await get('/?list', 'GET', { Host })).status, 200, Host);
  });

  it('sends no more of a file than it promised when that grows meanwhile', async () => {
    const size = 2 ** 25;
    const path = join(place.folder, 'site/data/large.bin');
    await writeFile(path, '');
    await truncate(path, size);
    const asked = httpGet(`${url}data/large.bin`);
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    await appendFile(path, 'more');
    let bytes = 0;
    for await (const part of response) bytes += (part as Buffer).length;
    assert.equal(bytes, size);
    assert.equal((await get('/data/cells.csv')).status, 200);
  });

  it('shows a plugin file without running it as a page of its own', async () => {
    const { headers } = await get('/sub/my%20tool@1.imjoy.html');
    assert.equal(headers['content-security-policy'], 'sandbox');
    assert.equal((await get('/imjoy/sandbox.html')).headers['content-security-policy'], undefined);
  });

  it('lets browsers keep a file as long as it is the same', async () => {
    const path = '/data/cells.csv';
    const { headers } = await get(path);
    assert.equal(headers['cache-control'], 'no-cache');
    const etag = headers.etag ?? '';
    const same = await get(path, 'GET', { 'If-None-Match': etag });
    assert.deepEqual([same.status, same.body], [304, '']);
    await utimes(join(place.folder, 'site', path), 1, 1);
    assert.equal((await get(path, 'GET', { 'If-None-Match': etag })).status, 200);
  });

  for (const path of [
    '/../outside/secret.txt',
    '/data/../../outside/secret.txt',
    '/..%2foutside%2fsecret.txt',
    '/%2e%2e/outside/secret.txt',
    '/link/secret.txt',
    '/a.txt',
    '/Linked.imjoy.html',
    '/.env',
    '/env.txt',
    '/data/../.env',
    '/.git/HEAD',
    '/data/cells.csv%00.html',
    '/data/cells.csv/',
    '/%E0%A4%A',
    '/nothing',
    '/imjoy/',
    '/imjoy/../../package.json',
    '/imjoy/..%2f..%2fpackage.json',
  ])
    it(`has no ${path}`, async () => {
      const { status, body } = await get(path);
      assert.deepEqual([status, body], [404, '']);
    });

  it('shows the index of a folder, and leads to a folder on no other host', async () => {
    assert.equal((await get('/data/')).body, 'the data');
    const { status, headers } = await get('//data');
    assert.deepEqual([status, headers.location], [302, '/data/']);
  });

  it('makes a workspace of a folder that has no index, and a list of its plugins', async () => {
    for (const path of ['/', '/sub/']) {
      const { headers, body } = await get(path);
      assert.equal(headers['access-control-allow-origin'], undefined);
      assert.match(body, /<imjoy-workspace[^>]* plugins="\/sub\/my%20tool%401\.imjoy\.html"\s*>/);
    }
    for (const path of ['/?list', '/sub/?list', '/data/?list']) {
      const { headers, body } = await get(path);
      const isThere = path !== '/data/?list';
      assert.equal(headers['access-control-allow-origin'], undefined);
      assert.equal(body.includes('<strong>Tool &lt;1&gt;</strong> web-worker 0.1.0'), isThere);
      assert.equal(body.includes('href="/sub/my%20tool%401.imjoy.html"'), isThere);
    }
  });

  it('tells no other site what changes', async () => {
    const stop = new AbortController();
    const { headers } = await fetch(`${url}imjoy/changes`, { signal: stop.signal });
    assert.equal(headers.get('access-control-allow-origin'), null);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    stop.abort();
    assert.equal((await get('/imjoy/changes', 'HEAD')).status, 404);
  });

  it('says what is wrong with how it is started', async () => {
    const { port } = new URL(url);
    const taken = await place.run('serve', '--port', port);
    assert.equal(taken.code, 1);
    assert.match(taken.stderr, new RegExp(`port ${port} is taken`));
    assert.equal((await place.run('serve', 'nowhere')).code, 1);
    for (const wrong of ['-1', '65536', 'x', '1.5'])
      assert.equal((await place.run('serve', '--port', wrong)).code, 2, wrong);
  });

  it('ends with Ctrl+C, which is no failure, even while a page listens', async () => {
    const other = place.start('serve', 'site', '-p', '0');
    const [found] = /http:\S+?\/(?= )/.exec(await other.line()) ?? [];
    const [listening] = (await once(httpGet(`${found}imjoy/changes`), 'response')) as [
      IncomingMessage,
    ];
    // That it is cut off is an error for whoever reads.
    listening.on('error', () => undefined).resume();
    const closed = new Promise((resolve) => listening.on('close', resolve));
    assert.equal(await other.interrupt(), 0);
    await closed;
  });
});
