import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Frame, Page } from 'puppeteer-core';
import { Demo } from './open-demo.js';

interface Row {
  readonly image: number;
  readonly drawn: number;
  readonly count: number;
}

type Remote = Record<string, (...args: unknown[]) => Promise<unknown>>;

describe('Batch Analysis in the workspace of the demo', { timeout: 300_000 }, () => {
  let demo: Demo;
  let page: Page;
  let errors: readonly string[];
  let frame: Frame;
  before(async () => {
    demo = await Demo.start();
    ({ page, errors } = await demo.open('demo/index.html'));
    await page.evaluate(async () => {
      await customElements.whenDefined('imjoy-workspace');
      const workspace = document.querySelector('imjoy-workspace')!;
      await workspace.ready;
      const api = workspace.api as unknown as Remote;
      const src = new URL('plugins/batch-analysis.imjoy.html', location.href).href;
      await api.loadPlugin!({ src });
      Object.assign(globalThis, { batch: await api.createWindow!('Batch Analysis') });
    });
    const shown = await page.waitForSelector('>>> iframe[title="Batch Analysis"]');
    frame = await shown!.contentFrame();
  });
  after(() => demo.close());

  const analyze = () =>
    page.evaluate(() => {
      const { batch } = globalThis as unknown as { batch: Remote };
      return batch.analyze!();
    }) as Promise<Row[] | null>;
  const says = (text: RegExp) =>
    frame.waitForFunction(
      (source) => new RegExp(source).test(document.querySelector('#text')!.textContent),
      { polling: 20, timeout: 60_000 },
      text.source,
    );

  it('begins when it is opened, can be cancelled, and says so', async () => {
    await says(/^\d+ of 200/);
    await frame.$eval('#cancel', (button) => (button as HTMLButtonElement).click());
    await says(/^Cancelled/);
    assert.equal(
      await frame.$eval('#start', (button) => (button as HTMLButtonElement).disabled),
      false,
    );
  });

  it('goes on from there, and counts 200 images nearly right', async () => {
    const rows = await analyze();
    assert.equal(rows?.length, 200);
    assert.deepEqual(
      rows.map(({ image }) => image),
      Array.from({ length: 200 }, (_, index) => index + 1),
    );
    const [found, drawn] = (['count', 'drawn'] as const).map((key) =>
      rows.reduce((sum, row) => sum + row[key], 0),
    );
    assert.ok(found! > 0.9 * drawn! && found! <= drawn!, `${found} of ${drawn}`);
    assert.match(await frame.$eval('#text', ({ textContent }) => textContent), /, \d+ were known$/);
  });

  it('shows a row and a dot for each', async () => {
    const shown = await frame.evaluate(() =>
      ['#rows tr', '#plot circle'].map((selector) => document.querySelectorAll(selector).length),
    );
    assert.deepEqual(shown, [200, 200]);
    const label = await frame.$eval('#plot', (plot) => plot.getAttribute('aria-label'));
    assert.match(label ?? '', /200 images: \d+ were counted right/);
  });

  it('finds that what it runs is pure', async () => {
    await frame.$eval('#check', (input) => void ((input as HTMLInputElement).checked = true));
    assert.equal((await analyze())?.length, 200);
    assert.deepEqual(errors, []);
  });
});
