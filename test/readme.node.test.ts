import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { after, before, describe, it } from 'node:test';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { launchOptions } from './support/browser.mjs';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

const readme = await readFile('README.md', 'utf8');
const snippets = [...readme.matchAll(/```html\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
const pages = snippets.filter((text) => text.includes('<script type="module"'));
const plugins = snippets.filter((text) => text.includes('<config'));

/** Runs in the page, as do the proofs below. */
const windowIsReady = async (): Promise<boolean> => {
  const element = document.querySelector('imjoy-window') as HTMLElement & {
    ready: Promise<object>;
  };
  return 'run' in (await element.ready);
};

/** What each page of the README has to show; runs in the page. */
const proofs: readonly { readonly of: string; readonly holds: () => Promise<boolean> }[] = [
  {
    of: 'One window in a docs page',
    holds: windowIsReady,
  },
  {
    of: 'a built-in window with data',
    holds: async () => {
      const element = document.querySelector('imjoy-window') as HTMLElement & {
        ready: Promise<object>;
      };
      await element.ready;
      const view = element.shadowRoot?.querySelector('imjoy-image-view');
      const stage = () => view?.shadowRoot?.querySelector('imjoy-image-stage')?.shadowRoot;
      const inkOf = (canvas: HTMLCanvasElement) => {
        const context = canvas.getContext('2d');
        const { data } = context?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
        return new Set(data).size;
      };
      const canvas = () => stage()?.querySelector('canvas') ?? null;
      for (let shown = canvas(); !shown || inkOf(shown) < 10; shown = canvas())
        await new Promise(requestAnimationFrame);
      return true;
    },
  },
  {
    of: 'The whole application on a page of your lab',
    holds: async () => {
      const element = document.querySelector('imjoy-workspace') as HTMLElement & {
        ready: Promise<void>;
        registry: { find(name: string): object | undefined };
      };
      await customElements.whenDefined('imjoy-workspace');
      await element.ready;
      const app = element.shadowRoot?.querySelector('imjoy-app');
      return app?.clientHeight !== 0 && element.registry.find('Cells Viewer') !== undefined;
    },
  },
  {
    of: 'A dashboard',
    holds: async () => {
      const [viewer, histogram] = document.querySelectorAll('imjoy-window');
      const images = (await viewer!.ready) as { getStats(): Promise<{ sigma: number }> };
      await histogram!.ready;
      const appears = async (found: () => unknown) => {
        while (!found()) await new Promise(requestAnimationFrame);
      };
      const menu = document.querySelector('imjoy-plugin-menu')!;
      await appears(() => menu.shadowRoot?.querySelector('imjoy-plugin-list'));
      const editor = document.querySelector('imjoy-editor')!;
      await appears(() => editor.value.includes('# Image Filter'));
      const form = document.querySelector('imjoy-ui-form')!;
      const number = form.shadowRoot?.querySelector('input') as HTMLInputElement;
      number.value = '4';
      for (const type of ['input', 'change'])
        number.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
      while ((await images.getStats()).sigma !== 4) await new Promise(requestAnimationFrame);
      return menu.getBoundingClientRect().right <= viewer!.getBoundingClientRect().left;
    },
  },
  {
    of: 'A page that talks to plugins',
    holds: async () => {
      const output = document.querySelector('output') as HTMLOutputElement;
      while (!output.value) await new Promise(requestAnimationFrame);
      return output.value === 'echo echo echo';
    },
  },
];

describe('README', () => {
  let server: Server;
  let browser: Browser;
  let origin: string;

  before(async () => {
    server = createServer(async (request, response) => {
      const path = decodeURIComponent(new URL(request.url ?? '/', 'http://host').pathname);
      const snippet = /^\/snippet-(\d+)\.html$/.exec(path);
      try {
        const body = snippet
          ? `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">${pages[Number(snippet[1])]}`
          : await readFile(join('.', normalize(path)));
        response.setHeader('Content-Type', TYPES[extname(path)] ?? 'text/plain');
        response.setHeader('Access-Control-Allow-Origin', '*');
        response.end(body);
      } catch {
        response.writeHead(404).end();
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await puppeteer.launch(await launchOptions(puppeteer));
  });

  after(async () => {
    await browser.close();
    server.close();
  });

  it('has a proof for every page it shows', () => {
    assert.equal(pages.length, proofs.length);
  });

  for (const [index, { of, holds }] of proofs.entries())
    it(`shows a page that works: ${of}`, { timeout: 60_000 }, async () => {
      const page: Page = await browser.newPage();
      // The loader that runs these tests names functions with a helper that pages lack.
      await page.evaluateOnNewDocument('globalThis.__name = (fn) => fn');
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(String(error)));
      await page.goto(`${origin}/snippet-${index}.html`);
      assert.equal(await page.evaluate(holds), true);
      assert.deepEqual(errors, []);
      await page.close();
    });

  it('shows a plugin that loads', async () => {
    const { parsePluginFile } = await import('../src/plugin-file/parse.js');
    const complete = plugins.filter((text) => text.trimStart().startsWith('<config'));
    assert.equal(complete.length, 1);
    const file = parsePluginFile(complete[0] ?? '');
    assert.deepEqual(file.warnings, []);
    assert.equal(file.config.name, 'Hello');
  });
});
