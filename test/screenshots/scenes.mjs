import { engineScenes } from './engine-scenes.mjs';
import { act, appears, open, ready } from './steps.mjs';

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

/**
 * @typedef {object} Scene
 * @property {string} name
 * @property {string} page
 * @property {(page: import('puppeteer-core').Page) => Promise<unknown>} [prepare]
 * @property {boolean} [whole] below its fold, too
 * @property {readonly string[]} [variants] where not all are worth a look
 */

/** @type {readonly Scene[]} */
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
  ...engineScenes,
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
