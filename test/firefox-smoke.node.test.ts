import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import puppeteer, { type Browser, type ElementHandle, type Frame, type Page } from 'puppeteer-core';
import type {} from '../components/dock/imjoy-dock.js';
import type {} from '../components/workspace/imjoy-workspace.js';
import { startServer } from '../demo/serve.mjs';
import { at, drag } from './components/dock/random-moves.js';
import { firefoxOptions } from './support/browser.mjs';

const firefox = firefoxOptions();
const skip = firefox ? false : 'there is no Firefox here: FIREFOX_PATH names one';

/** What a user does with the demos; `npm run test:firefox` has the rest. */
describe('the demos in Firefox', { skip, timeout: 300_000 }, () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];

  before(async () => {
    server = await startServer(0);
    browser = await puppeteer.launch(firefox!);
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  async function visit(demo: string): Promise<void> {
    page = await browser.newPage();
    await page.setViewport({ width: 1360, height: 900 });
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    await page.goto(new URL(`demo/${demo}`, server.url).href);
  }

  const ready = () =>
    page.waitForFunction(async () => {
      await customElements.whenDefined('imjoy-workspace');
      return document.querySelector('imjoy-workspace')?.ready.then(() => true);
    });

  const find = async (selector: string): Promise<ElementHandle<Element>> => {
    const found = await page.waitForSelector(`html >>> ${selector}`, { visible: true });
    return found!;
  };
  const click = async (selector: string) => (await find(selector)).click();
  const boxOf = async (selector: string) => (await (await find(selector)).boundingBox())!;

  /** Presses a key while Control is held. */
  async function control(key: 'k' | 's' | 'Home'): Promise<void> {
    await page.keyboard.down('Control');
    await page.keyboard.press(key);
    await page.keyboard.up('Control');
  }

  /** The frame of the window that has such an element, once it has one. */
  async function frameWith(selector: string): Promise<Frame> {
    for (;;) {
      for (const frame of page.frames())
        if (await frame.$(selector).catch(() => null)) return frame;
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
  }

  /** Acts, and waits until an element says something else than before. */
  async function changed(where: Page | Frame, selector: string, act: () => Promise<unknown>) {
    const textOf = () => where.$eval(selector, (element) => element.textContent);
    const former = await textOf();
    await act();
    await where.waitForFunction(
      (name, text) => document.querySelector(name)?.textContent !== text,
      {},
      selector,
      former,
    );
    return textOf();
  }

  describe('the workspace', () => {
    before(async () => {
      await visit('index.html');
      await ready();
    });
    after(() => page.close());

    const layout = () =>
      page.evaluate(() => {
        const app = document
          .querySelector('imjoy-workspace')!
          .shadowRoot!.querySelector('imjoy-app')!;
        return app.shadowRoot!.querySelector('imjoy-dock')!.saveLayout();
      });

    it('runs plugins from the menu, whose windows stand side by side', async () => {
      await click('.name[title^="Cells Viewer"]');
      const viewer = await frameWith('#count');
      await viewer.waitForFunction(() => Number(document.querySelector('#count')?.textContent) > 0);
      await click('.name[title^="Histogram"]');
      const histogram = await frameWith('#bars');
      await histogram.waitForFunction(() => document.querySelector('#summary')?.textContent);
      assert.equal((await layout()).tree?.kind, 'row');
      for (const frame of [viewer, histogram])
        assert.ok((await frame.evaluate(() => document.documentElement.clientWidth)) > 100);
    });

    it('splits a place where a tab is dropped, and no frame loads again', async () => {
      const frames = [await frameWith('#count'), await frameWith('#bars')];
      for (const frame of frames) await frame.evaluate(() => Object.assign(window, { kept: true }));
      const tab = await boxOf('[role=tab][aria-label=Histogram] .lm_title');
      const dock = await boxOf('imjoy-dock');
      await drag(page, at(tab), at(dock, 0.5, 0.9));
      await page.waitForFunction(() => {
        const app = document
          .querySelector('imjoy-workspace')!
          .shadowRoot!.querySelector('imjoy-app')!;
        return app.shadowRoot!.querySelector('imjoy-dock')!.saveLayout().tree?.kind === 'column';
      });
      for (const frame of frames) assert.equal(await frame.evaluate(() => 'kept' in window), true);
    });

    it('has Ctrl+K open the palette, a shortcut of the browser too, which runs what is chosen', async () => {
      await control('k');
      await find('imjoy-command-palette >>> dialog[open]');
      await page.keyboard.type('threshold chart');
      await page.keyboard.press('Enter');
      const chart = await frameWith('.uplot');
      assert.ok(await chart.$('canvas'));
    });

    it('keeps what is edited and how windows lie when the page is loaded again', async () => {
      await click('[aria-label^="Menu of Histogram"]');
      await click('[role=menuitem]::-p-text(Edit)');
      await click('.cm-line');
      await control('Home');
      await page.keyboard.type('Kept by hand. ');
      await control('s');
      await page.waitForFunction(() =>
        document
          .querySelector('imjoy-workspace')!
          .workspace!.plugins.find('Histogram')
          ?.origin.code.startsWith('Kept by hand. '),
      );
      const before = await layout();
      await page.reload();
      await ready();
      const code = await page.evaluate(
        () =>
          document.querySelector('imjoy-workspace')!.workspace!.plugins.find('Histogram')?.origin
            .code,
      );
      assert.match(String(code), /^Kept by hand\. /);
      const last = before.windows.at(-1)!.id;
      await page.waitForFunction(
        (id) => {
          const app = document
            .querySelector('imjoy-workspace')!
            .shadowRoot!.querySelector('imjoy-app')!;
          return app.shadowRoot!.querySelector('imjoy-dock')!.active === id;
        },
        {},
        last,
      );
      assert.deepEqual((await layout()).tree, before.tree);
    });
  });

  describe('the dashboard', () => {
    before(async () => {
      await visit('dashboard.html');
      await ready();
      await page.waitForFunction(
        () => Number(document.querySelector('[data-fact=count]')?.textContent) > 0,
      );
    });
    after(() => page.close());

    it('has the image follow every change of the form', async () => {
      const viewer = await frameWith('#count');
      const count = await changed(page, '[data-fact=count]', async () => {
        await (await find('#filter >>> input[type=number]')).click({ count: 3 });
        await page.keyboard.type('0.5');
        await page.keyboard.press('Tab');
      });
      const { sigma, shown } = await viewer.evaluate(() => ({
        sigma: document.querySelector<HTMLInputElement>('#sigma')?.value,
        shown: document.querySelector('#count')?.textContent,
      }));
      assert.deepEqual([sigma, shown], ['0.5', count]);
    });
  });

  describe('the handbook', () => {
    before(async () => {
      await visit('embed.html');
      await page.waitForFunction(
        () => Number(document.querySelector('[data-live=count]')?.textContent) > 0,
      );
    });
    after(() => page.close());

    it('filters in a worker, and tells the article', async () => {
      const viewer = await frameWith('#count');
      const sigma = await changed(page, '[data-live=sigma]', async () => {
        await viewer.focus('#sigma');
        await page.keyboard.press('Home');
      });
      assert.equal(sigma, '0');
    });

    it('has the histogram set the contrast of the image', async () => {
      const [viewer, histogram] = [await frameWith('#count'), await frameWith('#bars')];
      await (await page.$('#histogram'))!.scrollIntoView();
      const plot = (await (await histogram.$('svg'))!.boundingBox())!;
      const white = await changed(viewer, '[for=white]', () =>
        drag(page, at(plot, 0.2, 0.5), at(plot, 0.5, 0.5)),
      );
      assert.ok(white);
    });
  });

  it('reports no error', () => assert.deepEqual(problems, []));
});
