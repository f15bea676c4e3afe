import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { EngineClient } from '../../src/engine/client/engine-client.js';
import {
  createPlugin,
  exporting,
  isAlive,
  openEngine,
  startPlugin,
  until,
  type TestEngine,
} from './support.js';

const ECHO = 'def echo(self, value):\n    return value';
const SLEEP = 'async def sleep(self):\n    await asyncio.sleep(1000)';

describe('a plugin that goes wrong', () => {
  let engine: TestEngine;
  let page: EngineClient;
  before(async () => {
    engine = await openEngine({ heartbeat: 0.2 });
    page = engine.page();
  });
  // Whatever it did, the engine and the other plugins of the page go on.
  after(async () => {
    const plugin = await startPlugin(page, exporting(ECHO));
    assert.equal(await plugin.call('echo', 'still there'), 'still there');
  });

  it('killed by kill -9: what was called rejects with the signal', async () => {
    const plugin = await startPlugin(page, exporting(SLEEP));
    const call = plugin.call('sleep');
    process.kill(plugin.pid(), 'SIGKILL');
    await assert.rejects(call, { code: 'ENGINE_PLUGIN_EXITED' });
    assert.equal((await plugin.ended).details?.signal, 'SIGKILL');
  });

  it('a segmentation fault: what was called rejects with the signal', async () => {
    const plugin = await startPlugin(page, exporting('def crash(self):\n    ctypes.string_at(0)'));
    await assert.rejects(plugin.call('crash'), { code: 'ENGINE_PLUGIN_EXITED' });
    assert.equal((await plugin.ended).details?.signal, 'SIGSEGV');
  });

  it('os._exit in run: what was called rejects with the code, and the last words are told', async () => {
    const plugin = await startPlugin(
      page,
      exporting('def run(self):\n    print("farewell")\n    os._exit(3)'),
    );
    await assert.rejects(plugin.call('run'), { code: 'ENGINE_PLUGIN_EXITED' });
    const { details } = await plugin.ended;
    assert.deepEqual(details, { code: 3, signal: '', log: ['farewell'] });
  });

  it('an exception in setup: the call rejects with it, and the plugin goes on', async () => {
    const code = exporting(ECHO, 'def setup(self):\n    raise ValueError("no camera")');
    const plugin = await startPlugin(page, code);
    await assert.rejects(plugin.call('setup'), /no camera/);
    assert.equal(await plugin.call('echo', 1), 1);
  });

  it('an import error: the start rejects with the name of the module', async () => {
    const plugin = createPlugin(page, 'import a_module_that_is_not_there');
    await assert.rejects(plugin.sandbox.start(), {
      code: 'PLUGIN_SCRIPT',
      message: /a_module_that_is_not_there/,
    });
  });

  it('an error that Python itself starts with: the start rejects with what it wrote', async () => {
    const broken = await openEngine({ runtime: '/nowhere/imjoy_engine' });
    await assert.rejects(startPlugin(broken.page(), ''), {
      code: 'ENGINE_PLUGIN_EXITED',
      message: /nowhere/,
    });
  });

  describe('that does not want to end', { concurrency: true }, () => {
    const endless = [
      ['an infinite loop', 'def loop(self):\n    while True: pass'],
      [
        'SIGTERM ignored',
        'def loop(self):\n    signal.signal(signal.SIGTERM, signal.SIG_IGN)\n    while True: time.sleep(1)',
      ],
      [
        'exit() that does not return',
        'def loop(self):\n    pass\ndef exit(self):\n    time.sleep(1000)',
      ],
      ['a call that holds the interpreter', 'def loop(self):\n    ctypes.PyDLL(None).sleep(1000)'],
    ] as const;
    for (const [name, code] of endless)
      it(`${name}: is gone 6.5 s after it was killed`, async () => {
        const plugin = await startPlugin(page, exporting(code));
        const call = plugin.call('loop').catch(() => undefined);
        const start = performance.now();
        await page.kill(plugin.id);
        // A busy machine adds to that.
        assert.ok(performance.now() - start < 9_000);
        assert.equal(isAlive(plugin.pid()), false);
        await call;
        assert.equal((await plugin.ended).code, 'PLUGIN_TERMINATED');
      });
  });

  it('one that ends when it is asked to: is gone at once, after its exit()', async () => {
    const plugin = await startPlugin(page, exporting('def exit(self):\n    print("put away")'));
    const start = performance.now();
    await page.kill(plugin.id);
    assert.ok(performance.now() - start < 4_000);
    assert.match(String((await plugin.ended).message), /ended/);
    assert.deepEqual(
      plugin.log.map(({ value }) => value),
      ['put away'],
    );
  });

  it('children and grandchildren: none is left, in whatever group and environment they are', async () => {
    const plugin = await startPlugin(
      page,
      exporting(`
def children(self):
    nap = ["sleep", "1000"]
    shell = subprocess.Popen(["sh", "-c", "sleep 1000 & echo $!; wait"], stdout=subprocess.PIPE)
    grandchild = int(shell.stdout.readline())
    apart = subprocess.Popen(nap, start_new_session=True)
    bare = subprocess.Popen(nap, env={})
    return [shell.pid, grandchild, apart.pid, bare.pid]`),
    );
    const children = (await plugin.call('children')) as number[];
    assert.deepEqual(children.map(isAlive), [true, true, true, true]);
    process.kill(plugin.pid(), 'SIGKILL');
    await plugin.ended;
    await until(() => !children.some(isAlive), `${children} to end`);
  });

  it('a fork that holds the channel: the end is told all the same, and the fork ends', async () => {
    const plugin = await startPlugin(
      page,
      exporting(`
def fork(self):
    pid = os.fork()
    if pid == 0:
        while True: time.sleep(1000)
    return pid
def crash(self):
    os._exit(1)`),
    );
    const child = (await plugin.call('fork')) as number;
    await assert.rejects(plugin.call('crash'), { code: 'ENGINE_PLUGIN_EXITED' });
    await until(() => !isAlive(child), 'the fork to end');
  });

  it('its output closed (1 and 2): it goes on', async () => {
    const plugin = await startPlugin(
      page,
      exporting(ECHO, 'def close(self):\n    os.close(1)\n    os.close(2)'),
    );
    await plugin.call('close');
    assert.equal(await plugin.call('echo', 2), 2);
  });

  it('its channel closed (3): what was called rejects, for nobody could be answered', async () => {
    const plugin = await startPlugin(page, exporting('def close(self):\n    os.close(3)'));
    await assert.rejects(plugin.call('close'), { code: 'ENGINE_PLUGIN_EXITED' });
  });

  it('its channel written to: the plugin ends, and is told why', async () => {
    const plugin = await startPlugin(
      page,
      exporting('def garble(self):\n    os.write(3, b"x" * 1000)\n    time.sleep(1000)'),
    );
    await assert.rejects(plugin.call('garble'), {
      code: 'ENGINE_PLUGIN_EXITED',
      message: /channel to the engine is broken/,
    });
  });

  it('256 MB of stderr: it does not hang, and the log stays small', async () => {
    const plugin = await startPlugin(
      page,
      exporting(`
def flood(self):
    for _ in range(256):
        os.write(2, b"a line of a progress bar that means well\\n" * 25000)
    return "done"`),
    );
    assert.equal(await plugin.call('flood'), 'done');
    const [process] = (await page.status()).plugin_processes.filter(
      ({ pid }) => pid === plugin.pid(),
    );
    assert.ok(process);
    const { log, count } = await page.logOf(process.pid);
    const size = log.reduce((sum, { value }) => sum + String(value).length, 0);
    assert.ok(size > 0 && size <= 5e6, `${size} characters are kept`);
    const rest = await page.logOf(process.pid, count - 2);
    assert.deepEqual(rest, { ...rest, log: log.slice(-2), count }, 'only what is new is told');
  });

  it('one endless line, written over or not: it is cut', async () => {
    const plugin = await startPlugin(
      page,
      exporting(`
def line(self, start):
    os.write(1, start.encode())
    for _ in range(20):
        os.write(1, b"x" * 1_000_000)
    os.write(1, b"\\nover\\n")`),
    );
    for (const start of ['', '\r']) {
      await plugin.call('line', start);
      await until(() => plugin.log.some(({ value }) => value === 'over'), 'the line to end');
      assert.ok(plugin.log.every(({ value }) => String(value).length <= 10_001));
      plugin.log.length = 0;
    }
  });

  it('a progress bar: is told as it stands when there is more, and when it is done', async () => {
    const plugin = await startPlugin(
      page,
      exporting('def tick(self, text):\n    os.write(2, text.encode())'),
    );
    const shown = () => plugin.log.map(({ value }) => value);
    await plugin.call('tick', '\r 10%');
    await plugin.call('tick', '\r 20%');
    await until(() => shown().includes(' 10%'), 'the first state');
    await plugin.call('tick', '\r100%\n');
    await until(() => shown().includes('100%'), 'the last state');
    assert.deepEqual(shown(), [' 10%', '100%']);
  });

  it('binary output and text that is no UTF-8: it goes on, and what can be read is told', async () => {
    const plugin = await startPlugin(
      page,
      exporting(`
def write(self):
    os.write(1, bytes(range(256)) * 100)
    os.write(1, b"\\ncaf\\xe9 \\xff\\xfe au lait\\n")`),
    );
    await plugin.call('write');
    await until(() => plugin.log.some(({ value }) => /caf. .. au lait/.test(String(value))), 'it');
  });

  it('native code that holds the interpreter: is said not to answer, is not killed, and answers', async () => {
    const plugin = await startPlugin(
      page,
      exporting('def hold(self):\n    ctypes.PyDLL(None).usleep(2_500_000)\n    return "held"'),
    );
    const states: string[] = [];
    plugin.sandbox.onState.connect((state) => states.push(state));
    assert.equal(await plugin.call('hold'), 'held');
    await until(() => states.includes('responsive'), 'it to answer again');
    assert.ok(states.indexOf('unresponsive') >= 0);
    assert.ok(states.indexOf('unresponsive') < states.indexOf('responsive'));
  });
});
