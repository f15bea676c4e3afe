import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { appears, click, Demo } from './open-demo.js';

type Remote = Record<string, (...args: unknown[]) => Promise<unknown>>;

interface Image {
  readonly data: ArrayLike<number>;
  readonly shape: readonly number[];
  readonly dtype: string;
}

/** What the page has fetched of Python so far. */
const fetchedOf = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => new URL(name).pathname)
      .filter((path) => /\/dist\/(pyodide\/|python\.js)/.test(path)),
  );

describe('Python in the workspace of the demo', { timeout: 300_000 }, () => {
  let demo: Demo;
  let page: Page;
  let errors: readonly string[];
  before(async () => {
    demo = await Demo.start();
    ({ page, errors } = await demo.open('demo/index.html'));
    await page.evaluate(async () => {
      await customElements.whenDefined('imjoy-workspace');
      await document.querySelector('imjoy-workspace')!.ready;
    });
  });
  after(() => demo.close());

  /** Runs a plugin as its row in the menu does. @returns what it gave back, without its data */
  const run = (name: string, config: object) =>
    page.evaluate(
      async (key, values) => {
        const { workspace } = document.querySelector('imjoy-workspace')!;
        const result = await workspace!.run(key, { config: values as Record<string, unknown> });
        const { type, name: title, data } = (result ?? {}) as Record<string, unknown>;
        const { src } = (data ?? {}) as { src?: Image };
        return { type, title, shape: src && [...src.shape], dtype: src?.dtype };
      },
      name,
      config,
    );

  const isReady = (name: string) =>
    page.waitForFunction(
      (key) => {
        const plugins = document.querySelector('imjoy-workspace')?.workspace?.plugins;
        return plugins?.find(key)?.state.kind === 'ready';
      },
      { polling: 100, timeout: 0 },
      name,
    );

  const plot = () => appears(page, '>>> imjoy-markdown-view >>> img');

  it('is not fetched before a plugin in it is loaded', async () => {
    assert.deepEqual(await fetchedOf(page), []);
  });

  it('is installed from the list of the lab, and fetched then', async () => {
    await click(page, '>>> imjoy-plugin-menu >>> button.add');
    await click(page, '>>> ::-p-text(Browse the library…)');
    await click(page, '>>> [aria-label="Install Python Filter"]');
    await click(page, '>>> imjoy-install-dialog >>> dialog .primary');
    await isReady('Python Filter');
    assert.ok((await fetchedOf(page)).includes('/dist/pyodide/pyodide.asm.wasm'));
  });

  it('filters the sample image, and what came of that', async () => {
    const config = { kind: 'Smooth', reach: 4 };
    const result = { type: 'imjoy/image', shape: [512, 512], dtype: 'uint16' };
    assert.deepEqual(await run('Python Filter', config), { ...result, title: 'Smooth, 4 px' });
    const again = await run('Python Filter', { kind: 'Sharpen', reach: 2 });
    assert.deepEqual(again, { ...result, title: 'Sharpen, 2 px' });
  });

  it('spreads a point evenly, and keeps the size and type of the image', async () => {
    const filtered = await page.evaluate(async () => {
      const api = document.querySelector('imjoy-workspace')!.api as unknown as Remote;
      const filters = (await api.getPlugin!('Python Filter')) as Remote;
      const results: Record<string, { data: number[]; shape: number[]; dtype: string }> = {};
      for (const [dtype, kind] of Object.entries({
        float64: 'Smooth',
        uint8: 'Sharpen',
        int16: 'Remove background',
      })) {
        const pixels = { float64: Float64Array, uint8: Uint8Array, int16: Int16Array }[dtype]!;
        const data = new pixels(15 * 9).fill(10);
        data[4 * 15 + 7] = 91;
        const image = { _rtype: 'ndarray', _rvalue: data, _rshape: [9, 15], _rdtype: dtype };
        const result = (await filters.apply!(image, kind, 1)) as Image;
        results[kind] = {
          data: Array.from(result.data),
          shape: [...result.shape],
          dtype: result.dtype,
        };
      }
      return results;
    });
    const at = (kind: string, x: number, y: number) => filtered[kind]?.data[y * 15 + x];
    const facts = Object.entries(filtered).map(([kind, { shape, dtype }]) => [kind, shape, dtype]);
    assert.deepEqual(facts, [
      ['Smooth', [9, 15], 'float64'],
      ['Sharpen', [9, 15], 'uint8'],
      ['Remove background', [9, 15], 'int16'],
    ]);
    // Two means over 3 × 3 pixels make a cone of 1 2 3 2 1 along each axis, over 81.
    assert.deepEqual(
      [5, 6, 7, 8, 9].map((x) => Math.round(at('Smooth', x, 4)! * 1e6) / 1e6),
      [13, 16, 19, 16, 13],
    );
    assert.equal(at('Smooth', 7, 3), at('Smooth', 6, 4));
    assert.equal(at('Sharpen', 7, 4), 2 * 91 - 19);
    assert.equal(at('Sharpen', 0, 0), 10);
    assert.equal(at('Remove background', 7, 4), 91 - 19);
    assert.equal(at('Remove background', 6, 4), 10 - 16);
  });

  it('is installed by a link, and plots in a window that follows its form', async () => {
    await click(page, '.lead a[href*=python-plot]');
    await click(page, '>>> imjoy-install-dialog >>> dialog .primary');
    await isReady('Python Plot');
    const values = { what: 'Histogram', log: true, row: 50, term: 'sin(x) / x' };
    await run('Python Plot', values);
    const read = async () => (await plot()).evaluate((image) => (image as HTMLImageElement).alt);
    assert.match(await read(), /^Histogram: 262,144 pixels from \d+ to [\d,]+/);
    const width = await (
      await plot()
    ).evaluate(async (image) => {
      await (image as HTMLImageElement).decode();
      return (image as HTMLImageElement).naturalWidth;
    });
    assert.equal(width, 480, 'the figure is one');
    const update = (change: object) =>
      page.evaluate(
        (config) => {
          const { workspace } = document.querySelector('imjoy-workspace')!;
          return workspace!.update('Python Plot', config as Record<string, unknown>);
        },
        { ...values, ...change },
      );
    await update({ what: 'Profile', row: 25 });
    assert.match(await read(), /^Profile: Row 128 of 512/);
    await update({ what: 'Function', term: '1 / x' });
    assert.equal(await read(), 'Function: 1 / x');
    await update({ what: 'Function', term: 'sqrt(x' });
    assert.equal(await read(), 'Function: 1 / x', 'half a term changes nothing');
    assert.deepEqual(errors, []);
  });
});

