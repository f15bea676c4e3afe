import { build } from 'esbuild';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { launchOptions } from '../support/browser.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A site, and a browser with a profile on disk that can be killed and started again. */
export interface KeptSite {
  readonly origin: string;
  /** A tab in which `kit` of `pages/kept.ts` is ready. */
  open(): Promise<Page>;
  /** Ends the browser as a crash does, and starts it again on the same profile. */
  crash(): Promise<void>;
  close(): Promise<void>;
}

export async function openKeptSite(): Promise<KeptSite> {
  const [script, sandbox] = await Promise.all([bundle(), readFile(`${ROOT}dist/sandbox.html`)]);
  const server = createServer(({ url = '/' }, response) => {
    const [type, body] =
      url === '/kept.js'
        ? ['text/javascript', script]
        : ['text/html', url === '/dist/sandbox.html' ? sandbox : PAGE];
    response.writeHead(200, { 'Content-Type': type }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const userDataDir = await mkdtemp(join(tmpdir(), 'imjoy-storage-'));
  const launch = async (): Promise<Browser> =>
    puppeteer.launch({ ...(await launchOptions(puppeteer)), userDataDir });
  let browser = await launch();
  return {
    origin,
    async open() {
      const page = await browser.newPage();
      await page.goto(origin);
      await page.waitForFunction('globalThis.kit');
      return page;
    },
    async crash() {
      const gone = new Promise((resolve) => browser.process()?.once('exit', resolve));
      browser.process()?.kill('SIGKILL');
      await gone;
      browser = await launch();
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      server.close();
      await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

const PAGE =
  '<!doctype html><link rel="icon" href="data:,"><script type="module" src="/kept.js"></script>';

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`${ROOT}test/storage/pages/kept.ts`],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['browser', 'production'],
    tsconfig: `${ROOT}tsconfig.json`,
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}
