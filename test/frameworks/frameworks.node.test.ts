import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { launchOptions } from '../support/browser.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };
const ENTRIES = { react: 'react-page.js', vue: 'vue-page.js' };

/** The application of one framework as one script. */
async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, 'test/frameworks', entry)],
    bundle: true,
    write: false,
    format: 'esm',
    logLevel: 'silent',
    define: {
      'process.env.NODE_ENV': '"production"',
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
  });
  return outputFiles[0]?.text ?? '';
}

interface Report {
  readonly id: number;
  readonly runs: number;
  readonly repeats: number;
}

/** Asks the plugin in the page's window. */
const report = (page: Page): Promise<Report> =>
  page.evaluate(async () => {
    const { ready } = document.querySelector('imjoy-window') as { ready: Promise<unknown> };
    return ((await ready) as { report(): Promise<Report> }).report();
  });

const textOf = (page: Page, selector: string): Promise<string> =>
  page.$eval(selector, (element) => element.textContent ?? '');

for (const [framework, entry] of Object.entries(ENTRIES))
  describe(`inside a page of ${framework}`, () => {
    let server: Server;
    let browser: Browser;
    let page: Page;
    const problems: string[] = [];

    before(async () => {
      const script = await bundle(entry);
      server = createServer(async (request, response) => {
        const { pathname } = new URL(request.url ?? '/', 'http://host');
        response.setHeader('Content-Type', TYPES[extname(pathname)] ?? 'text/html');
        response.setHeader('Access-Control-Allow-Origin', '*');
        try {
          if (pathname === '/app.js') response.end(script);
          else if (pathname !== '/') response.end(await readFile(join(ROOT, normalize(pathname))));
          else
            response.end(
              '<!doctype html><link rel="icon" href="data:,"><div id="root"></div>' +
                '<script type="module">import "/dist/imjoy.js"; import "/app.js";</script>',
            );
        } catch {
          response.writeHead(404).end();
        }
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      browser = await puppeteer.launch(await launchOptions(puppeteer));
      page = await browser.newPage();
      page.on('pageerror', (error) => problems.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(message.text());
      });
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      await page.waitForSelector('imjoy-window');
    });
    after(async () => {
      await browser?.close();
      server?.close();
    });

    it('shows a plugin, gives it objects as they are, and tells events', async () => {
      assert.equal((await report(page)).repeats, 2);
      await page.waitForFunction(() =>
        document.querySelector('#events')?.textContent?.includes('imjoy-window-ready'),
      );
      assert.match(await textOf(page, '#events'), /imjoy-plugin-loaded/);
    });

    it('runs the window again, in the same frame, when its state changes', async () => {
      const before = await report(page);
      await page.evaluate(() => {
        const form = document.querySelector('imjoy-ui-form');
        const input = form?.shadowRoot?.querySelector('input') as HTMLInputElement;
        input.value = '5';
        input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
      });
      await page.waitForFunction(() => document.querySelector('#repeats')?.textContent === '5');
      let now = await report(page);
      while (now.repeats !== 5) now = await report(page);
      assert.equal(now.id, before.id);
      assert.ok(now.runs > before.runs);
    });

    it('ends the plugin when its component goes, and starts a new one when it comes back', async () => {
      const before = await report(page);
      await page.click('#toggle');
      await page.waitForFunction(() => !document.querySelector('imjoy-window'));
      await page.click('#toggle');
      await page.waitForSelector('imjoy-window');
      const now = await report(page);
      assert.notEqual(now.id, before.id);
      assert.equal(now.repeats, 5);
    });

    it('reports no error', () => assert.deepEqual(problems, []));
  });
