import assert from 'node:assert/strict';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { launchOptions } from '../support/browser.mjs';
import { pluginText } from '../support/plugin-text.js';
import { makePlace, type Place, type Running } from './imjoy.js';

type Told = Readonly<
  Record<string, (query: unknown) => Promise<{ id: string; tell(): Promise<string> }>>
>;
type WorkspaceElement = HTMLElement & {
  readonly api: Told;
  readonly ready: Promise<void>;
  readonly registry: { find(name: string): object | undefined };
};

const chart = (sign: string) =>
  pluginText(
    { name: 'Chart', type: 'window' },
    `let n; api.export({ setup() {}, run(ctx) { n = ctx.data.n }, tell: () => '${sign} ' + n })`,
  );
const worker = (name: string, sign: string) =>
  pluginText({ name }, `let n = 0; api.export({ setup() {}, tell: () => '${sign} ' + ++n })`);

/** Asks until the answer is right. A page that is gone never gives it, and must not be asked for ever. */
async function repeat<T>(ask: () => Promise<T>, isRight: (answer: T) => boolean): Promise<void> {
  const end = Date.now() + 60_000;
  for (;;) {
    const answer = await ask();
    if (isRight(answer)) return;
    if (Date.now() > end) throw new Error(`it still says ${String(answer)}`);
  }
}

