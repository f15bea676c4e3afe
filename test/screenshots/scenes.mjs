import { startTestEngine } from '../support/start-engine.mjs';

/** Waits until what the workspace keeps, and its plugins, are there. */
const ready = (page) =>
  page.evaluate(async () => {
    await customElements.whenDefined('imjoy-workspace');
    await document.querySelector('imjoy-workspace').ready;
  });

const open = (page, ...configs) =>
  page.evaluate(async (windows) => {
    const { api } = document.querySelector('imjoy-workspace');
    for (const config of windows) await api.createWindow(config);
  }, configs);

/** Does what the toolbar can, where the narrow application hides its menu, too. */
const act = (page, name) =>
  page.evaluate((action) => {
    const app = document.querySelector('imjoy-workspace').shadowRoot.querySelector('imjoy-app');
    app.shadowRoot.querySelector('imjoy-app-toolbar').actions[action]();
  }, name);

/** Waits for an element behind shadow roots, whether or not the page is given frames meanwhile. */
async function appears(page, selector) {
  for (const end = Date.now() + 10_000; Date.now() < end;) {
    const found = await page.$(selector);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${selector} does not appear`);
}

let engine = null;

/** A plugin engine that admits the page, the same for all pages. */
async function engineFor(page) {
  engine ??= startTestEngine({ allowOrigin: [new URL(page.url()).origin] });
  const { url, token } = await engine;
  return { url, token };
}

/** Ends what the scenes have started. */
export const closeScenes = async () => (await engine)?.close();

/** Opens the page once more, free to talk to an engine, which its own policy does not let it. */
async function reachEngines(page) {
  const direction = await page.evaluate(() => document.documentElement.dir);
  await page.setBypassCSP(true);
  await page.reload();
  await page.evaluate((dir) => (document.documentElement.dir = dir), direction);
  await ready(page);
}

/** Connects the workspace to an engine and has plugins run there, one of which has ended. */
const runOnEngine = async (page) =>
  page.evaluate(
    async (address) => {
      const { workspace } = document.querySelector('imjoy-workspace');
      const engines = await workspace.engines();
      await engines.add(address);
      const script = `
import os
from imjoy import api
print('loaded the model')
class Plugin:
    def setup(self):
        pass
    def run(self, ctx):
        pass
    def segment(self):
        print('tile 3 of 4: out of memory', flush=True)
        os._exit(137)
api.export(Plugin())`;
      const install = (config) => {
        const full = JSON.stringify({ type: 'native-python', ...config });
        const src = `<config lang="json">${full}</config>\n<script lang="python">${script}</script>`;
        return workspace.library.install({ src });
      };
      await install({ name: 'Cell Finder' });
      await install({ name: 'Trainer', flags: ['single-instance', 'allow-detach'] });
      const broken = await install({ name: 'Segmenter' });
      await broken.api.segment().catch(() => undefined);
      await install({ name: 'Elsewhere' });
      await workspace.library.setEngine('Elsewhere', 'http://lab:9527').catch(() => undefined);
      return engines.all.length;
    },
    await engineFor(page),
  );

/** Scrolls to an example of the guide, and waits until its window is ready. */
const readExample = (page, name) =>
  page.evaluate(async (file) => {
    const example = document.querySelector(`live-example:has(a[href="${file}"])`);
    example.scrollIntoView({ behavior: 'instant', block: 'center' });
    const shown = () => example.querySelector('imjoy-window');
    while (!shown()) await new Promise((resolve) => setTimeout(resolve, 50));
    await shown().ready;
  }, `${name}.imjoy.html`);

const DOCUMENT = ['light', 'dark', 'narrow', 'narrow-dark', 'zoom-200', 'forced-colors', 'rtl'];

/** @type {readonly {name: string, page: string, prepare?(page: import('puppeteer-core').Page): Promise<unknown>, whole?: boolean, variants?: readonly string[]}[]} */
export const scenes = [
  { name: 'workspace-empty', page: 'demo/index.html', prepare: ready },
  {
    name: 'workspace-windows',
    page: 'demo/index.html',
    async prepare(page) {
      await ready(page);
      await open(
        page,
        { type: 'Cells Viewer' },
        { type: 'Histogram' },
        { type: 'Threshold Chart' },
      );
    },
  },
  {
    name: 'workspace-editor',
    page: 'demo/index.html',
    async prepare(page) {
      await ready(page);
      await page.evaluate(async () => {
        const { workspace } = document.querySelector('imjoy-workspace');
        const { name, origin } = workspace.plugins.find('Image Filter');
        const data = { name, code: origin.code };
        await workspace.api.createWindow({
          type: 'imjoy/plugin-editor',
          name: `Edit-${name}`,
          data,
        });
      });
    },
  },
  {
    name: 'plugin-rows',
    page: 'demo/index.html',
    async prepare(page) {
      await ready(page);
      await page.evaluate(async () => {
        const { workspace } = document.querySelector('imjoy-workspace');
        const install = (config, script) => {
          const full = JSON.stringify({ type: 'web-worker', ...config });
          const src = `<config lang="json">${full}</config>\n<script lang="javascript">${script}</script>`;
          return workspace.library.install({ src }).catch(() => undefined);
        };
        await Promise.all([
          install({ name: 'Broken' }, 'throw new Error("The stage did not answer")'),
          install({ name: 'Trainer', type: 'native-python' }, ''),
          install({ name: 'Odd' }, 'console.warn("no lamp"); api.export({ setup() {}, run() {} })'),
          install(
            { name: 'Running' },
            'api.export({ setup() {}, run() { api.progress(40); return new Promise(() => {}) } })',
          ),
          workspace.pagePlugins.load('plugins/missing.imjoy.html').catch(() => undefined),
        ]);
        workspace.run('Running').catch(() => undefined);
      });
      await appears(page, '>>> .remedies button + button');
      await appears(page, '>>> .stop');
    },
  },
  {
    name: 'install-dialog',
    page: 'demo/index.html',
    async prepare(page) {
      await ready(page);
      const menu = await appears(page, '>>> imjoy-plugin-menu');
      await menu.evaluate((element) => void element.offer('plugins/histogram.imjoy.html'));
      await appears(page, '>>> dialog .primary');
    },
  },
  {
    name: 'plugin-library',
    page: 'demo/index.html',
    async prepare(page) {
      await ready(page);
      await act(page, 'browse');
      await appears(page, '>>> .card');
    },
  },
  {
    name: 'installed-plugins',
    page: 'demo/index.html',
    async prepare(page) {
      await ready(page);
      await page.evaluate(async () => {
        const { library } = document.querySelector('imjoy-workspace').workspace;
        const base = new URL('plugins/chart.imjoy.html', location).href;
        const code = await (await fetch(base)).text();
        const src = code.replace('"version": "1.0.0"', '"version": "0.9.0"');
        await library.install({ src: 'plugins/histogram.imjoy.html' });
        await library.install({ src, isText: true, origin: base, base });
      });
      await act(page, 'browse');
      const look = await appears(page, '>>> .about button');
      await look.evaluate((button) => button.click());
      await appears(page, '>>> .row button');
    },
  },
  {
    name: 'share-dialog',
    page: 'demo/index.html',
    async prepare(page) {
      await ready(page);
      const menu = await appears(page, '>>> imjoy-plugin-menu');
      const origin = 'fjord/plugins:Cells Viewer';
      const plugin = {
        name: 'Cells Viewer',
        origin,
        tags: ['CPU', 'GPU'],
        tag: 'GPU',
        isWindow: true,
      };
      await menu.evaluate((element, shared) => void element.share(shared), plugin);
      await appears(page, '>>> #embed');
    },
  },
  {
    name: 'engines-none',
    page: 'demo/index.html',
    async prepare(page) {
      await ready(page);
      await act(page, 'showEngines');
      await appears(page, '>>> .introduction');
    },
  },
  {
    name: 'engines',
    page: 'demo/index.html',
    async prepare(page) {
      await reachEngines(page);
      await runOnEngine(page);
      await page.evaluate(async () => {
        const engines = await document.querySelector('imjoy-workspace').workspace.engines();
        await engines.add({ url: 'http://127.0.0.1:9', token: '' }).catch(() => undefined);
      });
      await act(page, 'showEngines');
      const log = await appears(page, '>>> [aria-label="Log of Trainer"]');
      await log.evaluate((button) => button.click());
      await appears(page, '>>> .entry');
    },
  },
  {
    name: 'engine-plugins',
    page: 'demo/index.html',
    async prepare(page) {
      await reachEngines(page);
      await runOnEngine(page);
      await appears(page, '>>> .failure pre');
      const row = await appears(
        page,
        '>>> imjoy-plugin-row:has(+ imjoy-plugin-row + imjoy-plugin-row)',
      );
      await row.evaluate((element) => element.openMenu());
    },
    variants: ['light', 'dark', 'forced-colors', 'rtl'],
  },
  {
    name: 'engine-commands',
    page: 'demo/index.html',
    async prepare(page) {
      await ready(page);
      await page.evaluate(() => {
        const app = document.querySelector('imjoy-workspace').shadowRoot.querySelector('imjoy-app');
        void app.shell.confirm({
          title: 'Run these commands?',
          text: 'Cell Finder needs them to be run on the computer of the plugin engine http://lab:9527, with the rights of whoever started it.',
          html: null,
          commands: [
            'conda create -n cells python=3.11 -y',
            ...[
              'numpy',
              'scipy',
              'scikit-image',
              'torch --index-url https://wheels.example/cu124',
            ].map((name) => `pip install ${name}`),
            'git clone --depth=1 https://git.example/lab/models models',
          ],
          confirmText: 'Run',
          cancelText: 'Cancel',
          from: 'Cell Finder',
        });
      });
      const list = await appears(page, '>>> .commands');
      await list.evaluate((element) =>
        Promise.all(
          element
            .closest('dialog')
            .getAnimations()
            .map(({ finished }) => finished),
        ),
      );
    },
  },
  {
    name: 'long-form',
    page: 'demo/dashboard.html',
    async prepare(page) {
      await ready(page);
      await page.evaluate(async () => {
        const kinds = [
          (id) => `Threshold ${id}: {id: 'n${id}', type: 'number', placeholder: 3}`,
          (id) => `Channel ${id}: {id: 'c${id}', type: 'choose', options: ['DAPI', 'GFP', 'Cy5']}`,
          (id) => `Label ${id}: {id: 's${id}', type: 'string', placeholder: 'nucleus'}`,
          (id) => `Invert ${id}: {id: 'b${id}', type: 'checkbox', placeholder: true}`,
        ];
        document.documentElement.style.scrollBehavior = 'auto';
        const form = document.createElement('imjoy-ui-form');
        form.ui = Array.from({ length: 300 }, (_, id) => kinds[id % kinds.length](id)).join('<br>');
        document.querySelector('main').replaceChildren(form);
        const fields = () => [...(form.shadowRoot?.querySelectorAll('input, select') ?? [])];
        while (fields().length < 300) await new Promise((resolve) => setTimeout(resolve, 50));
        fields().at(-1).scrollIntoView({ block: 'end' });
        fields().at(-2).focus();
      });
    },
    variants: ['light', 'narrow-dark', 'forced-colors', 'rtl'],
  },
  {
    name: 'palette',
    page: 'demo/index.html',
    async prepare(page) {
      await ready(page);
      await page.keyboard.down('Control');
      await page.keyboard.press('k');
      await page.keyboard.up('Control');
      await page.keyboard.type('cell');
    },
  },
  {
    name: 'dashboard',
    page: 'demo/dashboard.html',
    async prepare(page) {
      await ready(page);
      await page.waitForFunction(
        () => document.querySelector('[data-fact=count]').textContent !== '…',
      );
    },
    whole: true,
  },
  {
    name: 'article',
    page: 'demo/embed.html',
    prepare: (page) => page.evaluate(() => document.querySelector('#chart').ready),
    whole: true,
    variants: ['light', 'dark', 'narrow', 'narrow-dark'],
  },
  {
    name: 'python-plugins',
    page: 'demo/index.html',
    async prepare(page) {
      await ready(page);
      await page.evaluate(async () => {
        const { workspace } = document.querySelector('imjoy-workspace');
        for (const name of ['filter', 'plot'])
          await workspace.library.install({ src: `plugins/python-${name}.imjoy.html` });
        await workspace.run('Python Filter', { config: { kind: 'Remove background', reach: 20 } });
        const config = { what: 'Histogram', log: true, row: 50, term: 'sin(x) / x' };
        await workspace.run('Python Plot', { config });
      });
      await appears(page, '>>> imjoy-markdown-view >>> img');
    },
    variants: ['light', 'dark', 'narrow'],
  },
  {
    name: 'python-article',
    page: 'demo/python.html',
    prepare: (page) => page.evaluate(() => document.querySelector('#photons').ready),
    whole: true,
    variants: ['light', 'dark', 'narrow', 'narrow-dark'],
  },
  {
    name: 'guide-python',
    page: 'demo/guide/index.html',
    async prepare(page) {
      const button = await appears(page, 'live-example[start] .result button');
      await button.evaluate((element) => element.click());
      await readExample(page, 'python');
    },
    variants: ['light', 'dark', 'narrow'],
  },
  {
    name: 'guide',
    page: 'demo/guide/index.html',
    prepare: (page) => readExample(page, 'arrays'),
    variants: DOCUMENT,
  },
  {
    name: 'guide-editor',
    page: 'demo/guide/index.html',
    async prepare(page) {
      await readExample(page, 'forms');
      await page.click('live-example[form] button');
      await appears(page, 'live-example[form] >>> .cm-content');
    },
    variants: DOCUMENT,
  },
  {
    name: 'reference',
    page: 'demo/reference.html',
    prepare: (page) => appears(page, '[data-state=written]'),
    variants: DOCUMENT,
  },
  { name: 'migration', page: 'demo/migration.html', variants: DOCUMENT },
  { name: 'security', page: 'demo/security.html', variants: DOCUMENT },
];
