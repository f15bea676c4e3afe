import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { lstat, readFile, rename } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { downloadFile, uploadFile } from '../../../src/engine/client/file-transfers.js';
import { Place } from './place.js';
import { partSize } from './senders.js';
import { waitFor } from './wait-for.js';

/** Where a line breaks. */
interface Break {
  /** How many bytes have passed to the server, or from it. */
  readonly up?: number;
  readonly down?: number;
  /** What has to be before it does. */
  after?(): Promise<void>;
}

/** A line to a server, which breaks when so many bytes have passed in a direction, again and again. */
class BadLine {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #passed = { up: 0, down: 0 };
  /** What passes until it breaks the next time and those after it. */
  #limits: Break[] = [];

  constructor(target: () => number) {
    this.#server = createServer((near) => {
      const far = connect(target(), '127.0.0.1');
      this.#join('up', near, far);
      this.#join('down', far, near);
    });
  }

  async open(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** How often it will still break. */
  get breaks(): number {
    return this.#limits.length;
  }

  breakAfter(...limits: Break[]): void {
    this.#limits = limits;
    this.#passed = { up: 0, down: 0 };
  }

  close(): void {
    this.#cut();
    this.#server.close();
  }

  #join(way: 'up' | 'down', from: Socket, to: Socket): void {
    this.#sockets.add(from);
    from.on('error', () => undefined);
    from.on('close', () => {
      this.#sockets.delete(from);
      to.destroy();
    });
    from.on('data', (chunk: Buffer) => {
      const limit = this.#limits[0];
      const rest = (limit?.[way] ?? Infinity) - this.#passed[way];
      this.#passed[way] += chunk.length;
      if (chunk.length <= rest) return void to.write(chunk);
      to.write(chunk.subarray(0, Math.max(rest, 0)));
      from.pause();
      void Promise.resolve(limit?.after?.()).then(() => {
        this.breakAfter(...this.#limits.slice(1));
        this.#cut();
      });
    });
  }

  #cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}

const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

describe('transfers', { timeout: 60_000 }, () => {
  let place: Place;
  let line: BadLine;
  const content = randomBytes(12 << 20);
  const blob = new Blob([content]);
  before(async () => {
    place = await Place.make(() => ({ baseUrl: () => line.url, maxUpload: 100 << 20 }));
    line = new BadLine(() => (place.server.address() as AddressInfo).port);
    await line.open();
    await place.write('workspace/down.bin', content);
  });
  after(async () => {
    line.close();
    await place.stop();
  });

  const stored = async (name: string) => hash(await readFile(place.path(name)));

  it('upload a file by pieces and tell how far it is', async () => {
    const progress: number[] = [];
    const url = await place.uploadUrl({ path: 'up.bin' });
    const { path, size } = await uploadFile(url, blob, {
      onProgress: (done, total) => {
        assert.equal(total, content.length);
        progress.push(done);
      },
    });
    assert.deepEqual([path, size], [place.path('workspace/up.bin'), content.length]);
    assert.equal(await stored('workspace/up.bin'), hash(content));
    assert.ok(progress.length > 2, String(progress));
    assert.deepEqual(
      progress,
      [...progress].sort((a, b) => a - b),
    );
    assert.equal(progress.at(-1), content.length);
  });

  it('upload an empty file, and a file by its own name', async () => {
    await uploadFile(await place.uploadUrl({ path: 'empty' }), new Blob([]));
    assert.equal((await lstat(place.path('workspace/empty'))).size, 0);
    const named = new (globalThis.File ?? (await import('node:buffer')).File)(['x'], 'ü & b.txt');
    await uploadFile(await place.uploadUrl({}), named as File);
    assert.equal(await place.read('workspace/ü & b.txt'), 'x');
  });

  it('drop in mid upload: only the rest is sent again', async () => {
    const url = await place.uploadUrl({ path: 'dropped.bin' });
    const hasCome = (bytes: number) => () =>
      waitFor(async () => ((await partSize(place, url)) ?? 0) >= bytes);
    line.breakAfter(
      { up: 3_000_000, after: hasCome(2_900_000) },
      { up: 1_000_000, after: hasCome(3_800_000) },
    );
    const progress: number[] = [];
    const { size } = await uploadFile(url, blob, {
      delay: 1,
      onProgress: (done) => progress.push(done),
    });
    assert.equal(size, content.length);
    assert.equal(await stored('workspace/dropped.bin'), hash(content));
    assert.equal(line.breaks, 0);
    const resumed = progress.filter((done) => done % (1 << 20) !== 0);
    assert.ok(resumed[0]! >= 2_900_000 && resumed[1]! >= 3_800_000, String(progress));
  });

  it('drop of the last answer: it is asked for again', async () => {
    const url = await place.uploadUrl({ path: 'answer.bin' });
    line.breakAfter({ down: 0 });
    const { size } = await uploadFile(url, new Blob(['abc']), { delay: 1 });
    assert.equal(size, 3);
    assert.equal(await place.read('workspace/answer.bin'), 'abc');
  });

  it('an upload goes on where another page left off', async () => {
    const url = await place.uploadUrl({ path: 'other-page.bin' });
    const leaving = new AbortController();
    await assert.rejects(
      uploadFile(url, blob, { signal: leaving.signal, onProgress: () => leaving.abort() }),
      { code: 'RPC_ABORTED' },
    );
    const progress: number[] = [];
    await uploadFile(url, blob, { onProgress: (done) => progress.push(done) });
    assert.ok(progress[0]! >= 1 << 20, String(progress));
    assert.equal(await stored('workspace/other-page.bin'), hash(content));
  });

  it('an upload goes on after the engine was restarted', async () => {
    const url = await place.uploadUrl({ path: 'restarted.bin' });
    let restarted: Promise<void> | undefined;
    await uploadFile(url, blob, {
      delay: 20,
      attempts: 10,
      onProgress: () => (restarted ??= place.restart()),
    });
    await restarted;
    assert.equal(await stored('workspace/restarted.bin'), hash(content));
  });

  it('download a file and tell how far it is', async () => {
    let last = 0;
    const file = await downloadFile(await place.urlOf('down.bin'), {
      onProgress: (done, total) => {
        assert.equal(total, content.length);
        assert.ok(done > last);
        last = done;
      },
    });
    assert.equal(last, content.length);
    assert.equal(file.type, 'application/octet-stream');
    assert.equal(hash(await bytesOf(file)), hash(content));
  });

  it('drop in mid download: only the rest is asked for', async () => {
    const url = await place.urlOf('down.bin');
    const ranges: (string | undefined)[] = [];
    const watch = ({ headers }: { headers: { range?: string } }) => void ranges.push(headers.range);
    place.server.on('request', watch);
    line.breakAfter({ down: 5_000_000 }, { down: 2_000_000 });
    const file = await downloadFile(url, { delay: 1 });
    place.server.off('request', watch);
    assert.equal(hash(await bytesOf(file)), hash(content));
    assert.equal(ranges.length, 3);
    const starts = ranges.map((range) => Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0));
    assert.ok(starts[0] === 0 && starts[1]! > 0 && starts[2]! > starts[1]!, String(starts));
  });

  it('drop in mid download of a file that is another one by then: it begins anew', async () => {
    await place.write('workspace/changing.bin', content);
    const other = randomBytes(content.length);
    await place.write('workspace/other.bin', other);
    const url = await place.urlOf('changing.bin');
    line.breakAfter({ down: 5_000_000 });
    let changed: Promise<void> | undefined;
    const file = await downloadFile(url, {
      delay: 1,
      onProgress() {
        changed ??= rename(place.path('workspace/other.bin'), place.path('workspace/changing.bin'));
      },
    });
    await changed;
    assert.equal(line.breaks, 0);
    assert.equal(hash(await bytesOf(file)), hash(other));
  });

  it('a refusal is final, and says what the engine says', async () => {
    const url = await place.uploadUrl({ path: 'twice.txt', overwrite: true });
    await uploadFile(url, new Blob(['x']));
    const nameless = await place.uploadUrl({});
    let requests = 0;
    const count = () => void (requests += 1);
    place.server.on('request', count);
    for (const [transfer, status, why] of [
      [() => uploadFile(url, new Blob(['yy'])), 410, /has been used/],
      [() => downloadFile(`${line.url}/file/none/x`), 403, /not given by the engine/],
      [() => uploadFile(nameless, new Blob(['x'])), 400, /needs a name/],
    ] as const)
      await assert.rejects(transfer(), (error: Error & { code?: string; details?: object }) => {
        assert.equal(error.code, 'FETCH');
        assert.deepEqual(error.details, { status });
        assert.match(error.message, why);
        return true;
      });
    place.server.off('request', count);
    assert.equal(requests, 3);
  });

  it('a line that stays broken ends it after so many attempts', async () => {
    const url = await place.uploadUrl({ path: 'never.bin' });
    const download = await place.urlOf('down.bin');
    const dead = Array.from({ length: 20 }, () => ({ up: 0 }));
    line.breakAfter(...dead);
    await assert.rejects(uploadFile(url, blob, { delay: 1, attempts: 3 }), { code: 'FETCH' });
    assert.equal(line.breaks, dead.length - 3);
    await assert.rejects(downloadFile(download, { delay: 1, attempts: 2 }), { code: 'FETCH' });
    assert.equal(line.breaks, dead.length - 5);
    line.breakAfter();
  });

  it('an abort ends it at once, also while it waits', async () => {
    const reason = new Error('no more');
    const download = await place.urlOf('down.bin');
    await assert.rejects(downloadFile(download, { signal: AbortSignal.abort(reason) }), {
      code: 'RPC_ABORTED',
      cause: reason,
    });
    const waiting = new AbortController();
    line.breakAfter({ up: 0 });
    const transfer = downloadFile(download, { delay: 1e8, signal: waiting.signal });
    transfer.catch(() => undefined);
    await waitFor(() => line.breaks === 0);
    waiting.abort();
    await assert.rejects(transfer, { code: 'RPC_ABORTED' });
  });
});
