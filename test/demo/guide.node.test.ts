import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, describe, it } from 'node:test';
import type { ElementHandle, Frame, Page } from 'puppeteer-core';
import { makePlace } from '../cli/imjoy.js';
import { Demo } from './open-demo.js';

const GUIDE = 'demo/guide/index.html';
const folder = fileURLToPath(new URL('../../demo/guide', import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith('.imjoy.html'));

/** An example of the guide, as its reader has it. */
class Example {
  readonly page: Page;
  readonly element: ElementHandle<HTMLElement>;

  constructor(page: Page, element: ElementHandle<HTMLElement>) {
    this.page = page;
    this.element = element;
  }

  /** Comes near it, and waits until its window is ready. */
  static async find(page: Page, name: string): Promise<Example> {
    const found = await page.waitForSelector(`live-example:has(a[href="${name}.imjoy.html"])`);
    // What stands above it grows while the page is loaded, and takes it out of sight again.
    await page.waitForFunction(
      (example) => {
        example.scrollIntoView({ behavior: 'instant' });
        return example.hasAttribute('listing') || example.querySelector('.result > *');
      },
      {},
      found as ElementHandle<HTMLElement>,
    );
    return new Example(page, found as ElementHandle<HTMLElement>);
  }

  /** The page of the plugin that is shown now. */
  async frame(): Promise<Frame> {
    const shown = await this.element.waitForSelector('imjoy-window');
    await shown!.evaluate((window) => window.ready);
    const frame = await shown!.$('>>> iframe');
    assert.ok(frame, 'the window was replaced meanwhile');
    return (await frame.contentFrame()) as Frame;
  }

  async reads(selector: string, expected: string | RegExp): Promise<void> {
    await reads(() => this.frame(), selector, expected);
  }

  async click(selector: string): Promise<void> {
    const button = await (await this.frame()).waitForSelector(selector);
    await button!.evaluate((element) => (element as HTMLElement).click());
  }

  async press(label: string): Promise<void> {
    const button = await this.element.waitForSelector(`::-p-xpath(.//button[.="${label}"])`);
    await button!.click();
  }

  /** The code in the editor. */
  async editor(): Promise<ElementHandle<HTMLElementTagNameMap['imjoy-editor']>> {
    const editor = await this.element.waitForSelector('imjoy-editor');
    return editor as ElementHandle<HTMLElementTagNameMap['imjoy-editor']>;
  }

  async change(from: string, to: string): Promise<void> {
    const editor = await this.editor();
    const changed = await editor.evaluate(
      (element, old, text) => {
        const { value } = element;
        element.value = value.replace(old, text);
        return value !== element.value;
      },
      from,
      to,
    );
    assert.ok(changed, `the example has no ${from}`);
  }
}

/** Waits until an element of a page says what is expected; a window that is run anew has another page then. */
async function reads(
  find: () => Page | Promise<Frame>,
  selector: string,
  expected: string | RegExp,
): Promise<void> {
  let text: string | null = null;
  const matches = () =>
    typeof expected === 'string' ? text?.includes(expected) : expected.test(text ?? '');
  const read = async () => {
    const found = await (await find()).$(selector);
    return found && found.evaluate((element) => element.textContent);
  };
  // The page of a window may go while it is read.
  for (const end = Date.now() + 15_000; Date.now() < end && !matches();)
    text = await read().catch(() => null);
  assert.ok(matches(), `${selector} reads ${JSON.stringify(text)}, not ${expected}`);
}

/** Answers the dialog of the page by pressing one of its buttons. */
async function answer(page: Page, label: string): Promise<void> {
  const button = await page.waitForSelector(`>>> dialog[open] ::-p-text(${label})`);
  await button!.evaluate((element) => (element as HTMLElement).click());
}

/** What each example does, by the name of its file. */
const effects: Readonly<Record<string, (example: Example) => Promise<void>>> = {
  async hello(example) {
    await example.reads('#greeting', 'Hello, Ada');
    const frame = await example.frame();
    await frame.$eval('#name', (input) => ((input as HTMLInputElement).value = 'Grace'));
    await example.click('#greet');
    await example.reads('#greeting', 'Hello, Grace');
  },
  async blocks(example) {
    await example.reads('#nearest', 'teal');
    const frame = await example.frame();
    const weight = await frame.$eval('#nearest', (output) => getComputedStyle(output).fontWeight);
    assert.equal(weight, '600', 'the required style sheet is loaded');
    await frame.$eval('#color', (input) => {
      (input as HTMLInputElement).value = '#d870d0';
      input.dispatchEvent(new Event('input'));
    });
    await example.reads('#nearest', 'orchid');
  },
  async tags(example) {
    await example.reads('#tag', 'stable');
    await example.reads('#method', 'the median');
  },
  async forms(example) {
    await example.reads('#values', /"channel": "GFP"[^]*"method": 1[^]*"sigma": 2/);
    await example.reads('#values', /"outline": "rgb\(255,136,0\)"[^]*"fill": true/);
    const number = await example.element.waitForSelector('imjoy-ui-form >>> input[type=number]');
    await number!.evaluate((element) => {
      (element as HTMLInputElement).value = '4.5';
      for (const type of ['input', 'change'])
        element.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
    });
    await example.reads('#values', '"sigma": 4.5');
  },
  async lifecycle(example) {
    await example.reads('#list', /script\s*setup\s*run as Lifecycle/);
    const closed = example.element.evaluate(
      (element) =>
        new Promise((resolve) => element.addEventListener('imjoy-window-closed', resolve, true)),
    );
    await example.click('#close');
    await closed;
  },
  async windows(example) {
    await example.click('#open');
    await example.reads('#state', 'The window is open.');
    await reads(() => example.page, '>>> imjoy-generic-view >>> [role=tree]', /cells\D*62/);
    await example.click('#change');
    await reads(() => example.page, '>>> imjoy-generic-view >>> [role=tree]', /cells\D*64/);
    const close = await example.page.waitForSelector(
      '>>> imjoy-shell-window >>> [aria-label="Close window"]',
    );
    await close!.evaluate((button) => (button as HTMLElement).click());
    await example.reads('#state', 'The window was closed.');
  },
  plugins: (example) => example.reads('#mean', '7.5'),
  async batch(example) {
    await example.click('#start');
    await example.reads('#brightest', '19');
    await example.reads('#known', '0 were known.');
    await example.click('#start');
    await example.reads('#known', '40 were known.');
  },
  async python(example) {
    await example.press('Start Python, 13 MB');
    await example.reads('#result', '6.83 ± 4.40');
    await (
      await example.frame()
    ).$eval('#numbers', (input) => {
      (input as HTMLInputElement).value = '1 x';
      input.dispatchEvent(new Event('input'));
    });
    await example.reads('#result', "could not convert string to float: 'x'");
  },
  async services(example) {
    await example.reads('#list', /Fahrenheit: 98\.60\s*Kelvin: 310\.15/);
    await (
      await example.frame()
    ).$eval('#celsius', (input) => {
      (input as HTMLInputElement).value = '0';
      input.dispatchEvent(new Event('input'));
    });
    await example.reads('#list', /Fahrenheit: 32\.00\s*Kelvin: 273\.15/);
  },
  async files(example) {
    const place = await makePlace();
    await writeFile(join(place.folder, 'cells.csv'), 'cell,area\n1,2\n3,4\n');
    const input = await (await example.frame()).waitForSelector('#file');
    await (input as ElementHandle<HTMLInputElement>).uploadFile(join(place.folder, 'cells.csv'));
    await example.reads('#rows', 'cells.csv: 3 rows');
    await place.remove();
    const session = await example.page.createCDPSession();
    await session.send('Browser.setDownloadBehavior', { behavior: 'deny', eventsEnabled: true });
    const saved = new Promise<string>((resolve) =>
      session.once('Browser.downloadWillBegin', (event) => resolve(event.suggestedFilename)),
    );
    await example.click('#save');
    assert.equal(await saved, 'areas.csv');
  },
  async dialogs(example) {
    await example.click('#confirm');
    await answer(example.page, 'OK');
    await example.reads('#answer', 'true');
    await example.click('#prompt');
    await answer(example.page, 'Cancel');
    await example.reads('#answer', '"cancelled"');
    await example.click('#form');
    await answer(example.page, 'OK');
    await example.reads('#answer', '{"exposure":20}');
  },
  async progress(example) {
    await example.click('#start');
    await reads(() => example.page, '>>> imjoy-shell-status >>> [role=status]', /Image \d+ of 20/);
    await reads(
      () => example.page,
      '>>> imjoy-shell-snackbar >>> [part=base]',
      'All images are measured.',
    );
  },
  async arrays(example) {
    await example.reads('#facts', 'float32, 64 × 128; first pixel 255');
    await example.click('#invert');
    await example.reads('#facts', 'first pixel 0');
    const bright = await (
      await example.frame()
    ).$eval('#canvas', (canvas) => {
      const context = (canvas as HTMLCanvasElement).getContext('2d');
      return context!.getImageData(127, 0, 1, 1).data[0];
    });
    assert.equal(bright, 254);
  },
  async callbacks(example) {
    await example.click('#count');
    const frame = await example.frame();
    const value = () => frame.$eval('#bar', (bar) => (bar as HTMLProgressElement).value);
    while ((await value()) < 3);
    await example.click('#stop');
    await example.reads('#state', 'stopped: RPC_ABORTED');
    assert.ok((await value()) < 100);
  },
  async storage(example) {
    await example.reads('#cells', /^0$/);
    await example.reads('#authors', 'Fjord Imaging Lab');
    await example.click('#add');
    await example.reads('#cells', /^1$/);
    await example.page.reload();
    const again = await Example.find(example.page, 'storage');
    await again.reads('#cells', /^1$/);
    await again.click('#forget');
    await again.reads('#cells', /^0$/);
  },
  async errors(example) {
    await example.reads('#thrown', 'RangeError: there is no slice 12');
    await example.reads('#missing', 'PLUGIN_NOT_FOUND: ');
    await example.reads('#unknown', 'RPC_METHOD_NOT_FOUND: ');
  },
};

describe('demo/guide', () => {
  let demo: Demo;
  before(async () => {
    demo = await Demo.start();
  });
  after(() => demo.close());

  it('shows every plugin file of its folder, and this test tries each that has a window', async () => {
    const { page } = await demo.open(GUIDE);
    const names = (selector: string) =>
      page.$$eval(selector, (links) => links.map((link) => link.getAttribute('href')));
    assert.deepEqual((await names('live-example a')).sort(), files);
    const tried = Object.keys(effects).map((name) => `${name}.imjoy.html`);
    assert.deepEqual((await names('live-example:not([listing]) a')).sort(), tried.sort());
    await page.close();
  });

  for (const [name, effect] of Object.entries(effects))
    it(`${name} does what it says`, { timeout: 120_000 }, async () => {
      const { page, errors } = await demo.open(GUIDE);
      await effect(await Example.find(page, name));
      assert.deepEqual(errors, []);
      await page.close();
    });

  it('shows the code of an example, and fetches no editor for that', async () => {
    const { page } = await demo.open(GUIDE);
    const example = await Example.find(page, 'hello');
    await example.reads('#greeting', 'Hello, Ada');
    await reads(
      () => page,
      'pre[aria-label="Code of hello.imjoy.html"]',
      'api.export(new Hello())',
    );
    await reads(() => page, 'pre[aria-label="Code of toolbox.imjoy.html"]', 'new Toolbox()');
    assert.equal(await page.evaluate(() => customElements.get('imjoy-editor')), undefined);
    await page.close();
  });

  it('runs what its reader changed, and goes back', { timeout: 60_000 }, async () => {
    const { page, errors } = await demo.open(GUIDE);
    const example = await Example.find(page, 'hello');
    await example.reads('#greeting', 'Hello, Ada');
    await example.press('Edit');
    // Whoever pressed Edit goes on in the code.
    await page.waitForFunction(() => document.activeElement?.localName === 'imjoy-editor');
    await example.change('`Hello, ${value}`', '`Good day, ${value}`');
    await example.press('Run');
    await example.reads('#greeting', 'Good day, Ada');
    await example.change('Good day', 'Bonjour');
    await (await example.editor()).evaluate((editor) => editor.focus());
    await page.keyboard.down('Control');
    await page.keyboard.press('s');
    await page.keyboard.up('Control');
    await example.reads('#greeting', 'Bonjour, Ada');
    await example.press('Reset');
    await example.reads('#greeting', 'Hello, Ada');
    const code = await (await example.editor()).evaluate((editor) => editor.value);
    assert.match(code, /`Hello, \$\{value\}`/);
    assert.deepEqual(errors, []);
    await page.close();
  });

  it('says what is wrong with code that does not run, and recovers', async () => {
    const { page } = await demo.open(GUIDE);
    const example = await Example.find(page, 'hello');
    await example.press('Edit');
    await example.change('"name": "Hello",', '');
    await example.press('Run');
    await reads(() => page, '>>> imjoy-window >>> [role=alert]', 'the config has no "name"');
    await example.press('Reset');
    await example.reads('#greeting', 'Hello, Ada');
    await page.close();
  });

  it('has a form again for a ui that was changed', { timeout: 60_000 }, async () => {
    const { page } = await demo.open(GUIDE);
    const example = await Example.find(page, 'forms');
    await example.reads('#values', '"label": "nucleus"');
    await example.press('Edit');
    await example.change("placeholder: 'nucleus'", "placeholder: 'cell'");
    await example.press('Run');
    await example.reads('#values', '"label": "cell"');
    await page.close();
  });

  it('has nothing that `imjoy check` would complain about', async () => {
    const place = await makePlace();
    const { code, stdout } = await place.run('check', folder);
    await place.remove();
    assert.equal(code, 0);
    assert.match(stdout, new RegExp(`${files.length} files: 0 errors, 0 warnings`));
  });
});
