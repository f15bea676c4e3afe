import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import type {} from '../components/workspace/imjoy-workspace.js';
import { startServer } from '../demo/serve.mjs';
import { firefoxOptions } from './support/browser.mjs';

interface Viewer {
  applyFilter(options: { sigma: number }): Promise<void>;
  getStats(): Promise<{ count: number }>;
}

const options = firefoxOptions();
const skip = options ? false : 'there is no Firefox here: FIREFOX_PATH names one';

/** What a page needs of a browser at all; `npm run test:firefox` has the rest. */
describe('the demo in Firefox', { skip, timeout: 180_000 }, () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];

  before(async () => {
    server = await startServer(0);
    browser = await puppeteer.launch(options ?? {});
    page = await browser.newPage();
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    await page.goto(new URL('demo/index.html', server.url).href);
    await page.waitForSelector('imjoy-workspace:defined');
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  it('has Ctrl+K open the palette, which is a shortcut of the browser too', async () => {
    await page.evaluate(() => document.querySelector('imjoy-workspace')?.ready);
    await page.keyboard.down('Control');
    await page.keyboard.press('k');
    await page.keyboard.up('Control');
    await page.waitForSelector('imjoy-workspace >>> imjoy-command-palette >>> dialog[open]');
    await page.keyboard.press('Escape');
  });

  it('shows a plugin whose worker computes what its window writes', async () => {
    const { count } = await page.evaluate(async () => {
      const { api } = document.querySelector('imjoy-workspace')?.workspace ?? {};
      const createWindow = api?.['createWindow'] as (options: object) => Promise<Viewer>;
      const viewer = await createWindow({ type: 'Cells Viewer' });
      await viewer.applyFilter({ sigma: 2 });
      return viewer.getStats();
    });
    assert.ok(count > 0);
    const frames = await Promise.all(
      page.frames().map((frame) =>
        frame.evaluate(() => ({
          text: document.querySelector('#count')?.textContent,
          width: document.documentElement.clientWidth,
        })),
      ),
    );
    const window = frames.find(({ text }) => text === String(count));
    assert.ok(window && window.width > 100, JSON.stringify(frames));
  });

  it('reports no error', () => assert.deepEqual(problems, []));
});
