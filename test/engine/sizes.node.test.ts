import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { before, describe, it } from 'node:test';
import type { EngineClient } from '../../src/engine/client/engine-client.js';
import { io } from 'socket.io-client';
import { randomId } from '../../src/base/id.js';
import { dataPath, HTTP_SIZE, INIT, REGISTER } from '../../src/engine/protocol.js';
import {
  atEnd,
  exporting,
  openEngine,
  startPlugin,
  type TestEngine,
  type TestPlugin,
} from './support.js';

const CODE = exporting(`
def echo(self, *values):
    return values[0] if len(values) == 1 else list(values)
def digest(self, data):
    import hashlib
    return hashlib.sha256(data).hexdigest()
def give(self, size):
    return b"g" * size
def text(self, size):
    return "ü" * size
def many(self, count):
    return [bytes([index % 256]) for index in range(count)]
def deep(self, levels):
    value = []
    for _ in range(levels):
        value = [value]
    return value
def cycle(self):
    value = []
    value.append(value)
    return value`);

const copyOf = (bytes: Buffer): ArrayBuffer => new Uint8Array(bytes).buffer;
const digestOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('what is said between a page and a plugin', () => {
  const LIMIT = 20e6;
  let engine: TestEngine;
  let page: EngineClient;
  let plugin: TestPlugin;
  before(async () => {
    engine = await openEngine({ maxMessage: LIMIT });
    page = engine.page();
    plugin = await startPlugin(page, CODE);
  });

  for (const [name, middle] of [
    ['where HTTP begins', HTTP_SIZE],
    ['4 MiB', 4 << 20],
  ] as const)
    it(`${name}, and a byte less and more: arrives as it was`, async () => {
      for (const size of [middle - 1, middle, middle + 1]) {
        const bytes = randomBytes(size);
        assert.equal(await plugin.call('digest', copyOf(bytes)), digestOf(bytes));
        const back = (await plugin.call('echo', copyOf(bytes))) as ArrayBuffer;
        assert.ok(bytes.equals(Buffer.from(back)));
      }
    });

  it('100 MB both ways: arrive as they were', async () => {
    const large = await startPlugin((await openEngine({ maxMessage: 101e6 })).page(), CODE);
    const bytes = randomBytes(100e6);
    const back = (await large.call('echo', copyOf(bytes))) as ArrayBuffer;
    assert.ok(bytes.equals(Buffer.from(back)));
  });

  it('none, one and thousands of buffers in one message: arrive as they were', async () => {
    assert.deepEqual(await plugin.call('echo', []), []);
    for (const count of [1, 10, 11, 5_000]) {
      const buffers = Array.from(
        { length: count },
        (_, index) => Uint8Array.of(index % 256).buffer,
      );
      const back = (await plugin.call('echo', buffers)) as ArrayBuffer[];
      assert.deepEqual(
        Buffer.concat(back.map((one) => Buffer.from(one))),
        Buffer.concat(buffers.map((one) => Buffer.from(one))),
      );
      assert.equal(((await plugin.call('many', count)) as unknown[]).length, count);
    }
    const large = [
      new ArrayBuffer(3e6),
      ...Array.from({ length: 20_000 }, () => new ArrayBuffer(1)),
    ];
    assert.equal(((await plugin.call('echo', large)) as unknown[]).length, 20_001);
  });

  it('over the limit, from the page: rejects at once, and the connection stays', async () => {
    const wrong = [new ArrayBuffer(LIMIT + 1), 'x'.repeat(LIMIT + 1), 'ü'.repeat(LIMIT / 2)];
    for (const value of wrong)
      await assert.rejects(plugin.call('echo', value), { code: 'ENGINE_TOO_LARGE' });
    assert.equal(page.isConnected, true);
    assert.equal(await plugin.call('echo', 1), 1);
  });

  it('over the limit, from the plugin: rejects, and the connection stays', async () => {
    await assert.rejects(plugin.call('give', LIMIT + 1), { code: 'ENGINE_TOO_LARGE' });
    await assert.rejects(plugin.call('text', LIMIT), { code: 'ENGINE_TOO_LARGE' });
    assert.equal(page.isConnected, true);
    assert.equal(await plugin.call('echo', 2), 2);
  });

  it('a small limit: text that takes more bytes than it has characters is refused like all else', async () => {
    const small = await openEngine({ maxMessage: 300_000 });
    const other = small.page();
    const tight = await startPlugin(other, CODE);
    for (const text of ['ü'.repeat(200_000), '"'.repeat(200_000)])
      await assert.rejects(tight.call('echo', text), { code: 'ENGINE_TOO_LARGE' });
    const text = '"\\'.repeat(70_000);
    assert.equal(await tight.call('echo', text), text);
    assert.equal(other.isConnected, true);
  });

  it('data of another size than was said, too large, or none: is refused, and the conversation goes on', async () => {
    const socket = io(engine.url, {
      auth: { token: engine.token, client: randomId(), session: randomId() },
    });
    atEnd(() => socket.disconnect());
    const { data_key } = (await socket.emitWithAck(REGISTER, {})) as { data_key: string };
    const config = { name: 'Test', workspace: 'sizes' };
    const { secret } = (await socket.emitWithAck(INIT, { id: 'raw', config })) as {
      secret: string;
    };
    const post = async (body: string): Promise<number> => {
      const headers = { Authorization: `Bearer ${data_key}` };
      const url = engine.url + dataPath(secret, 1);
      return (await fetch(url, { method: 'POST', headers, body: new Blob([body]) })).status;
    };
    for (const body of [
      '',
      '\n',
      '[2]',
      '[2]\n',
      '[2]\n[]x',
      '[-1,3]\n[]',
      '{}\n[]',
      'x\n[]',
      '[1e99]\n[]',
    ])
      assert.equal(await post(body), 400, JSON.stringify(body));
    assert.equal(await post(`[${LIMIT + 1}]\n${'x'.repeat(LIMIT + 1)}`), 413);
    assert.equal(await post('[2]\n[]'), 204);
    assert.equal(await plugin.call('echo', 3), 3);
  });

  it('100,000 small calls: all are answered, in order', async () => {
    const results: number[] = [];
    for (let start = 0; start < 100_000; start += 5_000) {
      const calls = Array.from({ length: 5_000 }, (_, index) => plugin.call('echo', start + index));
      results.push(...((await Promise.all(calls)) as number[]));
    }
    assert.ok(results.length === 100_000 && results.every((value, index) => value === index));
  });

  it('1,000 pending calls: the end of the plugin settles each', async () => {
    const code = exporting(
      'async def wait(self):\n    await asyncio.sleep(1000)\ndef die(self):\n    os._exit(1)',
    );
    const other = await startPlugin(page, code);
    const calls = Array.from({ length: 1_000 }, () => other.call('wait'));
    const results = Promise.allSettled(calls);
    await other.call('die').catch(() => undefined);
    for (const result of await results)
      assert.equal((result as PromiseRejectedResult).reason.code, 'ENGINE_PLUGIN_EXITED');
  });

  it('deep nesting: is refused by name, both ways', async () => {
    let value: unknown = [];
    for (let level = 0; level < 100_000; level++) value = [value];
    await assert.rejects(plugin.call('echo', value), { code: 'VALUE_TOO_DEEP' });
    await assert.rejects(plugin.call('deep', 100_000), { code: 'VALUE_TOO_DEEP' });
    assert.equal(await plugin.call('echo', 4), 4);
  });

  it('a value that contains itself: is refused by name, both ways', async () => {
    const value: unknown[] = [];
    value.push({ value });
    await assert.rejects(plugin.call('echo', value), { code: 'VALUE_CYCLE' });
    await assert.rejects(plugin.call('cycle'), { code: 'VALUE_CYCLE' });
    assert.equal(await plugin.call('echo', 5), 5);
  });
});
