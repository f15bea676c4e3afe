import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { io } from 'socket.io-client';
import { randomId } from '../../src/base/id.js';
import { TO_PLUGIN } from '../../src/engine/protocol.js';
import { atEnd, exporting, openEngine, startPlugin, until, type TestPlugin } from './support.js';

const ECHO = 'def echo(self, value):\n    return value';

/** Milliseconds in which others are answered, whoever floods the engine. */
const LIMIT = 100;

/** How long a machine that has other things to do may take to show it once. */
const PATIENCE = 60_000;

/**
 * Calls until one is answered in time. A queue that a flood fills is before every one of them, while what else the
 * machine does is before some.
 * @returns milliseconds that the quickest took
 */
async function latency(plugin: TestPlugin): Promise<number> {
  const giveUp = performance.now() + PATIENCE;
  let quickest = Infinity;
  for (let index = 0; index < 40 || quickest > LIMIT; index++) {
    const start = performance.now();
    if (start > giveUp) break;
    await plugin.call('echo', index);
    quickest = Math.min(quickest, performance.now() - start);
  }
  return quickest;
}

describe('floods', () => {
  it('a plugin that writes without end: the calls of others stay quick, and what is told is told apart', async () => {
    const engine = await openEngine();
    const page = engine.page();
    const plugin = await startPlugin(page, exporting(ECHO));
    const flooding = await startPlugin(
      engine.page(),
      exporting(`
def flood(self):
    import threading
    # It is the engine that is looked at, not how the system shares out its processors.
    os.nice(19)
    def write():
        while True: os.write(1, b"a line\\n" * 5000)
    threading.Thread(target=write, daemon=True).start()`),
    );
    await flooding.call('flood');
    await until(() => flooding.log.length > 500, 'the flood');
    const busy = await latency(plugin);
    assert.ok(busy <= LIMIT, `${busy} ms`);
    await until(
      () => flooding.log.some(({ value }) => /\d more lines .* too fast/.test(String(value))),
      'the number of lines that are not shown',
    );
    assert.deepEqual(plugin.log, []);
    await engine.close();
  });

  it('a page that asks without end: the calls of others stay quick', async () => {
    const engine = await openEngine();
    const plugin = await startPlugin(engine.page(), exporting(ECHO));
    const socket = io(engine.url, {
      auth: { token: engine.token, client: randomId(), session: randomId() },
      transports: ['websocket'],
    });
    atEnd(() => socket.disconnect());
    await socket.emitWithAck('register_client', {});
    const answers: Record<string, number> = {};
    let isOver = false;
    const flood = () => {
      for (let index = 0; index < 20; index++) {
        socket.emit(`${TO_PLUGIN}${plugin.secret()}`, { type: 'message', data: { seq: index } });
        socket.emit('get_engine_status', {}, ({ code = 'answered' }: { code?: string }) => {
          answers[code] = (answers[code] ?? 0) + 1;
        });
      }
      if (!isOver) setTimeout(flood, 10);
    };
    flood();
    const busy = await latency(plugin).finally(() => (isOver = true));
    await until(() => (answers['answered'] ?? 0) > 0, 'some answers');
    assert.ok(busy <= LIMIT, `${busy} ms`);
  });

  it('too many questions at a time: are refused at once', async () => {
    const engine = await openEngine();
    const socket = io(engine.url, {
      auth: { token: engine.token, client: randomId(), session: randomId() },
    });
    atEnd(() => socket.disconnect());
    const config = { name: 'Test', workspace: 'default' };
    // Each takes as long as Python to start.
    const asked = Array.from({ length: 300 }, (_, index) =>
      socket.emitWithAck('init_plugin', { id: index < 1 ? 'one' : 'same', config }),
    ) as Promise<{ success: boolean; code?: string }>[];
    const answers = await Promise.all(asked);
    assert.equal(answers.filter(({ success }) => success).length, 200);
    assert.equal(answers.filter(({ code }) => code === 'ENGINE_BUSY').length, 100);
  });

  it('10,000 functions that nobody calls: are let go with the page that was given them', async () => {
    const engine = await openEngine();
    const shared = { flags: ['single-instance'] };
    const code = exporting(`
given = []
def give(self, count):
    import weakref
    functions = [(lambda number: lambda: number)(index) for index in range(count)]
    self.given += [weakref.ref(function) for function in functions]
    return functions
def kept(self):
    import gc
    gc.collect()
    return sum(reference() is not None for reference in self.given)`);
    const [a, b] = [engine.page(), engine.page()];
    const one = await startPlugin(a, code, shared);
    const other = await startPlugin(b, code, shared);
    const functions = (await one.call('give', 10_000)) as unknown[];
    assert.equal(functions.length, 10_000);
    assert.equal(await other.call('kept'), 10_000);
    a.disconnect();
    await until(async () => (await other.call('kept')) === 0, 'all to be let go');
  });
});
