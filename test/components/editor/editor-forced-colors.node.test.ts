import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { startServer } from '../../../demo/serve.mjs';
import { launchOptions } from '../../support/browser.mjs';

const CODE = `<config lang="json">
{"name": "A", "type": "web-worker", "api_version": "0.1.8", "version": "1"}
</config>
<script lang="javascript">
const text = text + text;
let = ;;)
</script>
<style>
a { color } }
</style>
`;

/** Only the browser's own protocol can force colours. Opens `dist/`, which has to be built. */
describe('an editor in forced colours', () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let browser: Browser;
  let page: Page;

  before(async () => {
    server = await startServer(0);
    browser = await puppeteer.launch(await launchOptions(puppeteer));
    page = await browser.newPage();
    page.setDefaultTimeout(120_000);
    const session = await page.createCDPSession();
    await session.send('Emulation.setEmulatedMedia', {
      features: [{ name: 'forced-colors', value: 'active' }],
    });
    await page.goto(new URL('demo/embed.html', server.url).href);
    await page.evaluate(async (script) => void (await import(script)), '/dist/imjoy.js');
    await page.evaluate((code) => {
      const editor = document.createElement('imjoy-editor');
      editor.value = code;
      document.body.prepend(editor);
    }, CODE);
    await shown('.cm-lint-marker-warning');
  });

  after(async () => {
    await browser.close();
    await server.close();
  });

  const reveal = (line: number, column: number) =>
    page.$eval('imjoy-editor', (editor, ...place) => editor.reveal(...place), line, column);

  const shown = (selector: string) =>
    page.waitForFunction(
      (wanted) => document.querySelector('imjoy-editor')!.shadowRoot?.querySelector(wanted),
      {},
      selector,
    );

  const styleOf = (selector: string, property: 'backgroundColor' | 'outline') =>
    page.evaluate(
      (wanted, name) => {
        const { shadowRoot } = document.querySelector('imjoy-editor')!;
        return getComputedStyle(shadowRoot!.querySelector(wanted)!)[name];
      },
      selector,
      property,
    );

  /** Of backgrounds nothing is left in forced colours. */
  const expectOutlined = async (one: string, other: string) =>
    assert.notEqual(await styleOf(one, 'outline'), await styleOf(other, 'outline'));

  it('marks the lines that have problems', async () => {
    const marker = await styleOf('.cm-lint-marker-warning', 'backgroundColor');
    assert.notEqual(marker, await styleOf('.cm-gutters', 'backgroundColor'));
  });

  it('tells the problem that is chosen', async () => {
    await page.click('imjoy-editor >>> .foot button');
    await shown('.cm-panel-lint [aria-selected]');
    await expectOutlined(
      '.cm-panel-lint [aria-selected]',
      '.cm-panel-lint li:not([aria-selected])',
    );
  });

  it('tells the match that is meant from the others', async () => {
    await reveal(5, 1);
    await page.keyboard.down('Control');
    await page.keyboard.press('f');
    await page.keyboard.up('Control');
    await page.keyboard.type('text');
    await page.keyboard.press('Enter');
    await shown('.cm-searchMatch-selected');
    const others = '.cm-searchMatch:not(.cm-searchMatch-selected)';
    await expectOutlined('.cm-searchMatch-selected', others);
  });

  it('tells the completion that is chosen', async () => {
    await reveal(5, 99);
    await page.keyboard.type(' api.');
    const chosen = '.cm-tooltip-autocomplete li[aria-selected]';
    await shown(chosen);
    await expectOutlined(chosen, `${chosen} + li`);
  });
});
