import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ImjoyError } from '../../src/base/error.js';
import { mapItems, type MapPlan } from '../../src/map/map-items.js';
import { NdArray } from '../../src/rpc/index.js';
import { ClusterBridge } from '../../src/workspace/cluster-bridge.js';
import type { ToldCall } from '../../src/workspace/map-function.js';
import { onCluster } from '../../src/workspace/on-cluster.js';
import { NO_DASK, SYSTEM_PYTHON } from './dask.js';
import { atEnd, isAlive, openEngine, temporaryFolder, until } from './support.js';

const CODE = `
import asyncio, os, time
from imjoy import api
class Plugin:
    async def setup(self):
        await api.register(name="Scale", run=lambda ctx: [ctx.data * ctx.config.factor, os.getpid()])
    def square(self, item):
        with open(item.file, "a") as file:
            file.write(f"{item.n} {os.getpid()}\\n")
        time.sleep(0.01)
        return item.n ** 2
    async def add(self, item, other):
        await asyncio.sleep(0)
        return item + other
    def doubled(self, array):
        return array * 2
    def run(self, ctx):
        return [ctx.data, ctx.config.missing]
    def fail(self, item):
        raise KeyError(item)
    def ask(self, item):
        return api.prompt("who?")
    def pid(self, item):
        return os.getpid()
    def unsendable(self, item):
        return (n for n in [1])
    def sleep(self, item):
        open(item, "w").close()
        time.sleep(600)
api.export(Plugin())
`;

const program = {
  ...{ name: 'Test', methods: ['export', 'register', 'prompt'], constants: {}, sets_up: true },
  scripts: [{ content: CODE, line: 1, src: null }],
};

const toFunction = (fn: string, ...rest: unknown[]): ToldCall => ({
  ...{ fn, operator: null, args: (item) => [item, ...rest], read: (result) => result },
});

const range = (count: number) => Array.from({ length: count }, (_, index) => index);

function start(args: readonly string[]): ChildProcess {
  const child = spawn(SYSTEM_PYTHON, ['-m', ...args], { stdio: 'ignore' });
  atEnd(() => child.kill('SIGKILL'));
  return child;
}

/** A scheduler and its workers, each in a process of its own without a nanny. */
async function startCluster(size: number): Promise<{ address: string; workers: ChildProcess[] }> {
  const file = join(temporaryFolder(), 'scheduler.json');
  const module = 'distributed.cli.';
  start([
    `${module}dask_scheduler`,
    '--host',
    '127.0.0.1',
    '--port',
    '0',
    '--no-dashboard',
    '--scheduler-file',
    file,
  ]);
  await until(
    () => existsSync(file) && readFileSync(file, 'utf8').trim().endsWith('}'),
    'a scheduler',
  );
  const { address } = JSON.parse(readFileSync(file, 'utf8')) as { address: string };
  const options = ['--no-nanny', '--nthreads', '1', '--no-dashboard'];
  const workers = range(size).map(() => start([`${module}dask_worker`, address, ...options]));
  return { address, workers };
}

/** Works on items as a page does that is connected to an engine with this cluster. */
async function openMap(dask: string, python = SYSTEM_PYTHON) {
  const engine = await openEngine({ dask, python });
  const page = engine.page();
  await page.connect();
  const warnings: string[] = [];
  let opening: Promise<ClusterBridge> | null = null;
  const open = () =>
    (opening ??= ClusterBridge.open({
      ...{ engine: page, workspace: 'default' },
      warn: (text) => warnings.push(text),
    }));
  const map = <Item>(call: ToldCall, items: Item[], plan: Partial<MapPlan<Item, unknown>> = {}) =>
    mapItems(items, { ...plan, executor: onCluster(open, program, call) }).then(
      ({ results }) => results,
    );
  return { map, page, open, warnings };
}

const rejection = (promise: Promise<unknown>) =>
  promise.then(
    () => assert.fail('it did not reject'),
    (error: ImjoyError) => error,
  );

