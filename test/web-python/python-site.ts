import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import puppeteer, { type LaunchOptions, type Page } from 'puppeteer-core';
import { createDeferred } from '../../src/base/deferred.js';
import { launchOptions } from '../support/browser.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
};

export interface PageOptions {
  /** Headers of the page alone. */
  readonly page?: Readonly<Record<string, string>>;
  /** Headers of everything. */
  readonly all?: Readonly<Record<string, string>>;
}

/** A plain server of `dist` that sends no header it is not told to, and a browser that visits it. */
export interface PythonSite {
  /** Paths that were asked for, since the last {@link open}. */
  readonly asked: readonly string[];
  /** Serves one more file, to other origins too; under `/full/`, beside those of pyodide. */
  publish(path: string, content: string | Uint8Array): void;
  /** Sends only half of a file until the function that it gives is called. */
  hold(path: string): () => void;
  /** @param body markup of the page */
  open(body: string, options?: PageOptions): Promise<Visited>;
  close(): Promise<void>;
}

export interface Visited {
  readonly page: Page;
  /** Errors on its console, and uncaught ones. */
  readonly errors: readonly string[];
}

export async function openPythonSite(options?: LaunchOptions): Promise<PythonSite> {
  let asked: string[] = [];
  let body = '';
  let headers: PageOptions = {};
  const published = new Map<string, string | Uint8Array>([
    ['/page.css', 'body { margin: 0; height: 100vh } imjoy-plugin-menu { height: 50% }'],
  ]);
  const held = new Map<string, Promise<void>>();
  const server = createServer(async ({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://localhost');
    asked.push(pathname);
    const type = TYPES[extname(pathname)] ?? 'application/octet-stream';
    if (pathname === '/') {
      response.writeHead(200, { 'Content-Type': 'text/html', ...headers.all, ...headers.page });
      response.end(
        '<!doctype html><link rel="icon" href="data:,"><title>page</title>' +
          '<link rel="stylesheet" href="/page.css">' +
          `<script type="module" src="/dist/imjoy.js"></script><body>${body}`,
      );
      return;
    }
    const own = published.get(pathname);
    if (own !== undefined) {
      response
        .writeHead(200, { 'Content-Type': type, 'Access-Control-Allow-Origin': '*' })
        .end(own);
      return;
    }
    try {
      const content = await readFile(`${ROOT}${pathname.replace(/^\/full\//, '/dist/pyodide/')}`);
      const size = { 'Content-Length': content.byteLength };
      response.writeHead(200, { 'Content-Type': type, ...size, ...headers.all });
      const half = held.has(pathname) ? content.byteLength / 2 : 0;
      response.write(content.subarray(0, half));
      await held.get(pathname);
      response.end(content.subarray(half));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  const browser = await puppeteer.launch(options ?? (await launchOptions(puppeteer)));
  return {
    get asked() {
      return asked;
    },
    publish: (path, content) => void published.set(path, content),
    hold(path) {
      const { promise, resolve } = createDeferred<void>();
      held.set(path, promise);
      return () => {
        held.delete(path);
        resolve();
      };
    },
    async open(markup, given = {}) {
      body = markup;
      headers = given;
      asked = [];
      const page = await browser.newPage();
      page.setDefaultTimeout(60_000);
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      // Waiting needs animation frames.
      await page.bringToFront();
      await page.goto(`http://localhost:${port}/`);
      await page.evaluate(() => {
        Object.assign(globalThis, {
          deepQuery(selector: string, root: Document | ShadowRoot = document): Element | null {
            const trees = [...root.querySelectorAll('*')].map(({ shadowRoot }) => shadowRoot);
            const found = root.querySelector(selector);
            return trees.reduce(
              (one, tree) => one ?? (tree && this.deepQuery(selector, tree)),
              found,
            );
          },
        });
      });
      await page.evaluate(() =>
        customElements.whenDefined('imjoy-workspace').then(() => undefined),
      );
      return { page, errors };
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      server.close();
    },
  };
}
