import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { AppUnderTest, windowPlugin, workerPlugin } from './support.js';
import { expectAccessible } from '../../support/accessible.js';
import { waitUntil } from '../../support/wait-until.js';

describe('the command palette', () => {
  let open: AppUnderTest;
  beforeEach(async () => {
    open = await AppUnderTest.open();
    await open.workspace.load(workerPlugin('Count Cells'));
    await open.workspace.load(windowPlugin('Viewer'));
  });
  afterEach(() => open.remove());

  const root = () => open.inside<HTMLElement>('imjoy-command-palette').shadowRoot!;
  const dialog = () => root().querySelector('dialog');
  const titles = () => [...root().querySelectorAll('.title')].map((title) => title.textContent);
  const show = async () => {
    await sendKeys({ down: 'Control' });
    await sendKeys({ press: 'k' });
    await sendKeys({ up: 'Control' });
    await waitUntil(() => dialog()?.open);
  };

  it('opens with Ctrl+K, finds by typing, and runs with Enter', async () => {
    await show();
    await sendKeys({ type: 'cells' });
    await waitUntil(() => titles()[0] === 'Count Cells');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => open.dock.windows.length === 1, 'the result is shown');
    expect(dialog()!.open).to.equal(false);
  });

  it('does what is clicked, and offers what was used last first', async () => {
    const choose = async (title: string) => {
      await show();
      const options = [...root().querySelectorAll<HTMLElement>('[role=option]')];
      options.find((option) => option.querySelector('.title')!.textContent === title)!.click();
      expect(dialog()!.open).to.equal(false);
    };
    const types = () => open.workspace.windows.all.map(({ type }) => type);
    for (const name of ['One', 'Two'])
      await open.call('createWindow', { type: 'Viewer', name, id: name });
    await choose('One');
    await waitUntil(() => open.dock.active === 'One', 'the window is in front');
    await choose('Show or hide the plugins');
    await waitUntil(() => open.inside<HTMLElement>('.side').hidden, 'the plugins are hidden');
    await choose('Close all windows');
    await waitUntil(() => types().length === 0, 'all windows are closed');
    await choose('Edit Viewer');
    await waitUntil(() => types().length === 1, 'an editor is open');
    expect(open.workspace.windows.all[0]!.state.data).to.deep.include({ name: 'Viewer' });
    await choose('New plugin: Window');
    await choose('New workflow');
    await waitUntil(() => types().length === 3, 'all are open');
    expect(types()).to.deep.equal(['imjoy/plugin-editor', 'imjoy/plugin-editor', 'imjoy/workflow']);
    await show();
    expect(titles().slice(0, 3)).to.deep.equal([
      'New workflow',
      'New plugin: Window',
      'Edit Viewer',
    ]);
  });

  it('goes on a click beside it or Escape, and gives the focus back', async () => {
    const button = open.toolbar.querySelector<HTMLElement>('.search')!;
    for (const leave of [() => dialog()!.click(), () => sendKeys({ press: 'Escape' })]) {
      button.focus();
      await show();
      expect(root().activeElement).to.equal(root().querySelector('input'));
      await leave();
      await waitUntil(() => !dialog()!.open);
      expect(open.inside('imjoy-app-toolbar').shadowRoot!.activeElement).to.equal(button);
    }
  });

  it('reaches plugins, windows, templates and commands', async () => {
    await open.call('createWindow', { type: 'Viewer', name: 'My picture' });
    await show();
    for (const title of [
      'Count Cells',
      'Edit Viewer',
      'My picture',
      'New plugin: Window',
      'Open files…',
      'New workflow',
      'Close all windows',
    ])
      expect(titles()).to.include(title);
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => !dialog()!.open);
  });

  it('moves with the arrow keys, and says which is chosen', async () => {
    await show();
    const input = root().querySelector('input')!;
    const chosen = () => root().querySelector('[aria-selected="true"]');
    const first = chosen()!.id;
    expect(input.getAttribute('aria-activedescendant')).to.equal(first);
    await sendKeys({ press: 'ArrowDown' });
    await waitUntil(() => chosen()!.id !== first);
    expect(input.getAttribute('aria-activedescendant')).to.equal(chosen()!.id);
    await sendKeys({ press: 'ArrowUp' });
    await sendKeys({ press: 'ArrowUp' });
    await waitUntil(() => chosen() === root().querySelector('li:last-child'));
  });

  it('says so when nothing is found', async () => {
    await show();
    await sendKeys({ type: 'zzzz' });
    await waitUntil(() => root().querySelector('.none'));
    await sendKeys({ press: 'Enter' });
    expect(dialog()!.open).to.equal(true);
  });

  it('leaves the keys of the page alone', async () => {
    const input = document.createElement('input');
    document.body.append(input);
    input.focus();
    await sendKeys({ down: 'Control' });
    await sendKeys({ press: 'k' });
    await sendKeys({ up: 'Control' });
    await open.app.updateComplete;
    expect(dialog()?.open ?? false).to.equal(false);
    input.remove();
  });

  it('is accessible', async () => {
    await show();
    await expectAccessible(open.inside('imjoy-command-palette'));
  });
});