describe('a Dask cluster', { skip: NO_DASK, timeout: 300_000 }, () => {
  let cluster: Awaited<ReturnType<typeof startCluster>>;
  let open: Awaited<ReturnType<typeof openMap>>;

  it('is what an engine says it has', async () => {
    cluster = await startCluster(2);
    open = await openMap(cluster.address);
    assert.deepEqual(open.page.info?.clusters, ['dask']);
    const bridge = await open.open();
    for (let size = 0; size < 2;) size = Number(await bridge.call('capacity'));
  });

  it('calls functions and operators, with values of all kinds', async () => {
    assert.deepEqual(await open.map(toFunction('add', '!'), ['a', 'b']), ['a!', 'b!']);
    const array = new NdArray(new Float32Array([1, 2, 3, 4]), [2, 2]);
    const [doubled] = (await open.map(toFunction('doubled'), [array])) as [NdArray];
    assert.deepEqual(
      [[...doubled.data], [...doubled.shape]],
      [
        [2, 4, 6, 8],
        [2, 2],
      ],
    );
    const context = (data: unknown) => ({ data, config: { factor: 3 } });
    const scale = { ...toFunction('run'), args: (item: unknown) => [context(item)] };
    const registered = {
      ...scale,
      operator: 'Scale',
      read: (list: unknown) => (list as number[])[0],
    };
    assert.deepEqual(await open.map(registered, [1, 2]), [3, 6]);
    const bytes = new Uint8Array([1, 2]).buffer;
    const [[same, missing]] = (await open.map({ ...scale, operator: 'Test' }, [bytes])) as [
      [ArrayBuffer, null],
    ];
    assert.deepEqual([[...new Uint8Array(same)], missing], [[1, 2], null]);
  });

  it('tells what an item failed with, its traceback, and what a worker has not', async () => {
    const failed = await rejection(open.map(toFunction('fail'), ['x']));
    assert.deepEqual([failed.code, failed.message], ['MAP_ITEM', "item 0 failed: 'x'"]);
    const cause = failed.cause as Error;
    assert.equal(cause.name, 'KeyError');
    assert.match(String(cause.stack), /Test\.imjoy\.html", line \d+, in fail\n\s+raise KeyError/);
    const asked = await rejection(open.map(toFunction('ask'), [1]));
    assert.match(asked.message, /api\.prompt needs the page/);
    const none = await rejection(open.map(toFunction('none'), [1]));
    assert.match(none.message, /Test exports no function "none"/);
    assert.match((await rejection(open.map(toFunction('unsendable'), [1]))).message, /generator/);
  });

  it('finds what is impure', async () => {
    const file = join(temporaryFolder(), 'items');
    const verify = true;
    const items = range(4).map((n) => ({ n, file }));
    assert.deepEqual(await open.map(toFunction('square'), items, { verify }), [0, 1, 4, 9]);
    const random = { ...program, scripts: [{ content: RANDOM, line: 1, src: null }] };
    const executor = onCluster(open.open, random, toFunction('random'));
    const impure = await rejection(mapItems([1], { executor, verify }));
    assert.equal(impure.code, 'MAP_IMPURE');
  });

  it('does each of equal items for itself', async () => {
    const random = { ...program, scripts: [{ content: RANDOM, line: 1, src: null }] };
    const executor = onCluster(open.open, random, toFunction('random'));
    const { results } = await mapItems([1, 1, 1, 1], { executor, concurrency: 4 });
    assert.equal(new Set(results).size, 4);
  });

  it('does the items of a worker that is killed again, and loses and doubles none', async () => {
    const file = join(temporaryFolder(), 'items');
    const items = range(200).map((n) => ({ n, file }));
    const [victim] = cluster.workers;
    const seen: number[] = [];
    const results = await open.map(toFunction('square'), items, {
      concurrency: 8,
      onProgress({ index, done }) {
        seen.push(index);
        if (done === 60) victim!.kill('SIGKILL');
      },
    });
    assert.deepEqual(
      results,
      range(200).map((n) => n * n),
    );
    assert.deepEqual(
      seen.sort((a, b) => a - b),
      range(200),
    );
    const lines = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(' '));
    const by = (pid: number) => lines.filter((line) => Number(line[1]) === pid).map(([n]) => n);
    const pids = cluster.workers.map(({ pid }) => pid!);
    const [lost, kept] = pids.map(by) as [string[], string[]];
    assert.equal(isAlive(victim!.pid!), false);
    assert.ok(lost.length > 0 && kept.length > lost.length, `${lost.length} and ${kept.length}`);
    // No worker does one twice, and only what the lost one had not given back is done by the other, too.
    assert.equal(new Set(kept).size, kept.length);
    assert.equal(new Set(lost).size, lost.length);
    const again = kept.filter((n) => lost.includes(n));
    assert.ok(again.length <= 8, `${again.length} were done again`);
    assert.equal(lost.length + kept.length - again.length, 200);
  });

  it('begins nothing more once it is aborted', async () => {
    const folder = temporaryFolder();
    const files = range(3).map((n) => join(folder, `${n}`));
    const ending = new AbortController();
    const { signal } = ending;
    const mapped = rejection(open.map(toFunction('sleep'), files, { signal, concurrency: 3 }));
    await until(() => files.some((file) => existsSync(file)), 'an item that is begun');
    ending.abort();
    assert.equal((await mapped).code, 'RPC_ABORTED');
    // The worker is at it still: Dask cannot end what runs. What waits goes when the worker does.
    cluster.workers[1]!.kill('SIGKILL');
    cluster.workers.push(
      start(['distributed.cli.dask_worker', cluster.address, '--no-nanny', '--nthreads', '1']),
    );
    const [pid] = await open.map(toFunction('pid'), [0]);
    assert.equal(pid, cluster.workers[2]!.pid);
    assert.equal(files.filter((file) => existsSync(file)).length, 1);
  });

  it('is started by the engine itself', async () => {
    const local = await openMap('local:2');
    const pids = await local.map(toFunction('pid'), range(20));
    const workers = new Set(pids as number[]);
    assert.equal(workers.size, 2);
    local.page.disconnect();
    await until(
      () => [...workers].every((pid) => !isAlive(pid)),
      'workers that end with the engine',
    );
  });

  it('is named where Python has no Dask', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'distributed.py'), 'raise ImportError("No module distributed")');
    process.env.PYTHONPATH = folder;
    const { map } = await openMap('tcp://127.0.0.1:1');
    const { code, message } = await rejection(map(toFunction('pid'), [1]));
    delete process.env.PYTHONPATH;
    assert.equal(code, 'ENGINE_CLUSTER');
    assert.match(message, /^the cluster tcp:.* needs the Python package "distributed": No module/);
  });

  it('that cannot be reached is named', async () => {
    const { map } = await openMap('tcp://127.0.0.1:1');
    const { code, message } = await rejection(map(toFunction('pid'), [1]));
    assert.equal(code, 'ENGINE_CLUSTER');
    assert.match(message, /^the Dask cluster tcp:\/\/127\.0\.0\.1:1 failed: /);
  });
});

const RANDOM = `
import random
api.export({"random": lambda item: random.random()})
`;
