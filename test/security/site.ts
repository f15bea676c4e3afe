import { build, type Plugin } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import puppeteer, { type Browser, type LaunchOptions } from 'puppeteer-core';
import { outlineOf } from '../../components/icons/icon-outlines.mjs';
import { launchOptions } from '../support/browser.mjs';

export const STRICT = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "frame-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "require-trusted-types-for 'script'",
].join('; ');

/** What the server has its page keep, by the name that says whom it is shown to. */
const COOKIES = [
  ['unmarked', ''],
  ['lax', 'SameSite=Lax'],
  ['strict', 'SameSite=Strict'],
  ['hidden', 'HttpOnly; SameSite=Lax'],
  ['everywhere', 'SameSite=None; Secure'],
] as const;

export interface Visit {
  /** What the page wrote into its `#report`. */
  readonly report: Record<string, unknown>;
  /** Errors on its console, and uncaught ones. */
  readonly errors: readonly string[];
}

/** A site with pages of its own making, policies of its own choosing, and a browser that visits it. */
export interface Site {
  readonly origin: string;
  /** The same server under another name: another origin, and another site. */
  readonly elsewhere: string;
  /** Names of the cookies that came with requests for `/private`, by `what` of the query. */
  readonly cookies: ReadonlyMap<string, readonly string[]>;
  /** @param policy content security policy of the page; none if empty */
  visit(page: string, policy?: string, query?: Readonly<Record<string, string>>): Promise<Visit>;
  /** Bytes that all storage of the site may take. */
  limitStorage(bytes: number): Promise<void>;
  close(): Promise<void>;
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

type Answer = (request: IncomingMessage, response: ServerResponse, url: URL) => unknown;

/** @param options the browser that visits it; Chromium unless told */
export async function openSite(options?: LaunchOptions): Promise<Site> {
  const bundles = await bundlePages();
  const cookies = new Map<string, string[]>();
  const file =
    (type: string, extra: Record<string, string> = {}): Answer =>
    async (_, response, { pathname }) => {
      const content = await readFile(`${ROOT}dist/${basename(pathname)}`);
      response.writeHead(200, { 'Content-Type': type, ...extra }).end(content);
    };
  const script = file('text/javascript');

  const routes: Readonly<Record<string, Answer>> = {
    '/page': (_, response, { searchParams }) => {
      const policy = searchParams.get('policy');
      response.writeHead(200, {
        'Content-Type': 'text/html',
        'Set-Cookie': COOKIES.map(([name, attributes]) => `${name}=1; Path=/; ${attributes}`),
        ...(policy && { 'Content-Security-Policy': policy }),
      });
      response.end(
        `<!doctype html><link rel="icon" href="data:,"><title>page</title><body>` +
          `<script type="module" src="/bundle/${searchParams.get('page')}.js"></script>`,
      );
    },
    '/dist/sandbox.html': file('text/html'),
    '/dist/sandbox.js': script,
    '/text/sandbox.html': file('text/plain'),
    '/text/sandbox.js': script,
    '/policed/sandbox.html': file('text/html', { 'Content-Security-Policy': STRICT }),
    '/policed/sandbox.js': script,
    '/private': (request, response, { searchParams }) => {
      const { cookie = '' } = request.headers;
      const names = Array.from(cookie.matchAll(/(\w+)=/g), ([, name]) => String(name));
      cookies.set(String(searchParams.get('what')), names.sort());
      // A frame that a form is sent to loads only what has a body.
      const status = request.method === 'POST' ? 200 : 204;
      response.writeHead(status, { 'Access-Control-Allow-Origin': '*' }).end();
    },
    '/hang': (_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html' });
      response.write('<!doctype html><p>this page never ends');
    },
  };

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const bundle = bundles.get(url.pathname);
    if (bundle) response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(bundle);
    else if (routes[url.pathname]) void routes[url.pathname]?.(request, response, url);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://localhost:${port}`;
  const browser = await puppeteer.launch(options ?? (await launchOptions(puppeteer)));

  return {
    origin,
    elsewhere: `http://127.0.0.1:${port}`,
    cookies,
    visit: (page, policy = '', query = {}) =>
      visit(browser, `${origin}/page?${new URLSearchParams({ page, policy, ...query })}`),
    async limitStorage(quotaSize) {
      const session = await (await browser.newPage()).createCDPSession();
      await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize });
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The page's own scripts do everything, since a test that evaluates in the page is above its policy. */
async function visit(browser: Browser, url: string): Promise<Visit> {
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  try {
    await page.goto(url);
    await page.waitForSelector('#report', { timeout: 60_000 });
    const text = await page.$eval('#report', (element) => element.textContent);
    return { report: JSON.parse(text ?? '') as Visit['report'], errors };
  } finally {
    await page.close();
  }
}

/** What the build does with the files of the icon set. */
const svgOutlines: Plugin = {
  name: 'svg-outlines',
  setup({ onLoad }) {
    onLoad({ filter: /\.svg$/ }, async ({ path }) => ({
      contents: outlineOf(await readFile(path, 'utf8')),
      loader: 'text',
    }));
  },
};

async function bundlePages(): Promise<Map<string, string>> {
  const pages = [
    'strict',
    'one-plugin',
    'requests',
    'hang',
    'endless-loop',
    'full-disk',
    'foreign',
  ];
  const { outputFiles } = await build({
    entryPoints: pages.map((page) => `${ROOT}test/security/pages/${page}.ts`),
    outdir: '/bundle',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['browser', 'production'],
    tsconfig: `${ROOT}tsconfig.json`,
    plugins: [svgOutlines],
    write: false,
  });
  return new Map(outputFiles.map(({ path, text }) => [`/bundle/${basename(path)}`, text]));
}
