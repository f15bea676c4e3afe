import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { DemoFolder, linkIn } from './npm-start.js';
import { appears, click, Demo } from './open-demo.js';

const NAME = 'Cell Segmentation';

interface Found {
  readonly count: number;
  readonly threshold: number;
  readonly cells: readonly { nucleus: number; area: number; x: number; y: number }[];
  readonly shape: readonly number[];
}

/** What it finds in the sample image, by the api of the page. */
const segment = (page: Page): Promise<Found> =>
  page.evaluate(async (name) => {
    type Remote = Record<string, (...args: unknown[]) => Promise<unknown>>;
    const { api } = document.querySelector('imjoy-workspace')!;
    const getPlugin = api!.getPlugin as (name: string) => Promise<Remote>;
    const image = await (await getPlugin('Sample Image')).getImage!();
    const { overlay, ...found } = (await (
      await getPlugin(name)
    ).segment!(image)) as Found & {
      overlay: { shape: number[] };
    };
    return { ...found, shape: [...overlay.shape] };
  }, NAME);

/** The process that it runs in, as the engine tells the page. */
const pidOf = (page: Page): Promise<number> =>
  page.evaluate(async (name) => {
    const { workspace } = document.querySelector('imjoy-workspace')!;
    const engines = await workspace!.engines();
    for (const engine of engines.all) {
      const { plugin_processes: plugins } = await engine.status();
      const found = plugins.find((plugin) => plugin.name === name);
      if (found) return found.pid;
    }
    throw new Error('it does not run');
  }, NAME);

const isIn = (page: Page, kind: string) =>
  page.waitForFunction(
    (name, state) => {
      const plugins = document.querySelector('imjoy-workspace')?.workspace?.plugins;
      return plugins?.find(name)?.state.kind === state;
    },
    { polling: 50, timeout: 60_000 },
    NAME,
    kind,
  );

/** Follows the link that was printed, and installs the plugin by the link on the page. */
async function install(env: NodeJS.ProcessEnv = {}) {
  const folder = await DemoFolder.make();
  const link = linkIn(await folder.start(env).line());
  const demo = await Demo.at(link.origin, () => folder.remove());
  const { page, errors } = await demo.open(link.href);
  await page.waitForFunction(
    () => document.querySelector('imjoy-workspace')?.workspace?.openEngines?.all[0]?.isConnected,
    { polling: 50, timeout: 60_000 },
  );
  await click(page, '.lead a[href*=cell-segmentation]');
  await click(page, '>>> imjoy-install-dialog >>> dialog .primary');
  await isIn(page, 'ready');
  return { demo, page, errors };
}

describe('Cell Segmentation, as npm start has it', { timeout: 300_000 }, () => {
  let demo: Demo;
  let page: Page;
  let errors: readonly string[];
  before(async () => ({ demo, page, errors } = await install()));
  after(() => demo.close());

  it('runs on the engine, and opens a table and a picture', async () => {
    await page.evaluate(async (name) => {
      const { workspace } = document.querySelector('imjoy-workspace')!;
      await workspace!.run(name, { config: { smoothing: 3, smallest: 60, measure: true } });
    }, NAME);
    await appears(page, '>>> imjoy-table-view');
    await appears(page, '>>> imjoy-image-view');
    assert.ok(process.kill(await pidOf(page), 0));
    assert.deepEqual(errors, []);
  });

  it('says so when its process is killed, and goes on when it is restarted', async () => {
    const found = await segment(page);
    const pid = await pidOf(page);
    process.kill(pid, 'SIGKILL');
    await isIn(page, 'failed');
    await appears(page, '>>> ::-p-text(Cell Segmentation ended by SIGKILL)');
    await click(page, '>>> ::-p-text(Restart)');
    await isIn(page, 'ready');
    assert.notEqual(await pidOf(page), pid);
    assert.deepEqual(await segment(page), found);
    assert.deepEqual(errors, []);
  });

  it('finds the same without numpy', async () => {
    const withNumpy = await segment(page);
    assert.ok(withNumpy.count > 50 && withNumpy.cells.every(({ area }) => area >= 60));
    assert.equal(withNumpy.cells.length, withNumpy.count);
    assert.deepEqual(withNumpy.shape, [512, 512, 3]);
    const bin = await mkdtemp(join(tmpdir(), 'imjoy-python-'));
    const bare = join(bin, 'python3');
    // Without what is installed for all.
    await writeFile(bare, `#!/bin/sh\nPATH='${process.env.PATH}' exec python3 -S "$@"\n`);
    await chmod(bare, 0o755);
    const other = await install({ PATH: [bin, process.env.PATH].join(delimiter) });
    assert.deepEqual(await segment(other.page), withNumpy);
    await other.demo.close();
    await rm(bin, { recursive: true });
  });
});