describe('a page that imjoy serve shows', { timeout: 240_000 }, () => {
  let place: Place;
  let server: Running;
  let browser: Browser;
  let url: string;
  const errors: string[] = [];

  const save = (name: string, text: string) => place.write(`plugins/${name}.imjoy.html`, text);
  const pathOf = (name: string) => join(place.folder, `plugins/${name}.imjoy.html`);
  /** As editors do that never leave half a file. */
  async function replace(name: string, text: string): Promise<void> {
    await place.write('plugins/half', text);
    await rename(join(place.folder, 'plugins/half'), pathOf(name));
  }

  before(async () => {
    place = await makePlace();
    browser = await puppeteer.launch(await launchOptions(puppeteer));
  });
  after(async () => {
    await browser?.close();
    await place?.remove();
  });

  beforeEach(async () => {
    await rm(join(place.folder, 'plugins'), { recursive: true, force: true });
    for (const name of ['Counter', 'Other']) await save(name, worker(name, 'one'));
    await save('Chart', chart('one'));
    server = place.start('serve', 'plugins', '--port', '0');
    [url = ''] = /http:\S+?\/(?= )/.exec(await server.line()) ?? [];
  });
  afterEach(async () => {
    for (const page of await browser.pages()) await page.close();
    await server.interrupt();
    assert.deepEqual(errors.splice(0), []);
  });

  async function open(path = ''): Promise<Page> {
    const page = await browser.newPage();
    // The loader that runs these tests names functions with a helper that pages lack.
    await page.evaluateOnNewDocument('globalThis.__name = (fn) => fn');
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto(url + path);
    await page.evaluate(async () => {
      await customElements.whenDefined('imjoy-workspace');
      await document.querySelector<WorkspaceElement>('imjoy-workspace')?.ready;
    });
    return page;
  }

  /** What a plugin, or with `getWindow` a window, says; null when there is none. */
  const tell = (page: Page, name: string, how = 'getPlugin') =>
    page.evaluate(
      async (name, how) => {
        const { api, registry } = document.querySelector<WorkspaceElement>('imjoy-workspace')!;
        const found = registry.find(name) && (await api[how]?.(name));
        return found ? found.tell() : null;
      },
      name,
      how,
    );
  /** Waits until it says what fits. */
  async function until(page: Page, pattern: RegExp, name: string, how?: string): Promise<void> {
    await repeat(
      () => tell(page, name, how).catch((error) => String(error)),
      (told) => pattern.test(String(told)),
    );
  }

  it('loads a plugin again when its file changes, and leaves all others as they are', async () => {
    const page = await open();
    assert.equal(await tell(page, 'Counter'), 'one 1');
    assert.equal(await tell(page, 'Other'), 'one 1');
    await save('Counter', worker('Counter', 'two'));
    await until(page, /^two/, 'Counter');
    assert.equal(await tell(page, 'Other'), 'one 2');
    await replace('Counter', worker('Counter', 'three'));
    await until(page, /^three/, 'Counter');
    await replace('Counter', worker('Counter', 'four'));
    await until(page, /^four/, 'Counter');
    assert.equal(await tell(page, 'Other'), 'one 3');
  });

  it('fills the windows of a plugin anew where they are, on their data', async () => {
    const page = await open();
    await page.evaluate(async () => {
      const { api } = document.querySelector<WorkspaceElement>('imjoy-workspace')!;
      await api.createWindow?.({ type: 'Chart', data: { n: 7 } });
      await api.createWindow?.({ type: 'imjoy/table', data: [[1]] });
    });
    const shown = () =>
      page.evaluate(() => {
        const app = document
          .querySelector('imjoy-workspace')
          ?.shadowRoot?.querySelector('imjoy-app');
        const dock = app?.shadowRoot?.querySelector('imjoy-dock') as HTMLElement & {
          saveLayout(): object;
        };
        return dock.saveLayout();
      });
    const before = await shown();
    await save('Chart', chart('two'));
    await until(page, /^two 7$/, 'Chart', 'getWindow');
    assert.deepEqual(await shown(), before);
  });

  it('follows files that come, go, break, are mended, and plugins that change their name', async () => {
    await save('Broken', 'nothing of a plugin');
    const page = await open();
    await save('Broken', worker('Mended', 'one'));
    await until(page, /^one/, 'Mended');
    await save('sub/New', worker('New', 'one'));
    await until(page, /^one/, 'New');
    await save('New', worker('Newer', 'one'));
    await until(page, /^one/, 'Newer');
    await rm(pathOf('Counter'));
    await until(page, /null/, 'Counter');
    await save('Other', worker('Renamed', 'one'));
    await until(page, /^one/, 'Renamed');
    await until(page, /null/, 'Other');
    await save('Chart', 'broken now');
    await save('Counter', worker('Counter', 'back'));
    await until(page, /^back/, 'Counter');
    assert.notEqual(await tell(page, 'Mended'), null);
  });

  it('takes what a file was saved with several times, or in pieces, for one change', async () => {
    const page = await open();
    await page.evaluate(() => {
      const loaded: string[] = [];
      Object.assign(window, { loaded });
      const element = document.querySelector('imjoy-workspace')!;
      element.addEventListener('imjoy-plugin-loaded', (event) =>
        loaded.push((event as Event & { plugin: { name: string } }).plugin.name),
      );
    });
    server.pause();
    await save('Counter', '');
    for (const sign of ['two', 'three']) await save('Counter', worker('Counter', sign));
    await replace('Counter', worker('Counter', 'four'));
    await save('Other', worker('Other', 'one'));
    server.resume();
    assert.equal(await server.line(), 'Counter.imjoy.html changed');
    await until(page, /^four/, 'Counter');
    await save('Other', worker('Other', 'five'));
    assert.equal(await server.line(), 'Other.imjoy.html changed');
    await until(page, /^five/, 'Other');
    const loaded = await page.evaluate(() => (window as unknown as { loaded: string[] }).loaded);
    assert.deepEqual(loaded, ['Counter', 'Other']);
  });

  it('knows what changed while the server was away', async () => {
    const page = await open();
    const { port } = new URL(url);
    await server.interrupt();
    await save('Counter', worker('Counter', 'two'));
    server = place.start('serve', 'plugins', '--port', port);
    await until(page, /^two 1$/, 'Counter');
    assert.equal(await tell(page, 'Other'), 'one 1');
  });

  it('may be the author’s own', async () => {
    await place.write(
      'plugins/index.html',
      `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">
      <script type="module" src="/imjoy/imjoy.js"></script>
      <script type="module" src="/imjoy/imjoy-live.js"></script>
      <imjoy-window id="alone" src="Chart.imjoy.html"></imjoy-window>
      <imjoy-workspace plugins="Chart.imjoy.html">
        <imjoy-window id="inside" plugin="Chart"></imjoy-window>
      </imjoy-workspace>`,
    );
    const page = await open();
    const told = (id: string) =>
      page.evaluate(async (id) => {
        const element = document.getElementById(id) as unknown as {
          ready: Promise<{ tell(): Promise<string> }>;
        };
        return (await element.ready).tell();
      }, id);
    await page.evaluate(() => {
      for (const element of document.querySelectorAll('imjoy-window'))
        Object.assign(element, { data: { n: 3 } });
    });
    for (const id of ['alone', 'inside'])
      await repeat(told.bind(null, id), (text) => text === 'one 3');
    await save('Stranger', worker('Stranger', 'one'));
    await save('Chart', chart('two'));
    for (const id of ['alone', 'inside'])
      await repeat(
        () => told(id).catch(() => null),
        (text) => text === 'two 3',
      );
    assert.equal(await tell(page, 'Stranger'), null);
  });
});
