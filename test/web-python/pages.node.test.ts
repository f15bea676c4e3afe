import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { STRICT } from '../security/site.js';
import { firefoxOptions } from '../support/browser.mjs';
import { loadAndCall, type Plugin } from './load-and-call.js';
import { openPythonSite, type PythonSite } from './python-site.js';
import { pythonText } from './python-text.js';

/** Finds an element in whatever shadow tree of the page; {@link openPythonSite} puts it there. */
declare function deepQuery<T extends Element = Element>(selector: string): T | null;

const ISOLATED = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

const TOOL = `
from imjoy import api

calls = []

def setup():
    pass

def double(x):
    calls.append(x)
    return 2 * x

def run(ctx):
    while True:
        pass

api.export({"setup": setup, "run": run, "double": double, "count": lambda: len(calls)})
`;

const VIEW = pythonText(
  { name: 'View', type: 'web-python-window' },
  `
from js import document
from imjoy import api

place = document.getElementById("place")

class View:
    def setup(self):
        place.textContent = "set up"

    def run(self, ctx):
        place.textContent = f"{ctx.config.greeting} from {ctx.data['from']}"
        place.style.color = "red"

    def text(self):
        return place.textContent

api.export(View())
`,
  '<window><p id="place"></p></window>\n<style>p { margin: 0 }</style>',
);

const firefox = firefoxOptions();
const BROWSERS = [
  { name: 'Chromium', options: undefined, skip: false },
  {
    name: 'Firefox',
    options: firefox ?? undefined,
    skip: firefox ? false : 'there is no Firefox here: FIREFOX_PATH names one',
  },
];

/** Polls, since nothing tells of changes in shadow trees. */
const waitFor = async (page: Page, look: () => unknown): Promise<unknown> =>
  (await page.waitForFunction(look, { polling: 50 })).jsonValue();

