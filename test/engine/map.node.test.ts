import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { makePlace, type Place } from '../cli/imjoy.js';
import { launchOptions } from '../support/browser.mjs';
import { pluginText } from '../support/plugin-text.js';
import { pythonText } from '../web-python/python-text.js';
import { NO_DASK, SYSTEM_PYTHON } from './dask.js';
import { isAlive, until } from './support.js';

const CODE = `
import os, sys, time
from imjoy import api
class Plugin:
    async def setup(self):
        ui = "times {id: 'times', type: 'number', placeholder: 3}"
        await api.register(name="Scale", ui=ui, run=lambda ctx: ctx.data * ctx.config.times)
    def square(self, item):
        with open(item["file"], "a") as file:
            file.write(f"{item['n']} {os.getpid()}\\n")
        time.sleep(0.02)
        return item["n"] ** 2
    def random(self, item):
        return os.urandom(4).hex()
    def parent(self, item):
        return os.getppid()
    def place(self, item):
        return [os.getpid(), "distributed.worker" in sys.modules]
api.export(Plugin())
`;

const NATIVE = { name: 'Native', type: 'native-python', flags: ['functional'] };
const range = (count: number) => Array.from({ length: count }, (_, index) => index);

/** What a call of the page gave. */
interface Outcome {
  readonly results?: readonly unknown[];
  readonly code?: string;
  readonly message?: string;
  readonly done: readonly number[];
}

