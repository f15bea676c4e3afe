import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { expectAccessible } from '../../support/accessible.js';
import { pluginText } from '../../support/plugin-text.js';
import { closePluginMenu, openPluginMenu, until, type OpenMenu } from './support.js';

const LAMP = '/plugins/lamp.imjoy.html';

describe('a plugin of the page that cannot be fetched', () => {
  let open: OpenMenu;
  const { fetch } = window;
  beforeEach(async () => {
    open = await openPluginMenu({ plugins: [LAMP, pluginText({ name: 'Mill' })] });
    await until(() => open.names().length === 2);
  });
  afterEach(() => {
    closePluginMenu(open);
    window.fetch = fetch;
  });

  const button = (label: string) => open.inRow(LAMP, `[aria-label="${label} lamp.imjoy.html"]`);
  const focused = () => {
    const list = open.root.querySelector('imjoy-plugin-list')!.shadowRoot!;
    return (list.activeElement as (Element & { entry?: { name: string } }) | null)?.entry?.name;
  };

  it('has a row that says so, under the name of its file', async () => {
    const row = open.row(LAMP);
    expect(row.querySelector('.row')!.classList.contains('failed')).to.equal(true);
    expect(row.querySelector('.text')!.textContent).to.equal('lamp.imjoy.html');
    expect(row.querySelector<HTMLElement>('.name')!.title).to.equal(LAMP);
    expect(row.querySelector('.failure')!.textContent).to.contain('404');
    const items = (await open.openMenu(LAMP)).map((item) => item.textContent!.trim());
    expect(items, 'there is no text to edit, export or remove').to.deep.equal(['Load', 'Dismiss']);
    await sendKeys({ press: 'Escape' });
    await expectAccessible(open.menu);
  });

  it('is fetched once more, and then has the row of a plugin, and the focus', async () => {
    const asked: ((response: Response) => void)[] = [];
    window.fetch = () => new Promise((resolve) => asked.push(resolve));
    const answer = async (nth: number, response: Response) => {
      await until(() => asked.length > nth, `asked ${nth + 1} times`);
      asked[nth]!(response);
    };
    const retry = await button('Retry');
    retry.focus();
    retry.click();
    await open.inRow(LAMP, '.spinner');
    expect([focused(), open.row(LAMP).querySelector('.failure')]).to.deep.equal([LAMP, null]);
    await answer(0, new Response('', { status: 410 }));
    expect((await open.inRow(LAMP, '.failure')).textContent).to.contain('410');
    open.row(LAMP).querySelector<HTMLElement>('.name')!.click();
    await answer(1, new Response(pluginText({ name: 'Lamp' })));
    await until(() => open.row('Lamp')?.querySelector('.row.ready'));
    expect(open.names()).to.deep.equal(['Lamp', 'Mill']);
    await until(() => focused() !== undefined, 'the focus stays in the list');
  });

  it('is dismissed; what comes in its place gets the focus', async () => {
    const dismiss = await button('Dismiss');
    dismiss.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => open.names().join() === 'Mill');
    await until(() => focused() === 'Mill');
    expect(open.workspace.pagePlugins.missing).to.deep.equal([]);
  });
});
