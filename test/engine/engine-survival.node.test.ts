import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { EngineClient } from '../../src/engine/client/engine-client.js';
import { startEngine, type EngineOptions } from '../../src/engine/server/engine.js';
import { randomId } from '../../src/base/id.js';
import {
  atEnd,
  exporting,
  isAlive,
  openEngine,
  optionsIn,
  startPlugin,
  temporaryFolder,
  until,
} from './support.js';

const SCRIPT = fileURLToPath(new URL('./engine-process.ts', import.meta.url));
const SLEEP = 'async def sleep(self):\n    await asyncio.sleep(1000)';

interface EngineProcess {
  readonly pid: number;
  readonly url: string;
  readonly port: number;
  readonly token: string;
  /** What keeps it from starting. */
  readonly error?: string;
  readonly exited: Promise<unknown[]>;
  page(): EngineClient;
}

/** @param before what a shell does before it becomes the engine */
async function spawnEngine(options: EngineOptions, before = ':'): Promise<EngineProcess> {
  const node = [process.execPath, '--import', 'tsx', SCRIPT, JSON.stringify(options)];
  const child = spawn('bash', ['-c', `${before}; exec "$@"`, 'engine', ...node], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  atEnd(() => child.kill('SIGKILL'));
  const [line] = (await Promise.race([
    once(createInterface(child.stdout), 'line'),
    exited.then(([code]) => Promise.reject(new Error(`the engine did not start: ${code}`))),
  ])) as [string];
  const said = JSON.parse(line) as Pick<EngineProcess, 'url' | 'port' | 'token' | 'error'>;
  return {
    ...said,
    pid: child.pid ?? 0,
    exited,
    page() {
      const page = new EngineClient({ ...said, client: randomId() });
      atEnd(() => page.disconnect());
      return page;
    },
  };
}

const refusal = async (options: EngineOptions): Promise<string> => {
  const engine = await startEngine(options).catch((error: Error & { code: string }) => error);
  if (!(engine instanceof Error)) {
    await engine.close();
    throw new Error('it was started');
  }
  assert.equal(engine.code, 'ENGINE_START');
  return engine.message;
};

describe('an engine that goes wrong', () => {
  it('kill -9: no plugin and no child is left after 2 s, whatever they do; pages are told', async () => {
    const folder = temporaryFolder();
    const engine = await spawnEngine({ ...optionsIn(folder), grace: 1 });
    const page = engine.page();
    const idle = await startPlugin(
      page,
      exporting(SLEEP, 'def child(self):\n    return subprocess.Popen(["sleep", "1000"]).pid'),
    );
    const child = (await idle.call('child')) as number;
    const busy = await startPlugin(page, exporting('def loop(self):\n    while True: pass'));
    const stuck = await startPlugin(
      page,
      exporting('def hold(self):\n    print("held")\n    ctypes.PyDLL(None).sleep(1000)'),
    );
    const calls = [idle.call('sleep'), busy.call('loop'), stuck.call('hold')];
    const results = Promise.allSettled(calls);
    await until(() => stuck.log.length > 0, 'the interpreter to be held');
    const pids = [idle, busy, stuck].map(({ pid }) => pid());
    process.kill(engine.pid, 'SIGKILL');
    const start = performance.now();
    await until(() => ![...pids, child].some(isAlive), 'all to end');
    assert.ok(performance.now() - start < 2_000);
    for (const result of await results)
      assert.equal(
        (result as { reason?: { code?: string } }).reason?.code,
        'ENGINE_LOST',
        JSON.stringify(result),
      );
  });

  it('a restart: the token stays, what was left of plugins is ended, and they can be started again', async () => {
    const folder = temporaryFolder();
    const first = await spawnEngine(optionsIn(folder));
    const page = first.page();
    const plugin = await startPlugin(
      page,
      exporting(
        SLEEP,
        'def apart(self):\n    return subprocess.Popen(["sleep", "1000"], start_new_session=True).pid',
      ),
    );
    // It has left the group of the plugin: nobody ends it together with that.
    const apart = (await plugin.call('apart')) as number;
    const call = plugin.call('sleep');
    process.kill(first.pid, 'SIGKILL');
    await first.exited;
    assert.equal(isAlive(apart), true);
    const second = await spawnEngine({ ...optionsIn(folder), port: first.port });
    assert.equal(second.token, first.token);
    await until(() => !isAlive(apart), 'what was left to end');
    await assert.rejects(call, { code: 'ENGINE_LOST', message: /started anew/ });
    await until(() => page.isConnected, 'the page to be back');
    const again = await startPlugin(page, exporting('def echo(self, x):\n    return x'), {
      id: plugin.id,
    });
    assert.equal(await again.call('echo', 5), 5);
  });

  it('SIGINT with 10 plugins: all end, the engine ends, its lock is gone, and pages know that it was the engine', async () => {
    const options = optionsIn(temporaryFolder());
    const engine = await spawnEngine(options);
    const page = engine.page();
    const plugins = await Promise.all(
      Array.from({ length: 10 }, () => startPlugin(page, exporting(SLEEP))),
    );
    const pids = plugins.map(({ pid }) => pid());
    assert.equal(new Set(pids.filter(isAlive)).size, 10);
    process.kill(engine.pid, 'SIGINT');
    assert.deepEqual(await engine.exited, [0, null]);
    assert.deepEqual(pids.filter(isAlive), []);
    assert.equal(existsSync(join(options.stateFolder, 'lock.json')), false);
    assert.deepEqual(readdirSync(join(options.stateFolder, 'run')), []);
    await spawnEngine({ ...options, port: engine.port });
    const codes = await Promise.all(plugins.map(async ({ ended }) => (await ended).code));
    assert.deepEqual(new Set(codes), new Set(['ENGINE_LOST']));
  });

  it('a port that is taken: it says so, and leaves the workspace to the next', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const options = optionsIn(temporaryFolder());
    assert.match(await refusal({ ...options, port }), new RegExp(`port ${port} is taken`));
    server.close();
    await (await startEngine(options)).close();
  });

  it('two engines on one workspace: the second says which the first is', async () => {
    const options = optionsIn(temporaryFolder());
    const first = await startEngine(options);
    assert.match(await refusal(options), new RegExp(`process ${process.pid}`));
    await first.close();
    await (await startEngine(options)).close();
  });

  it('a lock that a dead engine has left, or whose id another process has now: is taken over', async () => {
    const options = optionsIn(temporaryFolder());
    const dead = await spawnEngine(options);
    process.kill(dead.pid, 'SIGKILL');
    await dead.exited;
    const lock = join(options.stateFolder, 'lock.json');
    assert.ok(existsSync(lock));
    await (await startEngine(options)).close();
    writeFileSync(lock, JSON.stringify({ pid: process.pid, start: 1 }));
    await (await startEngine(options)).close();
    for (const text of ['', '{', '[]', 'null', '{"pid":-1}']) {
      writeFileSync(lock, text);
      await (await startEngine(options)).close();
    }
  });

  it('a process whose id was that of a plugin: is not ended', async () => {
    const options = optionsIn(temporaryFolder());
    const bystander = spawn('sleep', ['1000'], { detached: true });
    atEnd(() => bystander.kill('SIGKILL'));
    mkdirSync(join(options.stateFolder, 'run'), { recursive: true });
    const note = join(options.stateFolder, 'run', 'mark.json');
    writeFileSync(note, JSON.stringify({ pid: bystander.pid, start: 1 }));
    await (await startEngine(options)).close();
    assert.equal(isAlive(bystander.pid ?? 0), true);
    assert.equal(existsSync(note), false);
  });

  it('a full disk: it says so, and leaves no empty token behind', async () => {
    const options = optionsIn(temporaryFolder());
    const { error } = await spawnEngine(options, "trap '' XFSZ; ulimit -f 0");
    assert.match(error ?? '', /cannot be written/);
    const engine = await startEngine(options);
    assert.ok(engine.token.length >= 32);
    await engine.close();
  });

  it('a disk that is full when a plugin starts: it is not started, and no process is left', async () => {
    const engine = await openEngine();
    const notes = join(engine.folder, 'state', 'run');
    rmSync(notes, { recursive: true });
    writeFileSync(notes, 'in the way');
    const page = engine.page();
    const before = childrenOf(process.pid);
    await assert.rejects(startPlugin(page, ''), { code: 'ENGINE_START', message: /written/ });
    const isNew = (pid: string) => !before.includes(pid);
    await until(() => !childrenOf(process.pid).some(isNew), 'its process to end');
    rmSync(notes);
    mkdirSync(notes);
    await startPlugin(page, '');
  });

  it('a workspace, or a folder for the token, that cannot be written: it says which', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const options = optionsIn(folder);
    assert.match(await refusal({ ...options, workspace: join(file, 'below') }), /file.below/);
    assert.match(await refusal({ ...options, stateFolder: join(file, 'state') }), /file.state/);
  });

  it('no Python: the engine runs, and plugins are refused with the reason', async () => {
    const none = await openEngine({ python: null });
    const { PATH } = process.env;
    process.env.PATH = temporaryFolder();
    try {
      await assert.rejects(startPlugin(none.page(), ''), { code: 'ENGINE_PYTHON_MISSING' });
    } finally {
      process.env.PATH = PATH;
    }
    const gone = await openEngine({ python: '/nowhere/python3' });
    const page = gone.page();
    await assert.rejects(startPlugin(page, ''), {
      code: 'ENGINE_PYTHON_MISSING',
      message: /nowhere\/python3/,
    });
    assert.equal((await page.status()).plugin_num, 0);
  });

  it('no more files may be open: the plugin is refused, and the engine goes on', async () => {
    const engine = await spawnEngine(optionsIn(temporaryFolder()));
    const page = engine.page();
    const started = [await startPlugin(page, exporting(SLEEP))];
    // Only now: what loads its modules opens many at a time.
    const limit = readdirSync(`/proc/${engine.pid}/fd`).length + 20;
    execFileSync('prlimit', [`--nofile=${limit}:${limit}`, `--pid=${engine.pid}`]);
    const failure = await (async () => {
      for (;;) started.push(await startPlugin(page, exporting(SLEEP)));
    })().catch((error: Error) => error);
    assert.equal((failure as { code?: string }).code, 'ENGINE_BUSY', String(failure));
    assert.equal((await page.status()).plugin_num, started.length);
    await page.killAll();
    await startPlugin(page, exporting(SLEEP));
  });

  it('a token of a few characters: is none', async () => {
    const options = optionsIn(temporaryFolder());
    for (const token of ['', 'short'])
      assert.match(await refusal({ ...options, token }), /token needs/);
  });
});

const childrenOf = (pid: number): string[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
