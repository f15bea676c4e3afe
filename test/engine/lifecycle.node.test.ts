import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { randomId } from '../../src/base/id.js';
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

/** Counts how often its script and its functions run, and calls back whoever calls it. */
const CODE = exporting(`
count = 0
def add(self):
    self.count += 1
    return [os.getpid(), self.count]
async def ask(self, delay):
    await asyncio.sleep(delay)
    return await api.name()
def ignore_end(self):
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
def exit(self):
    time.sleep(0.5)`);

const NEVER_READY = 'import time\ntime.sleep(1000)';

const as = (name: string, flags: readonly string[], hash = '') => ({
  ...{ flags, hash, api: { name: () => name } },
});

describe('how long a plugin lives, and for whom', () => {
  let engine: TestEngine;
  const status = async (page: EngineClient) => (await page.status()).plugin_processes;
  before(async () => {
    engine = await openEngine();
  });

  it('without flags: each page has its own, which ends with the page', async () => {
    const [a, b] = [engine.page(), engine.page()];
    const [one, other] = [await startPlugin(a, CODE), await startPlugin(b, CODE)];
    assert.notEqual(one.pid(), other.pid());
    a.disconnect();
    await until(() => !isAlive(one.pid()), 'the one to end');
    assert.equal(isAlive(other.pid()), true);
    b.disconnect();
    await until(() => !isAlive(other.pid()), 'the other to end');
  });

  it('single-instance in two tabs: one process, and each tab gets its own results', async () => {
    const shared = { workspace: 'two-tabs' };
    const [a, b] = [engine.page(), engine.page()];
    const one = await startPlugin(a, CODE, { ...shared, ...as('a', ['single-instance']) });
    const other = await startPlugin(b, CODE, { ...shared, ...as('b', ['single-instance']) });
    assert.equal(one.pid(), other.pid());
    assert.deepEqual([one.sandbox.resumed, other.sandbox.resumed], [false, true]);
    const names = await Promise.all([
      ...[one.call('ask', 0.2), other.call('ask', 0.1), one.call('ask', 0), other.call('ask', 0.2)],
    ]);
    assert.deepEqual(names, ['a', 'b', 'a', 'b']);
    assert.notEqual(one.secret(), other.secret());
    // The first tab closes: the second goes on, until it closes, too.
    a.disconnect();
    await until(async () => (await status(b))[0]?.holders === 1, 'the first to have left');
    assert.equal(await other.call('ask', 0), 'b');
    b.disconnect();
    await until(() => !isAlive(one.pid()), 'it to end');
  });

  it('single-instance, killed from the second tab: the first is told, and may start it again', async () => {
    const shared = { ...as('x', ['single-instance']), workspace: 'killed', id: 'same-id-again' };
    const [a, b] = [engine.page(), engine.page()];
    const one = await startPlugin(a, CODE, shared);
    await startPlugin(b, CODE, { ...shared, id: 'of-b' });
    await b.kill('of-b');
    assert.equal((await one.ended).code, 'PLUGIN_TERMINATED');
    const again = await startPlugin(a, CODE, shared);
    assert.notEqual(again.pid(), one.pid());
    assert.deepEqual(await again.call('add'), [again.pid(), 1]);
  });

  it('single-instance, twice in one page: two parts in one process, which live on their own', async () => {
    const page = engine.page();
    const shared = { ...as('x', ['single-instance']), workspace: 'twice' };
    const one = await startPlugin(page, CODE, shared);
    const other = await startPlugin(page, CODE, shared);
    assert.equal(one.pid(), other.pid());
    assert.deepEqual(await one.call('add'), [one.pid(), 1]);
    assert.deepEqual(await other.call('add'), [one.pid(), 2]);
    await page.release(one.id);
    assert.deepEqual(await other.call('add'), [one.pid(), 3]);
    const third = await startPlugin(page, CODE, shared);
    assert.deepEqual(await third.call('add'), [one.pid(), 4]);
  });

  it('single-instance of another workspace, tag or name: is another', async () => {
    const page = engine.page();
    const flags = { flags: ['single-instance'], workspace: 'kinds' };
    const pids = new Set<number>();
    for (const kind of [{}, { workspace: 'other' }, { tag: 'GPU' }, { name: 'Other' }])
      pids.add((await startPlugin(page, CODE, { ...flags, ...kind })).pid());
    assert.equal(pids.size, 4);
  });

  it('allow-detach: waits for the same browser after a reload, with its state; its script runs once', async () => {
    const client = randomId();
    const flags = { ...as('x', ['allow-detach']), workspace: 'detach' };
    const first = engine.page({ client });
    const plugin = await startPlugin(first, CODE, flags);
    await plugin.call('add');
    first.disconnect();
    const stranger = await startPlugin(engine.page(), CODE, flags);
    assert.notEqual(stranger.pid(), plugin.pid());
    const reloaded = engine.page({ client });
    await reloaded.connect();
    const [left] = (await status(reloaded)).filter(({ pid }) => pid === plugin.pid());
    assert.ok(left && left.holders === 0 && left.detached !== null && !left.own);
    const again = await startPlugin(reloaded, CODE, flags);
    assert.equal(again.sandbox.resumed, true);
    assert.deepEqual(await again.call('add'), [plugin.pid(), 2]);
    assert.equal(await again.call('ask', 0), 'x');
    await reloaded.kill(again.id);
    assert.equal(isAlive(plugin.pid()), false);
  });

  it('its code changed while it was detached: is said', async () => {
    const client = randomId();
    const config = {
      ...{ name: 'Test', type: 'native-python', tag: null, workspace: 'changed' },
      ...{ flags: ['allow-detach'], env: null, requirements: null },
    };
    const first = engine.page({ client });
    const before = await first.init({ id: 'one', config: { ...config, hash: 'a' } });
    assert.equal(before.plugin.differs, false);
    first.disconnect();
    const reloaded = engine.page({ client });
    const again = await reloaded.init({ id: 'two', config: { ...config, hash: 'b' } });
    assert.deepEqual(
      [again.plugin.pid, again.plugin.resumed, again.plugin.differs],
      [before.plugin.pid, true, true],
    );
    await reloaded.kill('two');
  });

  it('the same id twice: is one process, also when both are asked for at once', async () => {
    const page = engine.page();
    const config = {
      ...{ name: 'Test', type: 'native-python', tag: null, workspace: 'same-id' },
      ...{ flags: [], env: null, requirements: null, hash: '' },
    };
    const request = { id: 'the-same', config };
    const [one, other] = await Promise.all([page.init(request), page.init(request)]);
    assert.equal(one, other);
    assert.equal((await page.init(request)).plugin.pid, one.plugin.pid);
    assert.equal((await status(page)).filter(({ own }) => own).length, 1);
  });

  it('asked for while the former is ending (a reload): is a new one', async () => {
    const client = randomId();
    const shared = { ...as('x', ['single-instance']), workspace: 'reload' };
    const first = engine.page({ client });
    const former = await startPlugin(first, CODE, shared);
    first.disconnect();
    const again = await startPlugin(engine.page({ client }), CODE, shared);
    assert.deepEqual(await again.call('add'), [again.pid(), 1]);
    await until(() => !isAlive(former.pid()), 'the former to end');
    assert.equal(isAlive(again.pid()), true);
  });

  it('let go while it is starting: no process is left, and who asked is told', async () => {
    const page = engine.page();
    await page.connect();
    for (const how of ['dispose', 'kill', 'disconnect'] as const) {
      const plugin = createPlugin(page, NEVER_READY);
      const start = plugin.sandbox.start();
      const failure = assert.rejects(start);
      await until(() => plugin.steps.length > 0, 'it to be starting');
      if (how === 'kill') await page.kill(plugin.id);
      else if (how === 'disconnect') page.disconnect();
      else plugin.sandbox.dispose(new Error('changed my mind') as never);
      await failure;
    }
    const other = engine.page();
    await other.connect();
    await until(async () => !(await status(other)).some(({ holders }) => holders === 0), 'the end');
  });

  it('shared by two while it is starting: the first may go, the second gets it', async () => {
    const shared = { ...as('x', ['single-instance']), workspace: 'starting' };
    const [a, b] = [engine.page(), engine.page()];
    await Promise.all([a.connect(), b.connect()]);
    const first = createPlugin(a, CODE, shared);
    const second = createPlugin(b, CODE, shared);
    const lost = assert.rejects(first.sandbox.start());
    const start = second.sandbox.start();
    a.disconnect();
    await lost;
    await start;
    assert.deepEqual(await second.call('add'), [second.pid(), 1]);
  });

  it('too many for one browser: are refused by number, and others may go on', async () => {
    const small = await openEngine({ maxPlugins: 2 });
    const page = small.page();
    const one = await startPlugin(page, CODE);
    await startPlugin(page, CODE);
    await assert.rejects(startPlugin(page, CODE), { code: 'ENGINE_BUSY', message: /2 plugins/ });
    await startPlugin(small.page(), CODE);
    await page.kill(one.id);
    await startPlugin(page, CODE);
  });

  it('a workspace that is no name of a folder: is refused', async () => {
    const page = engine.page();
    for (const workspace of ['..', '.', 'a/b', '../../etc', 'a\\b', 'a\0b', 'x'.repeat(300)])
      await assert.rejects(startPlugin(page, CODE, { workspace }), { code: 'ARGUMENT' }, workspace);
  });

  it('a call that waits when its page goes: is cancelled in the plugin, which goes on for others', async () => {
    const shared = { ...as('x', ['single-instance']), workspace: 'cancel' };
    const [a, b] = [engine.page(), engine.page()];
    const code = exporting(`
cancelled = []
async def wait(self):
    try:
        await asyncio.sleep(1000)
    except asyncio.CancelledError:
        self.cancelled.append(True)
        raise
def count(self):
    return len(self.cancelled)`);
    const one = await startPlugin(a, code, shared);
    const other = await startPlugin(b, code, shared);
    const call = assert.rejects(one.call('wait'), { code: 'ENGINE_LOST' });
    assert.equal(await one.call('count'), 0);
    a.disconnect();
    await call;
    while ((await other.call('count')) !== 1);
  });
});
