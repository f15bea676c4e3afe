import { expect } from '@open-wc/testing';
import { openWorkspaceCatalog, type WorkspaceCatalog } from '../../../src/index.js';
import { newWorkspaceName, storedPlugin } from '../../storage/support.js';
import { answerFileDialog, savedBy } from '../../support/file-dialogs.js';
import { waitUntil } from '../../support/wait-until.js';
import { textOf } from '../builtin/support.js';
import { AppUnderTest, openMenu, workerPlugin } from './support.js';

describe('the menu of workspaces', () => {
  let open: AppUnderTest;
  let catalog: WorkspaceCatalog;
  let name: string;
  let other: string;
  beforeEach(async () => {
    catalog = await openWorkspaceCatalog();
    name = newWorkspaceName();
    // The first of all: the one that is opened in place of one that is deleted.
    other = `! ${newWorkspaceName()}`;
    await catalog.create(other);
    open = await AppUnderTest.open({ name, persist: '' });
    await open.workspace.library.install({ src: workerPlugin() });
  });
  afterEach(async () => {
    open.remove();
    document.querySelector('imjoy-shell')?.remove();
    for (const each of [name, `${name} (2)`, other]) await catalog.remove(each);
    catalog.dispose();
  });

  const kept = async () => (await catalog.list()).map((entry) => entry.name);
  const installed = () => [...open.workspace.library.installed.keys()];
  const said = () => textOf(document.querySelector('imjoy-shell') ?? document.createElement('p'));

  const items = () => openMenu(open.toolbar, open.toolbar.querySelector('button.name')!);
  const choose = async (label: string) => (await items()).get(label)!.click();
  async function isOpened(wanted: string): Promise<void> {
    await waitUntil(() => open.element.workspace?.name === wanted, `${wanted} is opened`);
    await open.element.ready;
  }

  /** The dialog that the last choice opened. */
  async function dialog(): Promise<HTMLDialogElement> {
    const find = () => document.querySelector('imjoy-shell-dialog')?.renderRoot;
    await waitUntil(() => find()?.querySelector('dialog:modal'), 'a question is asked');
    return find()!.querySelector('dialog')!;
  }
  async function answer(label: string, text?: string): Promise<void> {
    const asked = await dialog();
    if (text !== undefined) asked.querySelector('input')!.value = text;
    [...asked.querySelectorAll('button')].find(({ innerText }) => innerText === label)!.click();
    await waitUntil(() => !asked.isConnected, 'the question is answered');
  }

  it('lists those this browser keeps, and opens the one that is chosen', async () => {
    const listed = await items();
    expect(listed.get(name)?.ariaChecked).to.equal('true');
    expect(listed.get(other)?.ariaChecked).to.equal('false');
    await choose(other);
    await isOpened(other);
    expect(installed()).to.deep.equal([]);
    await choose(name);
    await isOpened(name);
    expect(installed()).to.deep.equal(['Worker']);
  });

  it('makes a new one, and says so when its name is taken', async () => {
    await choose('New workspace…');
    await answer('Create', other);
    await waitUntil(() => said().includes('Could not make the workspace'), 'the failure is said');
    expect(said()).to.contain(other);
    expect(open.workspace.name).to.equal(name);
    await choose('New workspace…');
    await answer('Cancel', `${name} (2)`);
    await choose('New workspace…');
    await answer('Create', '   ');
    expect(await kept()).not.to.include(`${name} (2)`);
    await choose('New workspace…');
    await answer('Create', `${name} (2)`);
    await isOpened(`${name} (2)`);
    expect(installed()).to.deep.equal([]);
    expect(await kept()).to.include(`${name} (2)`);
  });

  it('saves the one that is open to a file, and opens it from there beside it', async () => {
    const [fileName, content] = await savedBy(() => choose('Save to a file'));
    expect(fileName).to.equal(`${name.replaceAll(' ', '_')}.imjoy.json`);
    answerFileDialog([new File([content], fileName)]);
    await choose('Open from a file…');
    await isOpened(`${name} (2)`);
    expect(installed()).to.deep.equal(['Worker']);
    answerFileDialog([new File(['{}'], fileName)]);
    await choose('Open from a file…');
    await waitUntil(() => said().includes('Could not open the file'), 'the failure is said');
    expect(open.workspace.name).to.equal(`${name} (2)`);
  });

  it('deletes the one that is open, if that is meant, and opens another', async () => {
    const store = await catalog.open(other);
    await store.put([storedPlugin('Other')]);
    store.dispose();
    await choose('Delete this workspace…');
    expect((await dialog()).innerText).to.contain(`Delete “${name}”?`);
    await answer('Cancel');
    expect([open.workspace.name, (await kept()).includes(name)]).to.deep.equal([name, true]);
    await choose('Delete this workspace…');
    await answer('Delete');
    await isOpened(other);
    expect(installed()).to.deep.equal(['Other']);
    await waitUntil(async () => !(await kept()).includes(name), 'it is deleted');
  });

  it('is not there where nothing is kept', async () => {
    const single = await AppUnderTest.open({ name: 'single' });
    expect(single.toolbar.querySelector('.name')!.localName).to.equal('span');
    single.remove();
  });
});
