import { expect } from '@open-wc/testing';
import { answerFileDialog } from '../../support/file-dialogs.js';
import { waitUntil } from '../../support/wait-until.js';
import { AppUnderTest, openMenu, windowPlugin } from './support.js';

describe('the toolbar of the application', () => {
  let open: AppUnderTest;
  beforeEach(async () => {
    open = await AppUnderTest.open();
  });
  afterEach(() => open.remove());

  const button = (selector: string) => open.toolbar.querySelector<HTMLButtonElement>(selector)!;
  const types = () => open.workspace.windows.all.map(({ type }) => type);
  const palette = () =>
    open.inside('imjoy-command-palette').shadowRoot!.querySelector<HTMLDialogElement>('dialog')!;

  const items = (selector: string) => openMenu(open.toolbar, button(selector));
  const choose = async (selector: string, label: string) =>
    (await items(selector)).get(label)!.click();

  it('lists the windows, brings one to the front, and closes all', async () => {
    expect(button('.windows').disabled).to.equal(true);
    await open.workspace.load(windowPlugin());
    for (const name of ['One', 'Two'])
      await open.call('createWindow', { type: 'Viewer', name, id: name });
    await waitUntil(() => !button('.windows').disabled, 'there are windows');
    const listed = [...(await items('.windows'))];
    expect(listed.map(([label, { ariaChecked }]) => [label, ariaChecked])).to.deep.equal([
      ['One', 'false'],
      ['Two', 'true'],
      ['Close all', null],
    ]);
    await choose('.windows', 'One');
    await waitUntil(() => open.dock.active === 'One', 'it is in front');
    await choose('.windows', 'Close all');
    await waitUntil(() => open.workspace.windows.all.length === 0, 'all are closed');
  });

  it('opens the files or the folder that the user chooses, or nothing', async () => {
    const cancelled = answerFileDialog(null);
    await choose('.files', 'Open files…');
    expect(cancelled().multiple).to.equal(true);
    answerFileDialog([new File(['a,b\n1,2'], 'cells.csv')]);
    await choose('.files', 'Open files…');
    await waitUntil(() => types().length === 1, 'it is opened');
    const folder = answerFileDialog([new File(['a'], 'a.txt'), new File(['b'], 'b.txt')]);
    await choose('.files', 'Open a folder…');
    expect(folder().webkitdirectory).to.equal(true);
    await waitUntil(() => types().length === 2, 'they are opened');
    expect(types()).to.deep.equal(['imjoy/table', 'imjoy/files']);
  });

  it('opens the palette', async () => {
    button('.search').click();
    await waitUntil(() => palette()?.open);
  });

  it('need not be known to begin: an empty application says how', async () => {
    const ways = () => [...open.dock.querySelectorAll<HTMLElement>('.ways button')];
    await waitUntil(() => ways().length === 2);
    expect(ways()[0]!.checkVisibility()).to.equal(true);
    ways()[0]!.click();
    await waitUntil(() => palette()?.open);
    palette().close();
    answerFileDialog([new File(['text'], 'a.txt')]);
    ways()[1]!.click();
    await waitUntil(() => types().includes('imjoy/text'));
    expect(ways()[0]!.checkVisibility()).to.equal(false);
  });
});