describe('Python in a docs page', { timeout: 120_000 }, () => {
  it('shows a window that follows its slider', async () => {
    const demo = await Demo.start();
    const { page, errors } = await demo.open('demo/python.html');
    const shown = await appears(page, '#photons');
    await shown.evaluate((window) => (window as HTMLElementTagNameMap['imjoy-window']).ready);
    const frame = await (await shown.$('>>> iframe'))!.contentFrame();
    const bars = () => frame.$$eval('#plot .bar', (all) => all.length);
    assert.match(await frame.$eval('#summary', (output) => output.textContent), /4,000 pixels/);
    const before = await bars();
    await frame.$eval('#mean', (input) => {
      (input as HTMLInputElement).value = '50';
      input.dispatchEvent(new Event('input'));
    });
    assert.ok((await bars()) > before);
    const found = (await shown.evaluate((window) =>
      ((window as HTMLElementTagNameMap['imjoy-window']).api as unknown as Remote).set_photons!(25),
    )) as { mean: number; spread: number };
    // A mean of 4,000 pixels strays by 0.08: this is not hit by chance.
    assert.ok(Math.abs(found.mean - 25) < 0.6 && Math.abs(found.spread - 5) < 0.5);
    assert.deepEqual(errors, []);
    await demo.close();
  });
});
