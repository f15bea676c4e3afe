import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { lstat, readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { Place, send } from './place.js';
import { begin, closed, form, partSize, post } from './senders.js';
import { waitFor } from './wait-for.js';

const DAY = 24 * 60 * 60 * 1000;

describe('uploads that do not come at once', { timeout: 60_000 }, () => {
  let place: Place;
  before(async () => {
    place = await Place.make();
  });
  after(() => place.stop());

  const offsetOf = async (url: string) =>
    Number((await send(url, { method: 'HEAD' })).headers['upload-offset']);

  it('nobody sees a file before it is complete', async () => {
    const sent = await begin(place, await place.uploadUrl({ path: 'half.txt' }), 'first half');
    const { children } = await place.files.listDir(place.web, {});
    assert.ok(!children.some(({ name }) => name.includes('half')));
    sent.end(', second half');
    await once(sent, 'response');
    assert.equal(await place.read('workspace/half.txt'), 'first half, second half');
  });

  it('network: an upload that broke off goes on where it was, also after a restart', async () => {
    const url = await place.uploadUrl({ path: 'resumed.txt' });
    const sent = await begin(place, url, 'one ', { 'Upload-Length': '14' });
    sent.destroy();
    assert.equal(await offsetOf(url), 4);
    await place.restart();
    assert.equal(await offsetOf(url), 4);
    const wrong = await send(url, {
      method: 'PUT',
      headers: { 'upload-offset': '2' },
      body: 'x',
    });
    assert.deepEqual([wrong.status, wrong.headers['upload-offset']], [409, '4']);
    const more = await send(url, {
      method: 'PUT',
      headers: { 'upload-offset': '4', 'upload-length': '14' },
      body: 'two ',
    });
    assert.deepEqual([more.status, more.headers['upload-offset']], [204, '8']);
    const last = await send(url, {
      method: 'PUT',
      headers: { 'upload-offset': '8', 'upload-length': '14' },
      body: 'three.',
    });
    assert.equal(last.status, 200);
    assert.equal(await place.read('workspace/resumed.txt'), 'one two three.');
  });

  it('network: a form that broke off goes on by bytes, or begins anew', async () => {
    const head = 'Content-Disposition: form-data; name="file"; filename="x"';
    for (const again of ['bytes', 'form', 'bytes anew']) {
      const url = await place.uploadUrl({ path: `${again}.txt` });
      const sent = request(url, {
        method: 'POST',
        agent: false,
        headers: { 'Content-Type': 'multipart/form-data; boundary=b' },
      });
      sent.on('error', () => undefined);
      // The end of a line might begin the end of the part, so what is before it is surely there.
      sent.write(`--b\r\n${head}\r\n\r\n1234567\r`);
      await waitFor(async () => (await partSize(place, url)) === 7);
      sent.destroy();
      await waitFor(async () => (await offsetOf(url)) === 7);
      const { status } =
        again === 'form'
          ? await post(url, form('1234567890', 'x'))
          : await send(url, {
              method: 'PUT',
              headers: again === 'bytes' ? { 'upload-offset': '7' } : {},
              body: again === 'bytes' ? '890' : '1234567890',
            });
      assert.equal(status, 200);
      assert.equal(await place.read(`workspace/${again}.txt`), '1234567890');
    }
  });

  it('network: half-open: who comes again takes over from the connection that is not yet known to be dead', async () => {
    const url = await place.uploadUrl({ path: 'half-open.txt' });
    const dead = await begin(place, url, 'abc', { 'Upload-Length': '6' });
    const cut = closed(dead);
    const headers = { 'upload-offset': '3', 'upload-length': '6' };
    const { status } = await send(url, { method: 'PUT', headers, body: 'def' });
    await cut;
    assert.deepEqual([status, await place.read('workspace/half-open.txt')], [200, 'abcdef']);
  });

  it('network: ten at once with one url make one file of one of them', async () => {
    const url = await place.uploadUrl({ path: 'race.txt' });
    const bodies = Array.from({ length: 10 }, (_, index) => String(index).repeat(200_000));
    const answers = await Promise.allSettled(
      bodies.map((body) => send(url, { method: 'PUT', body })),
    );
    const stored = answers.filter(
      (answer) => answer.status === 'fulfilled' && answer.value.status === 200,
    );
    assert.equal(stored.length, 1);
    assert.ok(bodies.includes(await place.read('workspace/race.txt')));
  });

  it('an upload that ends without its last byte is no file', async () => {
    const url = await place.uploadUrl({ path: 'short.txt' });
    const sent = await begin(place, url, 'abc', { 'Content-Length': '10' });
    sent.destroy();
    assert.equal(await offsetOf(url), 3);
    await assert.rejects(lstat(place.path('workspace/short.txt')));
  });

  it('parts that nobody finishes are swept when their url is over, and no others', async () => {
    const own = await Place.make();
    await send(await own.uploadUrl({ path: 'old.txt' }), {
      method: 'PUT',
      headers: { 'upload-length': '9' },
      body: 'abc',
    });
    const done = await own.uploadUrl({ path: 'done.txt' });
    await send(done, { method: 'PUT', body: 'done' });
    own.pass(DAY / 2);
    const young = await own.uploadUrl({ path: 'young.txt' });
    await send(young, { method: 'PUT', headers: { 'upload-length': '9' }, body: 'abcd' });
    own.pass(DAY / 2);
    await own.files.sweep();
    const left = await readdir(own.path('workspace'));
    assert.deepEqual(
      left.filter((name) => !name.startsWith('.')),
      ['done.txt'],
    );
    assert.equal(left.length, 2);
    assert.equal((await own.listState()).filter((name) => name.endsWith('.json')).length, 1);
    assert.equal((await send(young, { method: 'HEAD' })).headers['upload-offset'], '4');
    await own.files.reset(randomBytes(32));
    assert.deepEqual(await readdir(own.path('workspace')), ['done.txt']);
    assert.deepEqual(await own.listState(), ['uploads']);
    await own.stop();
  });

  it('reset ends an upload that is under way', async () => {
    const url = await place.uploadUrl({ path: 'reset.txt' });
    const sent = await begin(place, url, 'abc');
    const cut = closed(sent);
    await place.files.reset(randomBytes(32));
    await cut;
    assert.equal(await partSize(place, url), null);
    await assert.rejects(lstat(place.path('workspace/reset.txt')));
  });
});
