import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { pluginText } from '../../support/plugin-text.js';
import { textOf } from '../builtin/support.js';
import { closePluginMenu, openPluginMenu, until, type OpenMenu } from './support.js';

const ECHO = '/test/fixtures/echo.imjoy.html';

describe('installing from <imjoy-plugin-menu>', () => {
  let open: OpenMenu;
  beforeEach(async () => (open = await openPluginMenu()));
  afterEach(() => closePluginMenu(open));

  const asked = () => textOf(open.question() ?? new Text());
  const address = () => open.question()?.querySelector<HTMLInputElement>('#address');
  const focusedRow = () => {
    const list = open.root.querySelector('imjoy-plugin-list')?.shadowRoot;
    return (list?.activeElement as (Element & { entry?: { name: string } }) | null)?.entry?.name;
  };
  const drop = (...files: File[]) => {
    const dataTransfer = new DataTransfer();
    for (const file of files) dataTransfer.items.add(file);
    const event = new DragEvent('drop', {
      ...{ dataTransfer, bubbles: true, composed: true, cancelable: true },
    });
    open.root.querySelector('.base')!.dispatchEvent(event);
    return event.defaultPrevented;
  };

  it('asks for a link, and shows what is behind it before anything of it runs', async () => {
    const card = open.card('Open a link');
    card.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => address()?.matches(':focus'), 'the address can be typed');
    await sendKeys({ type: ECHO });
    await sendKeys({ press: 'Enter' });
    const install = await open.answer('Install');
    for (const part of ['Fetched echo', 'window', ECHO]) expect(asked()).to.contain(part);
    expect([
      open.workspace.plugins.all.length,
      open.workspace.library.installed.size,
    ]).to.deep.equal([0, 0]);
    install.click();
    await until(() => open.names().join() === 'Fetched echo');
    expect(open.workspace.library.installed.get('Fetched echo')!.origin).to.match(
      /^http.*echo\.imjoy\.html$/,
    );
    await until(() => focusedRow() === 'Fetched echo', 'the card that had the focus is gone');
    expect(open.question(), 'the question is gone').to.equal(null);
  });

  it('says what is wrong with a link, and lets the user correct it', async () => {
    void open.menu.offer('/test/fixtures/none.imjoy.html');
    await until(() => open.question()?.querySelector('[role=alert]'));
    expect(open.question()!.querySelector('[role=alert]')!.textContent).to.contain(
      'none.imjoy.html',
    );
    expect(address()!.value).to.equal('/test/fixtures/none.imjoy.html');
    expect(open.shell.snackbars, 'said once').to.deep.equal([]);
    address()!.value = ECHO;
    (await open.answer('Continue')).click();
    await open.answer('Install');
  });

  it('offers plugin files that are dropped, one after another, and leaves others alone', async () => {
    let left = 0;
    open.menu.addEventListener('drop', () => left++);
    expect(drop(new File(['1,2'], 'data.csv'))).to.equal(false);
    const taken = (event: Event) => event.preventDefault();
    window.addEventListener('drop', taken, { capture: true, once: true });
    drop(new File([''], 'taken-by-the-page.imjoy.html'));
    expect(left).to.equal(2);
    const code = pluginText({ name: 'Dropped', tags: ['x', 'y'] });
    const first = new File([code], 'dropped.imjoy.html');
    expect(drop(first, new File([''], 'empty.imjoy.html'))).to.equal(true);
    expect(left, 'taken').to.equal(2);
    await open.answer('Install');
    expect(asked()).to.contain('from the file dropped.imjoy.html');
    open.question()!.querySelectorAll<HTMLInputElement>('[type=radio]')[1]!.click();
    (await open.answer('Install')).click();
    await until(() => open.row('Dropped')?.querySelector('.row.ready'));
    expect(open.workspace.plugins.get('Dropped').tag).to.equal('y');
    await until(() => asked().includes('not a plugin'), 'no plugin is refused in words');
    (await open.answer('Cancel')).click();
    void open.menu.offer(pluginText({ name: 'Dropped', version: '9.0.0' }), 'a colleague');
    await open.answer('Upgrade');
    expect(asked()).to.contain('from a colleague');
  });

  it('lets the user edit a file that was chosen instead of installing it', async () => {
    const code = pluginText({ name: 'Chosen' });
    const { click } = HTMLInputElement.prototype;
    HTMLInputElement.prototype.click = function () {
      const chosen = new DataTransfer();
      chosen.items.add(new File([code], 'chosen.imjoy.html'));
      this.files = chosen.files;
      this.dispatchEvent(new Event('change'));
    };
    try {
      open.card('Open a plugin file').click();
    } finally {
      HTMLInputElement.prototype.click = click;
    }
    (await open.answer('Edit')).click();
    await until(() => open.shell.views.get('imjoy/plugin-editor')?.data);
    expect(open.shell.views.get('imjoy/plugin-editor')!.data).to.deep.equal({
      name: 'Chosen',
      code,
      tag: null,
    });
    expect(open.workspace.library.installed.size).to.equal(0);
  });

  it('never takes what is in a file for an address', async () => {
    drop(new File([ECHO], 'dropped.imjoy.html'));
    await until(() => asked().includes('not a plugin'));
    expect(asked()).to.contain(ECHO, 'the text itself');
    (await open.answer('Cancel')).click();
    const oneLine = `A note. ${pluginText({ name: 'Line' }).replaceAll('\n', ' ')}`;
    drop(new File([oneLine], 'line.imjoy.html'));
    (await open.answer('Install')).click();
    await until(() => open.row('Line')?.querySelector('.row.ready'));
  });

  it('gives the focus back to where it was, and tells the page what the user decided', async () => {
    const button = document.createElement('button');
    document.body.append(button);
    button.focus();
    const refused = open.menu.offer(pluginText({ name: 'No' }));
    await open.answer('Install');
    await sendKeys({ press: 'Escape' });
    expect(await refused).to.equal(null);
    expect(document.activeElement).to.equal(button);
    const taken = open.menu.offer(pluginText({ name: 'Yes' }));
    (await open.answer('Install')).click();
    expect(await taken).to.equal('installed');
    expect(document.activeElement).to.equal(button);
    await until(() => open.names().join() === 'Yes');
    expect(document.activeElement, 'nothing that had it is gone').to.equal(button);
    open.root.querySelector<HTMLElement>('.add')!.click();
    await open.choose('From URL…');
    await until(() => address()?.matches(':focus'));
    await sendKeys({ press: 'Escape' });
    await until(() => open.root.activeElement?.matches('.add'));
    button.remove();
  });

  it('says why a plugin cannot be started, and keeps it: its row says so, too', async () => {
    void open.menu.offer(pluginText({ name: 'Bad' }, 'throw new Error("on purpose")'));
    (await open.answer('Install')).click();
    const close = await open.answer('Close');
    await until(() => asked().includes('could not be started'));
    close.click();
    expect((await open.inRow('Bad', '.failure')).textContent).to.contain('on purpose');
  });

  it('asks nobody any more when the menu is hidden or gone', async () => {
    const hidden = open.menu.offer(pluginText({ name: 'Hidden' }));
    await open.answer('Install');
    open.menu.hidden = true;
    expect(await hidden).to.equal(null);
    open.menu.hidden = false;
    const gone = open.menu.offer(pluginText({ name: 'Gone' }));
    await open.answer('Install');
    open.menu.remove();
    expect(await gone).to.equal(null);
  });
});