for (const { name, options, skip } of BROWSERS)
  describe(`Python on a page, in ${name}`, { skip }, () => {
    let site: PythonSite;
    before(async () => {
      site = await openPythonSite(options);
    });
    after(() => site.close());

    it('runs under the strictest policy, served without headers for other origins', async () => {
      const policy = { 'Content-Security-Policy': STRICT };
      const workspace = '<imjoy-workspace></imjoy-workspace>';
      const { page, errors } = await site.open(workspace, { page: policy });
      assert.deepEqual(
        site.asked.filter((path) => /pyodide|python/.test(path)),
        [],
        'fetched when it is needed',
      );
      assert.equal(await loadAndCall(page, pythonText({ name: 'Tool' }, TOOL), 'double', 21), 42);
      assert.deepEqual(errors, []);
      const asked = site.asked.filter((path) => /pyodide|python/.test(path));
      const wasm = '/dist/pyodide/pyodide.asm.wasm';
      assert.ok(asked.includes(wasm) && asked.includes('/dist/python.js'), asked.join(' '));
      const second = pythonText({ name: 'Second' }, TOOL);
      assert.equal(await loadAndCall(page, second, 'double', 2), 4);
      const again = site.asked.filter((path) => /pyodide|python/.test(path));
      assert.deepEqual(again, asked, 'the second one needs nothing new');
      await page.close();
    });

    it('has the document in a window of its own, in a docs page too', async () => {
      const policy = { 'Content-Security-Policy': STRICT };
      const { page, errors } = await site.open('<imjoy-window></imjoy-window>', { page: policy });
      const text = await page.evaluate(async (code) => {
        const element = document.querySelector('imjoy-window');
        if (!element) return null;
        Object.assign(element, { code, data: { from: 'the page' }, config: { greeting: 'Hello' } });
        const api = (await element.ready) as unknown as Plugin;
        return api.text?.();
      }, VIEW);
      assert.equal(text, 'Hello from the page');
      assert.deepEqual(errors, []);
      await page.close();
    });

    it('says which file is missing of the folder that pyodide-src names', async () => {
      const workspace = '<imjoy-workspace pyodide-src="/dist/elsewhere"></imjoy-workspace>';
      const { page } = await site.open(workspace);
      await assert.rejects(
        loadAndCall(page, pythonText({ name: 'Tool' }, TOOL), 'double', 21),
        /http:\/\/localhost:\d+\/dist\/elsewhere\/pyodide\.(asm\.)?mjs could not be loaded: the server answered 404/,
      );
      await page.close();
    });

    it('says how far it is while it is downloaded, in the menu and in a window', async () => {
      const release = site.hold('/dist/pyodide/pyodide.asm.wasm');
      const menu = '<imjoy-plugin-menu></imjoy-plugin-menu>';
      const { page } = await site.open(
        `<imjoy-workspace>${menu}<imjoy-window></imjoy-window></imjoy-workspace>`,
      );
      const loaded = loadAndCall(page, pythonText({ name: 'Tool' }, TOOL), 'double', 2);
      const shown = page.evaluate(async (code) => {
        const element = document.querySelector('imjoy-window');
        Object.assign(element ?? {}, { code, data: { from: '' }, config: { greeting: '' } });
        await element?.ready;
      }, VIEW);
      const said = await waitFor(page, () => {
        const row = deepQuery('.step')?.textContent ?? '';
        const bar = deepQuery<HTMLProgressElement>('progress')?.value ?? 0;
        const window = deepQuery('.state-step')?.textContent ?? '';
        const saysAll = [row, window].every((text) => / of [\d.]+ MB/.test(text));
        return saysAll && bar > 0 ? [row, window, bar] : null;
      }).finally(release);
      const [row, inWindow, bar] = said as [string, string, number];
      assert.match(row, /^Downloading Python, \d+\.\d of 1\d\.\d MB…$/);
      assert.match(inWindow, /^Downloading Python, \d+\.\d of 1\d\.\d MB$/);
      assert.ok(bar > 10 && bar < 50, String(bar));
      assert.equal(await loaded, 4);
      await shown;
      const left = await page.evaluate(() => [deepQuery('.step'), deepQuery('.state-step')]);
      assert.deepEqual(left, [null, null]);
      await page.close();
    });

    it('keeps an interpreter ready where it is told to', async () => {
      const workspace = '<imjoy-workspace pyodide-spare></imjoy-workspace>';
      const { page } = await site.open(workspace);
      const frames = () => page.$$eval('iframe[name=imjoy-python]', (all) => all.length);
      await loadAndCall(page, pythonText({ name: 'Tool' }, TOOL), 'double', 1);
      assert.equal(await frames(), 2, 'the plugin, and the spare');
      const spare = await page.evaluateHandle(() =>
        [...document.querySelectorAll<HTMLIFrameElement>('iframe[name=imjoy-python]')].at(-1),
      );
      assert.equal(await loadAndCall(page, pythonText({ name: 'Next' }, TOOL), 'double', 4), 8);
      const title = await page.evaluate((frame) => frame?.title, spare);
      assert.equal(title, 'Next', 'the spare is what the next one runs in');
      await page.close();
    });

    it('is interrupted in the middle of a loop where the page is isolated', async () => {
      const menu = '<imjoy-plugin-menu></imjoy-plugin-menu>';
      const workspace = `<imjoy-workspace>${menu}</imjoy-workspace>`;
      const { page } = await site.open(workspace, { all: ISOLATED });
      assert.equal(await page.evaluate(() => crossOriginIsolated), true);
      await loadAndCall(page, pythonText({ name: 'Tool' }, TOOL), 'double', 1);
      await page.locator('imjoy-plugin-menu >>> .name').click();
      await page.locator('imjoy-plugin-menu >>> [aria-label="Stop Tool"]').click();
      const notice = await waitFor(page, () => deepQuery('.notice')?.textContent);
      assert.match(String(notice), /Tool was interrupted/);
      const count = await page.evaluate(async () => {
        const api = document.querySelector('imjoy-workspace')?.api as unknown as Plugin;
        return ((await api.getPlugin?.('Tool')) as Plugin | undefined)?.count?.();
      });
      assert.equal(count, 1, 'what it had in memory is there');
      await page.close();
    });
  });
