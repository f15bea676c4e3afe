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
];
