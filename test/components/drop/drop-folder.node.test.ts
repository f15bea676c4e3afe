import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { build } from 'esbuild';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { launchOptions } from '../../support/browser.mjs';

/** Reads what is dropped anywhere on the page, and writes down what came of it. */
const PAGE = `
  import { readDrop } from './components/drop/read-drop.ts';
  addEventListener('dragover', (event) => event.preventDefault());
  addEventListener('drop', async (event) => {
    event.preventDefault();
    const lines = await readDrop(event.dataTransfer).then(
      (files) => Promise.all(files.map(async (file) => file._path + ' = ' + (await file.text()))),
      (error) => [error.code + ': ' + error.message],
    );
    document.body.dataset.result = JSON.stringify(lines.slice(0, 50));
  });`;

/** Only the browser itself can make a drop that holds a folder. */
describe('a folder that is dropped', () => {
  const folder = mkdtempSync(join(tmpdir(), 'drop-'));
  let server: Server;
  let browser: Browser;
  let page: Page;

  before(async () => {
    mkdirSync(join(folder, 'plate/well/.git'), { recursive: true });
    mkdirSync(join(folder, 'plate/empty'));
    mkdirSync(join(folder, 'many'));
    for (const name of ['b10.txt', 'b2.txt', 'well/c.txt', '.DS_Store', 'well/.git/config'])
      writeFileSync(join(folder, 'plate', name), name);
    writeFileSync(join(folder, 'single.txt'), 'alone');
    for (let i = 0; i < 350; i++) writeFileSync(join(folder, 'many', `${i}.txt`), '');
    const bundle = await build({
      stdin: { contents: PAGE, resolveDir: process.cwd(), loader: 'ts' },
      ...{ bundle: true, write: false, format: 'esm', target: 'es2022' },
    });
    server = createServer(({ url }, response) => {
      const isScript = url === '/page.js';
      response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
      response.end(
        isScript
          ? bundle.outputFiles[0]?.text
          : '<!doctype html><link rel="icon" href="data:,"><body><script type="module" src="/page.js"></script>',
      );
    });
    await new Promise<void>((resolve) => server.listen(0, resolve));
    browser = await puppeteer.launch(await launchOptions(puppeteer));
  });

  after(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  });

  async function drop(...names: string[]): Promise<string[]> {
    page = await browser.newPage();
    try {
      await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
      const session = await page.createCDPSession();
      const data = {
        ...{ items: [], dragOperationsMask: 1 },
        files: names.map((name) => join(folder, name)),
      };
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
        await session.send('Input.dispatchDragEvent', { type, x: 50, y: 50, data });
      await page.waitForSelector('body[data-result]');
      return JSON.parse(await page.$eval('body', (body) => body.dataset.result ?? '')) as string[];
    } finally {
      await page.close();
    }
  }

  it('is read to its depth: paths kept, hidden files left out, in the order people read', async () => {
    assert.deepEqual(await drop('single.txt', 'plate'), [
      'single.txt = alone',
      'plate/b2.txt = b2.txt',
      'plate/b10.txt = b10.txt',
      'plate/well/c.txt = well/c.txt',
    ]);
  });

  it('is read whole also where the browser hands it out in portions', async () => {
    const lines = await drop('many');
    assert.equal(lines.length, 50);
    assert.equal(lines[49], 'many/49.txt = ');
  });
});
