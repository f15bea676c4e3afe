import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import puppeteer, { type Browser, type ElementHandle, type Page } from 'puppeteer-core';
import { openEngine, until, type TestEngine } from '../../engine/support.js';
import { launchOptions } from '../../support/browser.mjs';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.html': 'text/html',
};

/** A page with a workspace, and the kit as it was built. */
function serve(request: IncomingMessage, response: ServerResponse): void {
  const path = decodeURIComponent((request.url ?? '').split('?')[0] ?? '');
  response.setHeader('Content-Type', TYPES[extname(path)] ?? 'text/html');
  response.setHeader('Access-Control-Allow-Origin', '*');
  if (path.startsWith('/dist/')) {
    const file = join('.', path);
    if (existsSync(file)) response.end(readFileSync(file));
    else response.writeHead(404).end();
  } else
    response.end(`<!doctype html><link rel="icon" href="data:,"><style>body{margin:0}</style>
      <script type="module" src="/dist/imjoy.js"></script>
      <imjoy-workspace url-params style="height:100vh"></imjoy-workspace>`);
}

/** Needs `dist/`. */
describe('the files of a real engine', { timeout: 120_000 }, () => {
  let engine: TestEngine;
  let browser: Browser;
  let page: Page;
  const inFolder = (...way: string[]) => join(engine.folder, 'workspace', 'default', ...way);

  before(async () => {
    engine = await openEngine({ app: serve });
    mkdirSync(inFolder('plate 1', 'well A'), { recursive: true });
    writeFileSync(inFolder('notes.txt'), 'cells are fine');
    writeFileSync(inFolder('counts.csv'), 'cell,count\na,1\n');
    writeFileSync(inFolder('big.bin'), Buffer.alloc(3_400_000));
    writeFileSync(inFolder('<img src=x onerror=window.hit=1>.txt'), '');
    writeFileSync(inFolder('.hidden'), '');
    browser = await puppeteer.launch(await launchOptions(puppeteer));
    page = await browser.newPage();
    await page.setViewport({ width: 1000, height: 720 });
    await page.goto(`${engine.url}/page?engine=${engine.url}#token=${engine.token}`);
    await page.waitForFunction(
      () =>
        (
          document.querySelector('imjoy-workspace') as unknown as {
            workspace?: { services: { query(query: object): unknown[] } };
          }
        ).workspace?.services.query({ type: 'file-manager' }).length,
    );
  });
  after(() => browser?.close());

  /** Clicks what is found in the page, through shadow roots, by the text it begins with. */
  async function click(selector: string, text = ''): Promise<void> {
    const found = await page.waitForFunction(
      (wanted, begin) => {
        const roots: ParentNode[] = [document];
        for (const root of roots)
          for (const element of root.querySelectorAll<HTMLElement>('*')) {
            if (element.shadowRoot) roots.push(element.shadowRoot);
            if (element.matches(wanted) && element.textContent?.trim().startsWith(begin))
              return element;
          }
        return null;
      },
      {},
      selector,
      text,
    );
    await (found.asElement() as ElementHandle<HTMLElement>).click();
  }
  const names = () =>
    page.evaluate(() => {
      const dialog = document.querySelector('imjoy-file-dialog')?.shadowRoot;
      return [...(dialog?.querySelectorAll('.row .name') ?? [])].map((name) => name.textContent);
    });
  async function waitForName(name: string): Promise<void> {
    await page.waitForFunction(
      (wanted) => {
        const dialog = document.querySelector('imjoy-file-dialog')?.shadowRoot;
        const rows = [...(dialog?.querySelectorAll('.row .name') ?? [])];
        return rows.some(({ textContent }) => textContent === wanted);
      },
      {},
      name,
    );
  }
  async function open(): Promise<void> {
    await click('button.files');
    await click('[role=menuitem]', 'Files on the engine');
    await waitForName('notes.txt');
  }

  it('are listed with what they are called, and opened as data', async () => {
    await open();
    assert.deepEqual(await names(), [
      'plate 1',
      '<img src=x onerror=window.hit=1>.txt',
      'big.bin',
      'counts.csv',
      'notes.txt',
    ]);
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => {
      const element = document.querySelector('imjoy-workspace') as unknown as {
        workspace: { windows: { all: { state: { data: unknown } }[] } };
      };
      return (
        element.workspace.windows.all.length > 0 && !document.querySelector('imjoy-file-dialog')
      );
    });
    assert.equal(await page.evaluate(() => (window as { hit?: number }).hit), undefined);
  });

  it('are uploaded to a folder of it, and moved to its trash', async () => {
    const own = join(engine.folder, 'mine.bin');
    writeFileSync(own, Buffer.alloc(5_000_000, 7));
    await open();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await waitForName('well A');
    const [chooser] = await Promise.all([
      page.waitForFileChooser(),
      click('[aria-label="Upload files"]'),
    ]);
    await chooser.accept([own]);
    await waitForName('mine.bin');
    assert.deepEqual(readFileSync(inFolder('plate 1', 'mine.bin')), readFileSync(own));
    await click('.row', 'mine.bin');
    await click('[aria-label="Delete"]');
    await click('button', 'Move to the trash');
    await until(() => !existsSync(inFolder('plate 1', 'mine.bin')), 'the file is in the trash');
    await click('button', 'Cancel');
  });
});
