import { startTestEngine } from '../support/start-engine.mjs';
import { act, appears, ready } from './steps.mjs';

let engine = null;

/** A plugin engine that admits the page, the same for all pages. */
async function engineFor(page) {
  engine ??= startTestEngine({ allowOrigin: [new URL(page.url()).origin], terminal: true });
  const { url, token } = await engine;
  return { url, token };
}

/** Ends what these scenes have started. */
export const closeEngine = async () => (await engine)?.close();

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

/** @type {import('./scenes.mjs').Scene[]} */
export const engineScenes = [
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
    name: 'engine-terminal',
    page: 'demo/index.html',
    async prepare(page) {
      await reachEngines(page);
      const address = await engineFor(page);
      await page.evaluate(async (given) => {
        const { workspace } = document.querySelector('imjoy-workspace');
        await (await workspace.engines()).add(given);
      }, address);
      await act(page, 'showEngines');
      const button = await appears(page, '>>> .spacer + button');
      await button.evaluate((element) => element.click());
      const screen = await appears(page, '>>> imjoy-terminal-screen');
      await screen.evaluate(async (element) => {
        const text = () =>
          element.shadowRoot.querySelector('.xterm-rows')?.textContent.trim() ?? '';
        const shows = async (pattern) => {
          while (!pattern.test(text())) await new Promise((resolve) => setTimeout(resolve, 50));
        };
        await shows(/[#$]$/);
        element.type('PS1="$ "; clear; ls --color=always /\r');
        await shows(/usr.*var.*\$$/s);
      });
    },
  },
];
