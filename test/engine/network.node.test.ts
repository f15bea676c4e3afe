import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { createPlugin, exporting, isAlive, openDisturbed, startPlugin, until } from './support.js';

const COUNT = `
seen = []
def count(self, number):
    self.seen.append(number)
    return number
def all(self):
    return self.seen`;
const ECHO = 'def echo(self, value):\n    return value';
const LATER =
  'async def later(self, seconds):\n    await asyncio.sleep(seconds)\n    return "late"';

describe('a network that goes wrong', () => {
  it('drops shorter than the grace: calls go on, none is lost, doubled or overtaken', async () => {
    const { network, page } = await openDisturbed();
    const plugin = await startPlugin(page, exporting(COUNT));
    const states: string[] = [];
    page.onState.connect(({ kind }) => states.push(kind));
    const numbers = Array.from({ length: 300 }, (_, index) => index);
    const calls: Promise<unknown>[] = [];
    for (const number of numbers) {
      calls.push(plugin.call('count', number));
      if (number % 100 === 50) {
        network.cut();
        await until(() => !page.isConnected, 'the drop to be noticed');
      }
      if (number % 100 === 75) {
        network.mend();
        await until(() => page.isConnected, 'the page to be back');
      }
    }
    assert.deepEqual(await Promise.all(calls), numbers);
    assert.deepEqual(await plugin.call('all'), numbers);
    assert.deepEqual(states, Array(3).fill(['lost', 'connected']).flat());
  });

  it('a call that is answered during a drop: the answer comes when the page is back', async () => {
    const { network, page } = await openDisturbed();
    const plugin = await startPlugin(page, exporting(LATER));
    const call = plugin.call('later', 0.5);
    network.cut();
    await until(() => !page.isConnected, 'the drop to be noticed');
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    network.mend();
    assert.equal(await call, 'late');
  });

  it('what is printed during a drop: is told once, when the page is back', async () => {
    const { network, page } = await openDisturbed();
    const plugin = await startPlugin(
      page,
      exporting(`
def talk(self):
    asyncio.get_event_loop().call_later(0.5, lambda: print("during"))
    print("before")`),
    );
    await plugin.call('talk');
    network.cut();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    network.mend();
    await until(() => plugin.log.some(({ value }) => value === 'during'), 'it to be told');
    assert.deepEqual(
      plugin.log.map(({ value }) => value),
      ['before', 'during'],
    );
  });

  it('a drop longer than the grace: calls reject, the plugin ends, and the page can start it again', async () => {
    const { network, page } = await openDisturbed({ grace: 0.5 });
    const plugin = await startPlugin(page, exporting(LATER));
    const call = plugin.call('later', 1000);
    network.cut();
    await assert.rejects(call, { code: 'ENGINE_LOST', message: /0.5 s/ });
    await until(() => !isAlive(plugin.pid()), 'the plugin to end');
    network.mend();
    const again = await startPlugin(page, exporting(LATER), { id: plugin.id });
    assert.equal(await again.call('later', 0), 'late');
  });

  it('a page that gave up before the engine did: holds nothing when it is back', async () => {
    const { engine, network, page } = await openDisturbed({ grace: 1 });
    const plugin = await startPlugin(page, exporting(LATER));
    network.cut();
    await plugin.ended;
    network.mend();
    await until(() => page.isConnected, 'the page to be back');
    await until(() => !isAlive(plugin.pid()), 'the plugin to end');
    assert.equal(
      (
        await engine
          .page()
          .connect()
          .then(() => page.status())
      ).plugin_num,
      0,
    );
  });

  it('a plugin that is released or killed during a drop: ends when the page is back', async () => {
    const { network, page } = await openDisturbed();
    const released = await startPlugin(page, exporting(LATER));
    const killed = await startPlugin(page, exporting(LATER), { flags: ['allow-detach'] });
    network.cut();
    await until(() => !page.isConnected, 'the drop to be noticed');
    const over = [page.release(released.id), page.kill(killed.id)];
    network.mend();
    await Promise.all(over);
    assert.deepEqual(
      [released, killed].map(({ pid }) => isAlive(pid())),
      [false, false],
    );
  });

  it('a start during a drop: goes on when the page is back, and starts one process', async () => {
    const { network, page } = await openDisturbed();
    await page.connect();
    const plugin = createPlugin(page, exporting(COUNT));
    const start = plugin.sandbox.start();
    network.cut();
    await until(() => !page.isConnected, 'the drop to be noticed');
    network.mend();
    await start;
    assert.equal(await plugin.call('count', 1), 1);
    assert.equal((await page.status()).plugin_num, 1);
  });

  it('another plugin started during a drop: does not disturb those that run', async () => {
    const { network, page } = await openDisturbed();
    const plugin = await startPlugin(page, exporting(LATER));
    network.cut();
    await until(() => !page.isConnected, 'the drop to be noticed');
    const call = plugin.call('later', 0);
    const connecting = page.connect();
    network.mend();
    await connecting;
    assert.equal(await call, 'late');
  });

  it('a drop in the middle of an array to the plugin: it arrives whole, once', async () => {
    const { network, page } = await openDisturbed();
    const plugin = await startPlugin(page, exporting(DIGEST));
    let sent = 0;
    network.onSent = (bytes) => {
      sent += bytes.length;
      if (sent < 10e6) return;
      network.onSent = () => undefined;
      network.cut();
      setTimeout(() => network.mend(), 1_500);
    };
    const bytes = randomBytes(40e6);
    assert.deepEqual(await plugin.call('digest', copyOf(bytes)), [digestOf(bytes), 1]);
    assert.ok(sent >= 10e6);
  });

  it('a drop in the middle of an array from the plugin: it arrives whole, once', async () => {
    const { network, page } = await openDisturbed();
    const plugin = await startPlugin(
      page,
      exporting('def give(self, count):\n    return bytes(range(256)) * count'),
    );
    const before = network.passed;
    const call = plugin.call('give', 160_000);
    await until(() => network.passed > before + 10e6, 'part of it');
    network.cut();
    await until(() => !page.isConnected, 'the drop to be noticed');
    network.mend();
    const given = Buffer.from((await call) as ArrayBuffer);
    assert.ok(
      given.equals(
        Buffer.alloc(
          256 * 160_000,
          Uint8Array.from({ length: 256 }, (_, i) => i),
        ),
      ),
    );
  });

  it('a line that is dead without saying so: is noticed, and calls go on over another', async () => {
    const { network, page } = await openDisturbed({ grace: 60 });
    const plugin = await startPlugin(page, exporting(LATER, ECHO));
    network.freeze();
    const call = plugin.call('echo', 'hello');
    const large = plugin.call('echo', new ArrayBuffer(5e6));
    assert.equal(await call, 'hello');
    assert.equal(((await large) as ArrayBuffer).byteLength, 5e6);
  });

  it('a page that does not read: the engine holds little of what it is sent, and nothing is lost', async () => {
    const { network, page } = await openDisturbed({ grace: 60 });
    // 200 MB in all.
    const COUNT = 400;
    const numbers: number[] = [];
    const plugin = await startPlugin(
      page,
      exporting(`
def pour(self, count):
    def work():
        for number in range(count):
            api.take(number, "x" * 500_000)
    import threading
    threading.Thread(target=work, daemon=True).start()
`),
      { api: { take: (number: number) => void numbers.push(number) } },
    );
    const before = process.memoryUsage().rss;
    network.deafen();
    const pouring = plugin.call('pour', COUNT);
    let last = -1;
    let most = 0;
    // Until it has come to a stop.
    for (let quiet = 0; quiet < 20; quiet++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      most = Math.max(most, process.memoryUsage().rss - before);
      if (most !== last) quiet = 0;
      last = most;
    }
    network.listen();
    await pouring;
    await until(() => numbers.length === COUNT, 'all to arrive', 180_000);
    assert.deepEqual(
      numbers,
      Array.from({ length: COUNT }, (_, index) => index),
    );
    assert.ok(most < 160e6, `${most / 1e6} MB`);
  });

  it('a network that lets no sockets pass: long polling does', async () => {
    const { network, page } = await openDisturbed();
    network.refusesSockets = true;
    const plugin = await startPlugin(page, exporting(ECHO));
    assert.equal(await plugin.call('echo', 7), 7);
    const bytes = randomBytes(1e5);
    assert.ok(bytes.equals(Buffer.from((await plugin.call('echo', copyOf(bytes))) as ArrayBuffer)));
  });
});

const DIGEST = `
calls = 0
def digest(self, data):
    import hashlib
    self.calls += 1
    return [hashlib.sha256(data).hexdigest(), self.calls]`;

const digestOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const copyOf = (bytes: Buffer): ArrayBuffer => new Uint8Array(bytes).buffer;
