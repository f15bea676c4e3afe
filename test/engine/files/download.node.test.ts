import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { open, rm, truncate, writeFile } from 'node:fs/promises';
import { Agent, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { waitFor } from './wait-for.js';
import { namesAndTypes, APP, Place, send } from './place.js';

const DAY = 24 * 60 * 60 * 1000;

describe('file urls', { timeout: 60_000 }, () => {
  let place: Place;
  let url: string;
  before(async () => {
    place = await Place.make();
    await place.write('workspace/digits.txt', '0123456789');
    await place.write('workspace/page.html', '<script>top.hacked = true</script>');
    await place.write('workspace/folder/b.csv', 'b');
    await place.write('workspace/folder/.hidden', 'h');
    await place.write('workspace/folder/a/c.csv', 'c');
    await place.write('workspace/empty', '');
    url = await place.urlOf('digits.txt');
  });
  after(() => place.stop());

  it('are `/file/<payload>.<hmac>/<name>` of the engine, whatever base url the caller names', async () => {
    const other = await place.urlOf('digits.txt', { base_url: 'http://evil.example' });
    assert.match(other, new RegExp(`^${place.url}/file/[\\w-]+\\.[\\w-]{43}/digits\\.txt$`));
  });

  it('answer with the file, its type and its name, and say that it may not act', async () => {
    const { status, headers, body } = await send(await place.urlOf('page.html'));
    assert.deepEqual([status, body], [200, '<script>top.hacked = true</script>']);
    assert.equal(headers['content-type'], 'text/html; charset=utf-8');
    assert.equal(
      headers['content-disposition'],
      `inline; filename="page.html"; filename*=UTF-8''page.html`,
    );
    assert.equal(headers['content-security-policy'], 'sandbox');
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['referrer-policy'], 'no-referrer');
    assert.equal(headers['accept-ranges'], 'bytes');
  });

  it('make the browser store the file when the headers of the call say so', async () => {
    const stored = await place.urlOf('page.html', {
      headers: { 'content-disposition': 'attachment; filename="x"\r\nSet-Cookie: a=b' },
    });
    const { headers } = await send(stored);
    assert.match(headers['content-disposition']!, /^attachment; filename="page\.html"/);
    assert.equal(headers['set-cookie'], undefined);
  });

  it('answer HEAD as GET, without the file', async () => {
    const { status, headers, body } = await send(url, { method: 'HEAD' });
    const got = await send(url);
    assert.deepEqual([status, body], [200, '']);
    delete headers.date;
    delete got.headers.date;
    assert.deepEqual(headers, got.headers);
  });

  for (const [range, status, body, contentRange] of [
    ['bytes=0-3', 206, '0123', 'bytes 0-3/10'],
    ['bytes=7-', 206, '789', 'bytes 7-9/10'],
    ['bytes=-2', 206, '89', 'bytes 8-9/10'],
    ['bytes=-20', 206, '0123456789', 'bytes 0-9/10'],
    ['bytes=8-99999999999999999999', 206, '89', 'bytes 8-9/10'],
    ['bytes=10-', 416, '', 'bytes */10'],
    ['bytes=-0', 416, '', 'bytes */10'],
    ['bytes=5-2', 200, '0123456789', undefined],
    ['bytes=0-1,4-5', 200, '0123456789', undefined],
    ['bytes=-', 200, '0123456789', undefined],
    ['lines=0-1', 200, '0123456789', undefined],
  ] as const)
    it(`answer ${range} with ${status}`, async () => {
      const answer = await send(url, { headers: { range } });
      assert.deepEqual([answer.status, answer.body], [status, body]);
      assert.equal(answer.headers['content-range'], contentRange);
      if (status !== 416) assert.equal(answer.headers['content-length'], String(body.length));
    });

  it('have no part of an empty file', async () => {
    const empty = await place.urlOf('empty');
    assert.deepEqual((await send(empty)).headers['content-length'], '0');
    assert.equal((await send(empty, { headers: { range: 'bytes=0-' } })).status, 416);
  });

  it('give a part only while it is one of the same file', async () => {
    const changing = await place.write('workspace/changing.txt', 'before');
    const its = await place.urlOf('changing.txt');
    const { etag = '' } = (await send(its)).headers;
    const part = { range: 'bytes=3-', 'if-range': etag };
    assert.deepEqual((await send(its, { headers: part })).body, 'ore');
    assert.equal((await send(its, { headers: { 'if-none-match': etag } })).status, 304);
    await rm(changing);
    await writeFile(changing, 'after!');
    const { status, body } = await send(its, { headers: part });
    assert.deepEqual([status, body], [200, 'after!']);
    assert.equal((await send(its, { headers: { 'if-none-match': etag } })).status, 200);
    const dated = { range: 'bytes=3-', 'if-range': 'Sat, 28 Nov 2026 20:00:00 GMT' };
    assert.equal((await send(its, { headers: dated })).status, 200);
  });

  it('of a folder list one level as JSON, and serve what is below', async () => {
    const folder = await place.urlOf('folder');
    for (const end of ['', '/']) {
      const { headers, body } = await send(folder + end);
      assert.equal(headers['content-type'], 'application/json; charset=utf-8');
      assert.deepEqual(namesAndTypes(JSON.parse(body)), [
        { name: 'a', type: 'dir' },
        { name: 'b.csv', type: 'file' },
      ]);
    }
    assert.equal((await send(`${folder}/a/c.csv`)).body, 'c');
    assert.deepEqual(namesAndTypes(JSON.parse((await send(`${folder}/a`)).body)), [
      { name: 'c.csv', type: 'file' },
    ]);
    assert.equal((await send(`${folder}/none`)).status, 404);
    assert.equal((await send(`${url}/below`)).status, 404);
  });

  it('are refused when anything in them was changed', async () => {
    const [, payload = '', mac = ''] = /file\/([\w-]+)\.([\w-]+)\//.exec(url) ?? [];
    const other = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    const forged = Buffer.from(
      JSON.stringify({ ...other, path: '/etc/passwd', everywhere: true }),
    ).toString('base64url');
    for (const token of [
      `${forged}.${mac}`,
      `${payload}.`,
      payload,
      `${payload}.${mac.slice(1)}`,
      `${payload}.${'A'.repeat(43)}`,
      `.${mac}`,
      '',
    ])
      assert.equal((await send(`${place.url}/file/${token}/digits.txt`)).status, 403, token);
    const upload = await place.uploadUrl({});
    const [, ticket] = upload.split('/upload/');
    assert.equal((await send(`${place.url}/file/${ticket}/x`)).status, 403);
    const [, key] = url.split('/file/');
    assert.equal(
      (await send(`${place.url}/upload/${key!.split('/')[0]}`, { method: 'PUT', body: 'x' }))
        .status,
      403,
    );
  });

  it('end after a day', async () => {
    const own = await Place.make();
    await own.write('workspace/a.txt', 'a');
    const its = await own.urlOf('a.txt');
    own.pass(DAY - 1);
    assert.equal((await send(its)).status, 200);
    own.pass(1);
    assert.equal((await send(its)).status, 410);
    await assert.rejects(own.files.getFilePath(own.web, { url: its }), { code: 'ENGINE_URL' });
    await own.stop();
  });

  it('outlive the engine, until it is reset', async () => {
    const own = await Place.make();
    await own.write('workspace/a.txt', 'a');
    const its = await own.urlOf('a.txt');
    await own.restart();
    assert.equal((await send(its)).status, 200);
    await own.files.reset(randomBytes(32));
    assert.equal((await send(its)).status, 403);
    await assert.rejects(own.files.getFilePath(own.web, { url: its }), { code: 'ENGINE_URL' });
    await own.stop();
  });

  it('end with the share that they are in', async () => {
    const own = await Place.make();
    await own.write('share/a.txt', 'a');
    const its = await own.urlOf('../share/a.txt');
    assert.equal((await send(its)).status, 200);
    await own.restart({ shares: [] });
    assert.equal((await send(its)).status, 404);
    await own.stop();
  });

  it('with a password are refused with none, another one, and that of another url', async () => {
    const locked = await place.urlOf('digits.txt', { password: 'ö/pen@1' });
    const [, token = '', password = ''] = /file\/(.*?)@(.*?)\//.exec(locked) ?? [];
    assert.equal(decodeURIComponent(password), 'ö/pen@1');
    assert.equal((await send(locked)).body, '0123456789');
    assert.deepEqual(await place.files.getFilePath(place.web, { url: locked }), {
      path: place.path('workspace/digits.txt'),
    });
    const payload = Buffer.from(token.split('.')[0]!, 'base64url').toString();
    assert.ok(!payload.includes('pen'), payload);
    // That it was shared without one before opens nothing.
    assert.equal((await send(url)).status, 200);
    for (const key of [token, `${token}@`, `${token}@wrong`, `${token}@%C3%B6/pen@1`])
      assert.equal((await send(`${place.url}/file/${key}/digits.txt`)).status, 403, key);
    const bare = locked.replace(/@.*?\//, '/');
    await assert.rejects(place.files.getFilePath(place.web, { url: bare }), { code: 'ENGINE_URL' });
    const otherOne = await place.urlOf('folder/b.csv', { password: 'other' });
    const [, otherToken = ''] = /file\/(.*?)@/.exec(otherOne) ?? [];
    assert.equal((await send(`${place.url}/file/${otherToken}@${password}/b.csv`)).status, 403);
  });

  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'])
    it(`refuse ${method}`, async () => {
      const { status, headers } = await send(url, { method });
      assert.deepEqual([status, headers.allow], [405, 'GET, HEAD, OPTIONS']);
    });

  it('leave all other paths to others', async () => {
    for (const path of ['/', '/file', '/files/x', '/socket.io/?x=/file/', '//file/x'])
      assert.equal((await send(place.url + path)).status, 418, path);
  });

  it('flood: 10,000 urls, and the engine keeps none of them', async () => {
    const own = await Place.make();
    await own.write('workspace/a.txt', 'a');
    const first = await own.urlOf('a.txt');
    let last = '';
    for (let count = 0; count < 10_000; count += 200) {
      const made = Array.from({ length: 100 }, () => own.urlOf('a.txt'));
      const tickets = Array.from({ length: 100 }, () => own.uploadUrl({ path: 'b.txt' }));
      last = (await Promise.all([...made, ...tickets])).at(-1)!;
    }
    assert.deepEqual(await own.listState(), []);
    // It is another engine that knows them, so nothing was remembered.
    await own.restart();
    assert.equal((await send(first)).status, 200);
    assert.equal((await send(last, { method: 'PUT', body: 'x' })).status, 200);
    await own.stop();
  });

  describe('origin', () => {
    for (const origin of ['https://evil.example', 'null', `${APP}.evil.example`])
      it(`a foreign Origin on /file and /upload is refused: ${origin}`, async () => {
        for (const [target, method] of [
          [url, 'GET'],
          [url, 'OPTIONS'],
          [await place.uploadUrl({ path: 'x.txt' }), 'POST'],
          [await place.uploadUrl({ path: 'x.txt' }), 'PUT'],
          [await place.uploadUrl({ path: 'x.txt' }), 'OPTIONS'],
        ] as const) {
          const answer = await send(target, { method, headers: { origin } });
          assert.equal(answer.status, 403, `${method} ${target}`);
          assert.equal(answer.headers['access-control-allow-origin'], undefined);
          assert.ok(!answer.body.includes('0123'));
        }
        const { children } = await place.files.listDir(place.web, {});
        assert.ok(!children.some(({ name }) => name === 'x.txt'));
      });

    it('an allowed one may read the answer and its headers, a refusal too', async () => {
      for (const target of [url, `${url}x/y`, `${place.url}/file/none/x`]) {
        const { headers } = await send(target, { headers: { origin: APP } });
        assert.equal(headers['access-control-allow-origin'], APP);
        assert.equal(headers.vary, 'Origin');
        assert.match(headers['access-control-expose-headers']!, /\bETag\b.*\bUpload-Offset\b/);
        assert.equal(headers['access-control-allow-credentials'], undefined);
      }
    });

    it('OPTIONS: an allowed one may do what there is to do', async () => {
      for (const [target, methods] of [
        [url, 'GET, HEAD, OPTIONS'],
        [await place.uploadUrl({}), 'POST, PUT, HEAD, OPTIONS'],
      ] as const) {
        const { status, headers } = await send(target, {
          method: 'OPTIONS',
          headers: {
            origin: APP,
            'access-control-request-method': 'PUT',
            'access-control-request-private-network': 'true',
          },
        });
        assert.equal(status, 204);
        assert.equal(headers['access-control-allow-methods'], methods);
        assert.match(headers['access-control-allow-headers']!, /\bRange\b.*\bUpload-Offset\b/);
        assert.equal(headers['access-control-allow-private-network'], 'true');
      }
    });
  });

  describe('network', () => {
    const SIZE = 64 << 20;
    let large: string;
    before(async () => {
      const path = await place.write('workspace/large.bin', '');
      const file = await open(path, 'r+');
      await file.truncate(SIZE);
      await file.write('end', SIZE - 3);
      await file.close();
      large = await place.urlOf('large.bin');
    });

    /** A reader that has begun, and what the server answers it with. */
    async function startReading() {
      const answering = once(place.server, 'request') as Promise<[IncomingMessage, ServerResponse]>;
      const asked = request(large, { agent: false }).end();
      const [response] = (await once(asked, 'response')) as [IncomingMessage];
      const [, answer] = await answering;
      response.on('error', () => undefined);
      return { response, answer };
    }

    it('slow reader (bounded memory): no more is read than it takes', async () => {
      const before = process.memoryUsage().arrayBuffers;
      const { response, answer } = await startReading();
      await waitFor(() => answer.writableNeedDrain);
      assert.ok(answer.writableLength < 1 << 20, `${answer.writableLength} bytes wait`);
      const grown = process.memoryUsage().arrayBuffers - before;
      assert.ok(grown < SIZE / 4, `${grown} bytes are held`);
      let size = 0;
      let end = '';
      for await (const chunk of response) {
        size += (chunk as Buffer).length;
        end = (chunk as Buffer).subarray(-3).toString();
      }
      assert.deepEqual([size, end], [SIZE, 'end']);
    });

    it('a reader that goes away leaves no file open', async () => {
      const { response, answer } = await startReading();
      await waitFor(() => answer.writableNeedDrain);
      assert.equal((await place.openFiles('large.bin')).length, 1);
      response.destroy();
      await waitFor(async () => (await place.openFiles('large.bin')).length === 0);
    });

    it('a file that is cut while it is sent ends the connection, and not the file', async () => {
      const { response, answer } = await startReading();
      await waitFor(() => answer.writableNeedDrain);
      await truncate(place.path('workspace/large.bin'), SIZE / 2);
      response.resume();
      await new Promise((resolve) => response.on('close', resolve));
      assert.equal(response.complete, false);
    });

    it('a refusal leaves the connection usable', async () => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const ports: (number | undefined)[] = [];
      for (const target of [`${place.url}/file/none/x`, url]) {
        const asked = request(target, { agent }).end();
        const [response] = (await once(asked, 'response')) as [IncomingMessage];
        ports.push(response.socket.localPort);
        response.resume();
        await once(response, 'end');
      }
      agent.destroy();
      assert.equal(ports[0], ports[1]);
    });
  });
});
