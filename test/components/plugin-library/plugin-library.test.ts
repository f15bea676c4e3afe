import { expect } from '@open-wc/testing';
import type { ImjoyPluginLibraryElement } from '../../../components/plugin-library/imjoy-plugin-library.js';
import { openPluginLibrary } from '../../../components/plugin-library/open-plugin-library.js';
import { expectAccessible } from '../../support/accessible.js';
import { answerFileDialog, savedBy } from '../../support/file-dialogs.js';
import { openWorkspace, type OpenWorkspace } from '../../support/open-workspace.js';
import { pluginText } from '../../support/plugin-text.js';
import { createPublisher, type Publisher } from '../../support/publisher.js';
import { deepAll, eventually, textOf } from '../builtin/support.js';

const EVIL = '<img src=x onerror="window.__hit=1">';

describe('<imjoy-plugin-library>', () => {
  let site: Publisher;
  let open: OpenWorkspace;
  let library: ImjoyPluginLibraryElement;
  let closed: Promise<void>;

  const entry = (name: string, more: object = {}) => ({
    ...{ name, type: 'window', version: '1.0.0', description: `Does ${name}.`, tags: ['GPU'] },
    ...more,
  });
  const publishTools = (...plugins: object[]) =>
    site.publish('lab/tools/HEAD/manifest.imjoy.json', {
      ...{ name: 'Lab tools', description: 'All of the lab', plugins },
      collections: [{ name: 'First steps', plugins: ['Blur'] }],
    });

  beforeEach(async () => {
    site = createPublisher();
    open = openWorkspace({ hosts: site.hosts, repositories: ['lab/tools'] });
    await publishTools(
      entry('Blur'),
      entry('Count cells', { type: 'web-python', description: 'Finds nuclei.', version: '' }),
      entry('Old', { disabled: true }),
    );
    await site.publish('lab/tools/HEAD/Blur.imjoy.html', pluginText({ name: 'Blur' }));
  });
  afterEach(() => {
    library?.remove();
    open.workspace.dispose();
  });

  async function show(options: { repository?: string; query?: string } = {}) {
    closed = openPluginLibrary({ workspace: open.workspace, ...options });
    library = document.querySelector('imjoy-plugin-library')!;
    await eventually(() => library.shadowRoot?.querySelector('dialog:modal'));
    await eventually(() => !textOf(library).includes('Asking the repository'));
    return library.shadowRoot!;
  }
  const all = (selector: string) => [...library.shadowRoot!.querySelectorAll(selector)];
  const names = () => all('.card h3').map((title) => textOf(title).trim());
  const button = (name: string, root: ParentNode = library.shadowRoot!) =>
    eventually(
      () =>
        deepAll(root, 'button').find(
          (found) => (found.getAttribute('aria-label') ?? textOf(found).trim()) === name,
        ) as HTMLButtonElement | undefined,
    );
  const place = (name: string) =>
    eventually(() =>
      all('.chip')
        .find((chip) => textOf(chip).trim() === name)
        ?.querySelector('input'),
    );
  const problem = () => eventually(() => library.shadowRoot!.querySelector('[role=alert]'));

  it('shows what the first repository offers where nothing is installed', async () => {
    await show();
    await eventually(() => names().length === 2);
    expect(names()).to.deep.equal(['Blur', 'Count cells 🐍']);
    const text = textOf(library);
    for (const part of ['All of the lab', 'lab/tools', '1.0.0 · window', 'Finds nuclei.', 'GPU'])
      expect(text).to.include(part);
    expect((await place('Lab tools')).checked).to.equal(true);
    await expectAccessible(library);
  });

  it('searches in names, descriptions and tags, and says how many it found', async () => {
    const root = await show();
    await eventually(() => names().length === 2);
    const search = root.querySelector<HTMLInputElement>('input[type=search]')!;
    const type = async (text: string) => {
      search.value = text;
      search.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await library.updateComplete;
    };
    expect(root.activeElement).to.equal(search);
    await type('NUCLEI gpu');
    expect(names()).to.deep.equal(['Count cells 🐍']);
    expect(textOf(library)).to.include('1 of 2 plugins');
    await type('nothing');
    expect(textOf(library)).to.include('No plugin matches');
    (await button('Show all')).click();
    await eventually(() => names().length === 2);
  });

  it('shows one collection', async () => {
    await show();
    (await place('First steps')).click();
    await eventually(() => names().length === 1);
    expect(names()).to.deep.equal(['Blur']);
    (await place('All')).click();
    await eventually(() => names().length === 2);
  });

  it('installs what the user says yes to, and tells versions apart afterwards', async () => {
    await show();
    (await button('Install Blur')).click();
    const dialog = await eventually(() =>
      library.shadowRoot!.querySelector('imjoy-install-dialog'),
    );
    expect(open.workspace.library.installed.size).to.equal(0);
    (await button('Install', dialog.shadowRoot!)).click();
    await eventually(() => open.workspace.library.installed.has('Blur'));
    expect(open.workspace.library.installed.get('Blur')!.origin).to.equal('lab/tools:Blur');
    await button('Upgrade Blur');
    expect(textOf(library)).to.include('1.0.0, installed: 0.1.0');
  });

  it('says of a plugin of the page that it is there, and lets it be installed', async () => {
    await open.workspace.load(pluginText({ name: 'Blur', version: '1.0.0' }));
    await show();
    await button('Install Blur');
    expect(textOf(library)).to.include('1.0.0, here with the page');
  });

  it('adds a repository, and keeps the text of one that it cannot add', async () => {
    const root = await show();
    (await button('Repository')).click();
    const field = await eventually(() => root.querySelector<HTMLInputElement>('#repository'));
    const add = async (text: string) => {
      field.value = text;
      (await button('Add')).click();
    };
    await add('lab/none');
    expect(textOf(await problem()))
      .to.include('lab/none')
      .and.to.include('404');
    expect(field.value).to.equal('lab/none');
    await site.publish('lab/more/HEAD/manifest.imjoy.json', { name: EVIL, plugins: [] });
    await add('https://github.com/lab/more');
    await eventually(() => textOf(library).includes('This repository lists no plugins.'));
    expect((await place(EVIL)).checked).to.equal(true);
    expect(root.querySelector('#repository')).to.equal(null);
    expect('__hit' in window).to.equal(false);
  });

  it('removes a repository, and brings it back', async () => {
    await show();
    (await button('Remove from the list')).click();
    const undo = await button('Undo');
    await eventually(() => library.shadowRoot!.activeElement === undo);
    expect(all('.chip')).to.have.length(1);
    undo.click();
    await eventually(() => names().length === 2);
  });

  it('says what is wrong with a repository, and asks again on demand', async () => {
    await site.withdraw('lab/tools/HEAD/manifest.imjoy.json');
    await show();
    expect(textOf(await problem())).to.include('lab/tools');
    await publishTools(entry('Late'));
    (await button('Try again')).click();
    await eventually(() => names().includes('Late'));
  });

  it('refreshes what a repository offers; a failure leaves it as it was', async () => {
    await show();
    await publishTools(entry('New'));
    (await button('Refresh')).click();
    await eventually(() => names().join() === 'New');
    await site.withdraw('lab/tools/HEAD/manifest.imjoy.json');
    (await button('Refresh')).click();
    expect(textOf(await problem())).to.include('Could not refresh');
    expect(names()).to.deep.equal(['New']);
  });

  it('begins with a repository and a search that it is given', async () => {
    await site.publish('lab/more/HEAD/manifest.imjoy.json', {
      plugins: [entry('Sharpen'), entry('Flip')],
    });
    await show({ repository: 'lab/more', query: 'flip' });
    await eventually(() => names().join() === 'Flip');
  });

  it('says so when it is given what is no repository', async () => {
    await show({ repository: 'javascript:alert(1)' });
    expect(textOf(await problem())).to.include('is no repository');
  });

  describe('with installed plugins', () => {
    beforeEach(async () => {
      await open.workspace.library.install({ src: 'lab/tools:Blur' });
      await open.workspace.library.install({ src: pluginText({ name: EVIL, version: '3' }) });
    });

    it('shows them to the letter', async () => {
      await show();
      expect((await place('Installed (2)')).checked).to.equal(true);
      await eventually(() => all('.row').length === 2);
      const [own, blur] = all('.row').map((row) => textOf(row).replace(/\s+/g, ' '));
      expect(own).to.include(`${EVIL} 3`).and.to.include('written here');
      expect(blur).to.match(/Blur 0\.1\.0 from lab\/tools:Blur SHA-256 [0-9a-f]{16}…/);
      await expectAccessible(library);
    });

    it('looks for updates, shows one before it is installed, or installs all', async () => {
      await show();
      const next = pluginText({ name: 'Blur', version: '0.2.0' });
      await site.publish('lab/tools/HEAD/Blur.imjoy.html', next);
      (await button('Look for updates')).click();
      (await button('Update Blur')).click();
      const dialog = await eventually(() =>
        library.shadowRoot!.querySelector('imjoy-install-dialog'),
      );
      (await button('Cancel', dialog.shadowRoot!)).click();
      await eventually(() => !library.shadowRoot!.querySelector('imjoy-install-dialog'));
      (await button('Update all (1)')).click();
      await eventually(() => open.workspace.library.installed.get('Blur')!.code === next);
      await eventually(() => !textOf(library).includes('Update all'));
    });

    it('says which updates could not be looked up', async () => {
      await show();
      await site.withdraw('lab/tools/HEAD/Blur.imjoy.html');
      (await button('Look for updates')).click();
      await eventually(() => textOf(library).includes('One plugin could not be looked up'));
      expect(textOf(library)).to.match(/Blur: .*404/);
    });

    it('saves a lockfile, and installs from one', async () => {
      await show();
      const [name, content] = await savedBy(async () => (await button('Save lockfile')).click());
      expect(name).to.equal('default.imjoy-lock.json');
      for (const installed of [...open.workspace.library.installed.keys()])
        await open.workspace.library.uninstall(installed);
      answerFileDialog([new File([content], name)]);
      (await button('Install from lockfile…')).click();
      await eventually(() => open.workspace.library.installed.size === 2);
    });

    it('says why it cannot install from a file', async () => {
      await show();
      answerFileDialog([new File(['{}'], 'x.json')]);
      (await button('Install from lockfile…')).click();
      expect(textOf(await problem()))
        .to.include('Could not install')
        .and.to.include('lockfile');
    });
  });

  it('ends with Close, with Escape, and when it is taken away', async () => {
    const root = await show();
    (await button('Close')).click();
    await closed;
    expect(library.isConnected).to.equal(false);
    const again = await show();
    again.querySelector('dialog')!.requestClose();
    await closed;
    await show();
    library.remove();
    await closed;
    expect(root).to.not.equal(null);
  });
});
