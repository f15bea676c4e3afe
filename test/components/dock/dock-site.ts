import { build } from 'esbuild';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { STRICT } from '../../security/site.js';
import { launchOptions } from '../../support/browser.mjs';
import type { DockPage } from './pages/dock.js';
import { settled } from './random-moves.js';

declare const window: { readonly page: DockPage };

const ROOT = fileURLToPath(new URL('./pages/', import.meta.url));

const FRAME = `<!doctype html><title>window</title><body style="margin:0;background:#def">
<script>window.identity = Math.random()</script><button>inside</button>`;

const PAGE = `<!doctype html><html lang="en"><title>dock</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/page.css"><h1>Dock</h1><imjoy-dock></imjoy-dock><p class="below">below</p>
<script type="module" src="/dock.js"></script>`;

const FAR =
  'h1 { height: 900px; width: 1800px } imjoy-dock { height: 640px; width: 1000px; margin-left: 400px }' +
  '.below { height: 1500px }';

/**
 * `rtl`: the page is read from right to left. `scaled`: all of it is smaller. `scrolled`: the dock lies where one gets by scrolling, down and to
 * the right. `body`: the same, where it is not the window that scrolls but the body in it.
 */
const STYLES = {
  plain: 'body { margin: 0 } imjoy-dock { height: 90vh }',
  rtl: 'body { margin: 0 } imjoy-dock { height: 90vh }',
  scaled: 'body { margin: 0 } imjoy-dock { height: 90vh; scale: 0.5; transform-origin: 0 0 }',
  scrolled: FAR,
  body: `html, body { height: 100%; overflow: hidden } body { margin: 0; overflow: auto } ${FAR}`,
} as const;

type Style = keyof typeof STYLES;

const isStyle = (name: string | undefined): name is Style =>
  name !== undefined && Object.hasOwn(STYLES, name);

/** A strict page with a dock, in a browser with a real pointer. */
export interface DockSite {
  visit(style: Style, options?: { hasTouch?: boolean }): Promise<{ page: Page; errors: string[] }>;
  /** Opens windows on a page, and waits until their frames are loaded and lie where they belong. */
  openWindows(page: Page, ids: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export async function openDockSite(): Promise<DockSite> {
  const { outputFiles } = await build({
    entryPoints: [`${ROOT}dock.ts`],
    outdir: '/',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['browser', 'production'],
    tsconfig: fileURLToPath(new URL('../../../tsconfig.json', import.meta.url)),
    loader: { '.svg': 'text' },
    write: false,
  });
  const scripts = new Map(outputFiles.map(({ path, text }) => [`/${basename(path)}`, text]));
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const style = pathname.startsWith('/style/') ? pathname.split('/')[2] : undefined;
    const script = scripts.get(pathname);
    const send = (type: string, text: string, policy = '') =>
      response
        .writeHead(200, {
          'Content-Type': type,
          ...(policy && { 'Content-Security-Policy': policy }),
        })
        .end(text);
    if (script) send('text/javascript', script);
    else if (pathname === '/frame') send('text/html', FRAME);
    else if (isStyle(style)) send('text/css', STYLES[style]);
    else {
      const wanted = pathname.slice(1);
      const page = PAGE.replace('/page.css', `/style/${isStyle(wanted) ? wanted : 'plain'}`);
      send('text/html', wanted === 'rtl' ? page.replace('<html', '<html dir="rtl"') : page, STRICT);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  const browser: Browser = await puppeteer.launch(await launchOptions(puppeteer));

  return {
    async visit(style, { hasTouch = false } = {}) {
      const page = await browser.newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      await page.setViewport({ width: 1200, height: 760, hasTouch });
      await page.goto(`http://localhost:${port}/${style}`);
      await page.waitForFunction('"page" in window');
      if (style === 'scrolled') await page.evaluate(() => scrollTo(380, 880));
      if (style === 'body') await page.evaluate(() => document.body.scrollTo(380, 880));
      return { page, errors };
    },
    async openWindows(page, ids) {
      await page.evaluate((names) => names.forEach((id) => window.page.open(id)), ids);
      await page.waitForFunction(() =>
        Object.values(window.page.identities()).every((identity) => identity !== undefined),
      );
      await page.waitForFunction(() =>
        Boolean(document.querySelector('imjoy-dock')?.shadowRoot?.querySelector('[role=tab]')),
      );
      await settled(page);
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      server.close();
    },
  };
}
