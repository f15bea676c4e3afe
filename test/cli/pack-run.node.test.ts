import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { startStandIn, type Answer } from '../sources/stand-in-hosts.js';
import { launchOptions } from '../support/browser.mjs';
import { pluginText } from '../support/plugin-text.js';
import { makePlace, type Place } from './imjoy.js';
import { startPlainServer } from './plain-server.js';

const uplot = await readFile('demo/vendor/uplot/uPlot.iife.min.js', 'utf8');
const uplotCss = await readFile('demo/vendor/uplot/uPlot.min.css', 'utf8');
const image = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');

type WorkspaceElement = HTMLElement & {
  readonly api: { createWindow(config: object): Promise<{ tell(): Promise<object> }> };
  readonly ready: Promise<void>;
};

const chart = (origin: string) =>
  pluginText(
    {
      name: 'Mean Chart',
      type: 'window',
      requirements: [`${origin}/npm/uplot`, `css: ${origin}/theme/main.css`],
      dependencies: ['lab/base:Stats'],
    },
    `let mean, ended;
    api.export({
      async setup() {
        new uPlot({ width: 300, height: 200, series: [{}, {}] }, [[1, 2, 3], [1, 5, 9]], document.querySelector('#chart'));
        mean = await (await api.getPlugin('Stats')).mean([1, 5, 9]);
      },
      run() {},
      tell: () => ({
        mean,
        canvases: document.querySelectorAll('#chart canvas').length,
        colour: getComputedStyle(document.querySelector('#chart')).color,
        border: getComputedStyle(document.querySelector('#chart')).borderTopWidth,
        image: getComputedStyle(document.querySelector('#chart')).backgroundImage,
        template: document.querySelector('script[type="text/x-template"]').src.split('/').at(-1),
        module: globalThis.fromModule,
        ended: globalThis.isEnded,
      }),
    })`,
    `<window><div id="chart"></div></window>
<link rel="stylesheet" href="${origin}/uplot.css">
<script type="module" src="${origin}/esm/main.js"></script>
<script lang="javascript" src='${origin}/end.js?v=1&amp;w=2'></script>
<script type="text/x-template" src=${origin}/template.tpl></script>`,
  );

const stats = (origin: string) =>
  pluginText(
    {
      name: 'Stats',
      tags: ['a', 'b'],
      requirements: {
        a: [`${origin}/sum.js`, `mjs:${origin}/esm/count.mjs`],
        b: `${origin}/sum.js`,
      },
    },
    'api.export({ setup() {}, mean: (values) => sum(values) / count(values) })',
  );

describe('a pack', { timeout: 180_000 }, () => {
  let place: Place;
  let browser: Browser;
  let page: Page;
  let server: Awaited<ReturnType<typeof startPlainServer>>;
  const asked: string[] = [];
  const errors: string[] = [];

  before(async () => {
    place = await makePlace();
    const standIn = await startStandIn();
    const { origin, answers, hosts } = standIn;
    const texts: Readonly<Record<string, string | Answer>> = {
      '/raw/lab/plots/HEAD/manifest.imjoy.json': JSON.stringify({
        name: 'plots',
        uri_root: 'src',
        plugins: [{ name: 'Mean Chart', uri: 'chart.imjoy.html' }],
      }),
      '/raw/lab/plots/HEAD/src/chart.imjoy.html': chart(origin),
      '/raw/lab/base/HEAD/manifest.imjoy.json': JSON.stringify({
        name: 'base',
        plugins: [{ name: 'Stats' }],
      }),
      '/raw/lab/base/HEAD/Stats.imjoy.html': stats(origin),
      '/npm/uplot': uplot,
      '/uplot.css': uplotCss,
      '/theme/main.css':
        '@import "parts/border.css"; #chart { color: rgb(1, 2, 3); background: url(\'dot.svg\') } /* url(none.svg) */',
      '/theme/parts/border.css': '@import url(../border.css);',
      '/theme/border.css': '#chart { border: 3px solid; content: "url(none.svg)" }',
      '/theme/dot.svg': (response) => void response.end(image),
      '/esm/main.js':
        "import { one } from './one.js'; export { two } from '../two.js'; globalThis.fromModule = one + (await import('/two.js')).two;",
      '/esm/one.js': "import { two } from '../two.js'; export const one = two - 1;",
      '/two.js': 'export const two = 2;',
      '/end.js?v=1&w=2': 'globalThis.isEnded = true',
      '/template.tpl': '<b></b>',
      '/sum.js': 'function sum(values) { return values.reduce((a, b) => a + b) }',
      '/esm/count.mjs': 'globalThis.count = (values) => values.length',
    };
    for (const [path, answer] of Object.entries(texts)) answers.set(path, answer);
    const packed = await place.run(
      ...['pack', 'lab/plots:Mean Chart', '-o', 'out'],
      ...['--mirror', `githubRaw=${hosts.githubRaw}`],
    );
    assert.deepEqual([packed.code, packed.stderr], [0, '']);
    // Nothing that was fetched is there any more, and no other name means any computer.
    await standIn.close();
    server = await startPlainServer(join(place.folder, 'out'));
    const options = await launchOptions(puppeteer);
    const args = [
      ...(options.args ?? []),
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ];
    browser = await puppeteer.launch({ ...options, args });
    page = await browser.newPage();
    await page.evaluateOnNewDocument('globalThis.__name = (fn) => fn');
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${server.origin}/`);
  });
  after(async () => {
    await browser?.close();
    server?.close();
    await place.remove();
  });

  it('shows its plugins with all they load, without a network', async () => {
    const told = await page.evaluate(async () => {
      const element = document.querySelector<WorkspaceElement>('imjoy-workspace')!;
      await customElements.whenDefined('imjoy-workspace');
      await element.ready;
      return (await element.api.createWindow({ type: 'Mean Chart' })).tell();
    });
    const { image: shown, template, ...rest } = told as Record<string, unknown>;
    assert.deepEqual(rest, {
      ...{ mean: 5, canvases: 1, colour: 'rgb(1, 2, 3)', border: '3px', module: 3, ended: true },
    });
    assert.equal(
      shown,
      `url("data:image/svg+xml;base64,${image.toString('base64').replace(/=+$/, '')}")`,
    );
    assert.match(String(template), /^template-[\da-f]{12}\.tpl$/);
    assert.deepEqual(errors, []);
  });

  it('asks nobody else for anything', () => {
    const elsewhere = asked.filter((url) => !url.startsWith(server.origin) && /^https?:/.test(url));
    assert.deepEqual(elsewhere, []);
    assert.ok(asked.some((url) => url.includes('/vendor/uplot-')));
  });
});
