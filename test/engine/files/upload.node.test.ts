import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { lstat, mkdir, readdir, rm, symlink } from 'node:fs/promises';
import { request } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { beforeCall, systemError } from './fs-hook.js';
import { APP, Place, send } from './place.js';
import { begin, closed, form, post } from './senders.js';

const DAY = 24 * 60 * 60 * 1000;

describe('upload urls', { timeout: 60_000 }, () => {
  let place: Place;
  before(async () => {
    place = await Place.make();
  });
  after(() => place.stop());

  it('take a form as the classic engine does, and tell what the file is now', async () => {
    const { id, url } = await place.files.requestUploadUrl(place.web, { path: 'in/cells.csv' });
    assert.ok(url.startsWith(`${place.url}/upload/`));
    const response = await post(url, form('a,b', 'other.csv'));
    assert.equal(response.status, 200);
    assert.deepEqual(await response.json(), {
      id,
      path: place.path('workspace/in/cells.csv'),
      size: 3,
      overwrite: false,
    });
    assert.equal(await place.read('workspace/in/cells.csv'), 'a,b');
    assert.deepEqual(await readdir(place.path('workspace/in')), ['cells.csv']);
  });

  it('without a path keep the name the file comes with', async () => {
    await post(await place.uploadUrl({ dir: '../share' }), form('x', 'ü 🔬.txt', 'anything'));
    assert.equal(await place.read('share/ü 🔬.txt'), 'x');
    await send(`${await place.uploadUrl({})}?name=by%20put.txt`, { method: 'PUT', body: 'y' });
    assert.equal(await place.read('workspace/by put.txt'), 'y');
    const nameless = await send(await place.uploadUrl({}), { method: 'PUT', body: 'y' });
    assert.equal(nameless.status, 400);
  });

  for (const name of ['../../../up.txt', '/etc/up.txt', '..\\..\\up.txt', 'a/../../up.txt'])
    it(`upload name: ${name} stays in the folder`, async () => {
      const url = await place.uploadUrl({ dir: 'names' });
      const boundary = 'line';
      const { status, body } = await send(url, {
        method: 'POST',
        headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
        body:
          `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n` +
          `\r\nx\r\n--${boundary}--\r\n`,
      });
      assert.equal(status, 200, body);
      assert.deepEqual(await readdir(place.path('workspace/names')), ['up.txt']);
      await rm(place.path('workspace/names'), { recursive: true });
    });

  for (const name of ['..', '.', '', '..%2fup.txt', '%2fetc%2fup.txt', 'a%00b', 'z'.repeat(256)])
    it(`upload name: ?name=${name.slice(0, 20)} is refused`, async () => {
      const url = `${await place.uploadUrl({ dir: 'names' })}?name=${name}`;
      assert.equal((await send(url, { method: 'PUT', body: 'x' })).status, 404);
      await assert.rejects(lstat(place.path('workspace/up.txt')));
    });

  it('refuse a form without a file, one cut short, and what is no form', async () => {
    const empty = new FormData();
    empty.append('note', 'no file');
    assert.equal((await post(await place.uploadUrl({ path: 'f1' }), empty)).status, 400);
    const plain = await send(await place.uploadUrl({ path: 'f2' }), { method: 'POST', body: 'x' });
    assert.equal(plain.status, 415);
    const nothing = { 'content-type': 'multipart/form-data' };
    const bare = await send(await place.uploadUrl({ path: 'f3' }), {
      method: 'POST',
      headers: nothing,
      body: 'x',
    });
    assert.equal(bare.status, 415);
    const cut = await send(await place.uploadUrl({ path: 'f4' }), {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
      body: '--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\nhalf of',
    });
    assert.ok(cut.status! >= 400, cut.body);
    for (const name of ['f1', 'f2', 'f3', 'f4'])
      await assert.rejects(lstat(place.path(`workspace/${name}`)), name);
  });

  it('are for one file: a second one is refused, by form and by bytes', async () => {
    const url = await place.uploadUrl({ path: 'once.txt', overwrite: true });
    assert.equal((await send(url, { method: 'PUT', body: 'first' })).status, 200);
    assert.equal((await send(url, { method: 'PUT', body: 'second' })).status, 410);
    assert.equal((await post(url, form('second', 'x'))).status, 410);
    await place.restart();
    assert.equal((await post(url, form('second', 'x'))).status, 410);
    assert.equal(await place.read('workspace/once.txt'), 'first');
  });

  it('tell again what the file is when the answer was lost', async () => {
    const url = await place.uploadUrl({ path: 'lost.txt' });
    const first = await send(url, { method: 'PUT', body: 'all' });
    const headers = { 'upload-offset': '3', 'upload-length': '3' };
    const again = await send(url, { method: 'PUT', headers, body: '' });
    assert.deepEqual([again.status, again.body], [200, first.body]);
  });

  it('end after a day, begun or not', async () => {
    const own = await Place.make();
    const unused = await own.uploadUrl({ path: 'a.txt' });
    const begun = await own.uploadUrl({ path: 'b.txt' });
    await send(begun, { method: 'PUT', headers: { 'upload-length': '9' }, body: 'abc' });
    own.pass(DAY);
    for (const url of [unused, begun])
      assert.equal((await send(url, { method: 'PUT', body: 'x' })).status, 410);
    await own.stop();
  });

  it('no-clobber: nothing is replaced unless that was asked for', async () => {
    await place.write('workspace/there.txt', 'old');
    await assert.rejects(place.uploadUrl({ path: 'there.txt' }), { code: 'ENGINE_FILE_EXISTS' });
    const byName = await place.uploadUrl({});
    assert.equal((await post(byName, form('new', 'there.txt'))).status, 409);
    assert.equal(await place.read('workspace/there.txt'), 'old');
    const over = await place.uploadUrl({ path: 'there.txt', overwrite: true });
    assert.equal((await send(over, { method: 'PUT', body: 'new' })).status, 200);
    assert.equal(await place.read('workspace/there.txt'), 'new');
  });

  it('no-clobber: who would replace something hears so before it has sent much', async () => {
    const url = await place.uploadUrl({ path: 'early.txt' });
    await place.write('workspace/early.txt', 'old');
    const sent = request(url, { method: 'PUT', headers: { 'Content-Length': '1000000000' } });
    sent.on('error', () => undefined);
    sent.flushHeaders();
    const [response] = (await once(sent, 'response')) as [{ statusCode: number }];
    assert.equal(response.statusCode, 409);
    await closed(sent);
  });

  it('no-clobber: what appears while the file is sent is kept', async () => {
    const url = await place.uploadUrl({ path: 'late.txt' });
    const undo = beforeCall(
      'link',
      async () => void (await place.write('workspace/late.txt', 'old')),
    );
    const { status } = await send(url, { method: 'PUT', body: 'new' });
    undo();
    assert.deepEqual([status, await place.read('workspace/late.txt')], [409, 'old']);
  });

  it('no-clobber: a link that is there is neither followed nor, when asked, spared', async () => {
    await place.write('outside/target.txt', 'old');
    await symlink(place.path('outside/target.txt'), place.path('workspace/linked.txt'));
    await assert.rejects(place.uploadUrl({ path: 'linked.txt' }), { code: 'ENGINE_FILE_EXISTS' });
    const over = await place.uploadUrl({ path: 'linked.txt', overwrite: true });
    assert.equal((await send(over, { method: 'PUT', body: 'new' })).status, 200);
    assert.equal(await place.read('workspace/linked.txt'), 'new');
    assert.equal(await place.read('outside/target.txt'), 'old');
  });

  it('no-clobber: a folder is never replaced', async () => {
    await mkdir(place.path('workspace/folder'));
    const url = await place.uploadUrl({ path: 'folder', overwrite: true });
    assert.equal((await send(url, { method: 'PUT', body: 'x' })).status, 409);
    assert.ok((await lstat(place.path('workspace/folder'))).isDirectory());
  });

  it('no-clobber: a disk without links keeps it too', async () => {
    const undo = beforeCall('link', () => Promise.reject(systemError('EPERM')));
    const free = await place.uploadUrl({ path: 'stick.txt' });
    assert.equal((await send(free, { method: 'PUT', body: 'new' })).status, 200);
    const taken = await place.uploadUrl({ path: 'stick-2.txt' });
    await begin(place, taken, 'new').then(async (sent) => {
      await place.write('workspace/stick-2.txt', 'old');
      sent.end();
      const [response] = (await once(sent, 'response')) as [{ statusCode: number }];
      assert.equal(response.statusCode, 409);
    });
    undo();
    assert.equal(await place.read('workspace/stick.txt'), 'new');
    assert.equal(await place.read('workspace/stick-2.txt'), 'old');
  });

  describe('size cap', () => {
    let small: Place;
    before(async () => {
      small = await Place.make(() => ({ maxUpload: 1000 }));
    });
    after(() => small.stop());

    const big = 'x'.repeat(1001);

    it('HEAD tells it', async () => {
      const { headers } = await send(await small.uploadUrl({}), { method: 'HEAD' });
      assert.equal(headers['upload-limit'], 'max-size=1000');
    });

    it('what has just as much is taken', async () => {
      const url = await small.uploadUrl({ path: 'just.txt' });
      assert.equal((await send(url, { method: 'PUT', body: big.slice(1) })).status, 200);
    });

    for (const [how, headers, body] of [
      ['announces more', { 'content-length': '1001' }, big],
      ['will have more', { 'upload-length': '1001' }, 'x'],
      ['says nothing', { 'transfer-encoding': 'chunked' }, big],
    ] as const)
      it(`a file that ${how} is refused, and leaves nothing`, async () => {
        const url = await small.uploadUrl({ path: 'big.txt' });
        const { status } = await send(url, { method: 'PUT', headers, body });
        assert.equal(status, 413);
        assert.deepEqual(
          (await readdir(small.path('workspace'))).filter((name) => name !== 'just.txt'),
          [],
        );
      });

    it('a form with more is refused, and leaves nothing', async () => {
      const url = await small.uploadUrl({ path: 'big.txt' });
      assert.equal((await post(url, form(big, 'big.txt'))).status, 413);
      assert.deepEqual(await readdir(small.path('workspace')), ['just.txt']);
    });

    it('pieces that together have more than was said are refused', async () => {
      const url = await small.uploadUrl({ path: 'big.txt' });
      const headers = { 'upload-length': '5' };
      assert.equal((await send(url, { method: 'PUT', headers, body: 'abcdef' })).status, 413);
    });

    it('who sends a lot hears the refusal, and is then cut off', async () => {
      const url = await small.uploadUrl({ path: 'big.txt' });
      const sent = request(url, { method: 'PUT', agent: false });
      sent.on('error', () => undefined);
      const [response] = await Promise.all([
        once(sent, 'response') as Promise<[{ statusCode: number }]>,
        sent.write('x'.repeat(16 << 20)),
      ]);
      assert.equal(response[0].statusCode, 413);
      await closed(sent);
    });
  });

  it('full disk: ENOSPC is answered with 507, and the upload goes on when there is room', async (t) => {
    const disk = await Place.make();
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk.path('share')], {
        stdio: 'pipe',
      });
    } catch {
      t.skip('needs the right to mount a small disk');
      return disk.stop();
    }
    try {
      await disk.write('share/ballast', Buffer.alloc(600_000));
      const url = await disk.uploadUrl({ path: '../share/big.bin' });
      const content = randomBytes(900_000);
      const full = await send(url, { method: 'PUT', body: content });
      assert.equal(full.status, 507, full.body);
      const offset = Number((await send(url, { method: 'HEAD' })).headers['upload-offset']);
      assert.ok(offset > 0 && offset < content.length, String(offset));
      const { children } = await disk.files.listDir(disk.web, { path: '../share' });
      assert.deepEqual(
        children.map(({ name }) => name),
        ['ballast'],
      );
      await rm(disk.path('share/ballast'));
      const rest = await send(url, {
        method: 'PUT',
        headers: { 'upload-offset': String(offset) },
        body: content.subarray(offset),
      });
      assert.equal(rest.status, 200, rest.body);
      assert.equal((await lstat(disk.path('share/big.bin'))).size, content.length);
    } finally {
      execFileSync('umount', [disk.path('share')]);
      await disk.stop();
    }
  });

  it('a foreign page cannot use them with a form (CSRF), even if it knows one', async () => {
    const url = await place.uploadUrl({ path: 'csrf.txt' });
    const response = await fetch(url, {
      method: 'POST',
      body: form('x', 'x'),
      headers: { origin: 'https://evil.example' },
    });
    assert.equal(response.status, 403);
    const own = await fetch(url, {
      method: 'POST',
      body: form('x', 'x'),
      headers: { origin: APP },
    });
    assert.equal(own.status, 200);
  });
});