describe('api.map of a page that is connected to an engine', { timeout: 300_000 }, () => {
  let place: Place;
  let browser: Browser;
  before(async () => {
    place = await makePlace((folder) => ({ XDG_STATE_HOME: join(folder, 'state') }));
    browser = await puppeteer.launch(await launchOptions(puppeteer));
  });
  after(async () => {
    await browser?.close();
    await place?.remove();
  });

  /** A page of an engine, with the plugin. */
  async function open(...words: string[]): Promise<Page> {
    const given = ['--port', '0', '--workspace', words.join('_').replace(/\W/g, ''), ...words];
    const { link } = JSON.parse(await place.start('--json', 'engine', ...given).line()) as {
      link: string;
    };
    const page = await browser.newPage();
    await page.goto(link);
    await page.evaluate(`(async () => {
      await customElements.whenDefined('imjoy-workspace');
      globalThis.workspace = document.querySelector('imjoy-workspace');
      await workspace.ready;
    })()`);
    await load(page, pythonText(NATIVE, CODE));
    return page;
  }

  const load = (page: Page, text: string) =>
    page.evaluate(`workspace.api.loadPlugin({ src: ${JSON.stringify(text)} }).then(() => 0)`);

  const map = (page: Page, op: unknown, items: readonly unknown[], options: object = {}) =>
    page.evaluate(`(async () => {
      const done = [];
      const onProgress = (progress) => done.push(progress.done);
      const options = { resume: false, ...${JSON.stringify(options)}, onProgress };
      return workspace.api.map(${JSON.stringify(op)}, ${JSON.stringify(items)}, options).then(
        (results) => ({ results, done }),
        ({ code, message }) => ({ code, message, done }),
      );
    })()`) as Promise<Outcome>;
  const native = (fn: string) => ({ plugin: 'Native', fn });

  describe('without a cluster', () => {
    let page: Page;
    before(async () => (page = await open('--python', SYSTEM_PYTHON)));
    after(() => page.close());

    it('does the items of a copy whose process is killed in another, and loses and doubles none', async () => {
      const file = join(place.folder, 'squares');
      const items = range(120).map((n) => ({ n, file }));
      const options = { where: 'engine', concurrency: 3 };
      const lines = () =>
        existsSync(file)
          ? readFileSync(file, 'utf8')
              .trim()
              .split('\n')
              .map((line) => line.split(' ').map(Number))
          : [];
      const mapped = map(page, native('square'), items, options);
      await until(() => lines().length > 30, 'a part of the items');
      const victim = lines().at(-1)![1]!;
      process.kill(victim, 'SIGKILL');
      const { results, done, message } = await mapped;
      assert.deepEqual(
        results,
        range(120).map((n) => n * n),
        message,
      );
      assert.deepEqual(
        done,
        range(120).map((n) => n + 1),
      );
      assert.equal(isAlive(victim), false);
      const times = range(120).map((n) => lines().filter(([item]) => item === n));
      assert.ok(times.every(({ length }) => length === 1 || length === 2));
      const again = times.filter(({ length }) => length === 2);
      // Only what the killed one was at.
      assert.ok(again.length <= 1, `${again.length} were done twice`);
      assert.ok(again.every((both) => both[0]![1] === victim && both[1]![1] !== victim));
    });

    it('runs copies on the engine, each in a process of its own, unless told otherwise', async () => {
      const own = (await page.evaluate(
        `workspace.api.getPlugin('Native').then((plugin) => plugin.place(0))`,
      )) as [number, boolean];
      const { results } = await map(page, native('place'), range(8));
      const places = results as [number, boolean][];
      assert.ok(places.every(([pid, isWorker]) => isAlive(pid) && pid !== own[0] && !isWorker));
    });

    it('finds what is impure', async () => {
      const verify = { where: 'engine', verify: true };
      assert.equal((await map(page, native('random'), [1], verify)).code, 'MAP_IMPURE');
      assert.deepEqual((await map(page, 'Native/Scale', [1, 2], verify)).results, [3, 6]);
    });

    it('says what cannot run where it is to', async () => {
      await load(page, pluginText({ name: 'Web', flags: ['functional'] }));
      const inBrowser = await map(page, native('place'), [1], { where: 'browser' });
      assert.deepEqual(
        [inBrowser.code, inBrowser.message],
        ['MAP_PLACE', 'Native runs on an engine: items cannot be done by "browser"'],
      );
      const onEngine = await map(page, 'Web', [1], { where: 'engine' });
      assert.deepEqual(
        [onEngine.code, onEngine.message],
        ['MAP_PLACE', 'Web runs in the browser: items cannot be done by "engine"'],
      );
      const noCluster = await map(page, native('place'), [1], { where: 'cluster' });
      assert.equal(noCluster.code, 'ENGINE_MISSING');
    });
  });

  describe('with a Dask cluster', { skip: NO_DASK }, () => {
    let page: Page;
    before(async () => (page = await open('--python', SYSTEM_PYTHON, '--dask', 'local:2')));
    after(() => page.close());

    it('uses it, unless told otherwise', async () => {
      const { results, message } = await map(page, native('place'), range(12));
      assert.ok(
        (results as [number, boolean][])?.every(([, isWorker]) => isWorker),
        message,
      );
      const engine = await map(page, native('place'), [1, 2], { where: 'engine' });
      assert.ok((engine.results as [number, boolean][]).every(([, isWorker]) => !isWorker));
    });

    it('goes on with another way to it when that is killed', async () => {
      const cluster = { where: 'cluster' };
      const file = join(place.folder, 'bridged');
      const [bridge] = (await map(page, native('parent'), [0], cluster)).results as [number];
      const items = range(60).map((n) => ({ n, file }));
      const mapped = map(page, native('square'), items, cluster);
      await until(() => existsSync(file), 'an item that is begun');
      process.kill(bridge, 'SIGKILL');
      const { results, message } = await mapped;
      assert.deepEqual(
        results,
        range(60).map((n) => n * n),
        message,
      );
      const [other] = (await map(page, native('parent'), [0], cluster)).results as [number];
      assert.notEqual(other, bridge);
    });

    it('runs operators with what their forms say', async () => {
      const cluster = { where: 'cluster' };
      assert.deepEqual((await map(page, 'Native/Scale', [1, 2], cluster)).results, [3, 6]);
      const config = { times: 5 };
      const told = await map(page, 'Native/Scale', [1, 2], { ...cluster, config, verify: true });
      assert.deepEqual(told.results, [5, 10]);
      const random = await map(page, native('random'), [1], { ...cluster, verify: true });
      assert.equal(random.code, 'MAP_IMPURE');
    });
  });
});
