import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { ImjoyInstallDialogElement } from '../../../components/install-dialog/imjoy-install-dialog.js';
import { openInstallDialog } from '../../../components/install-dialog/open-install-dialog.js';
import { addFileOpeners } from '../../../components/openers/file-openers.js';
import { expectAccessible } from '../../support/accessible.js';
import { openWorkspace, type OpenWorkspace } from '../../support/open-workspace.js';
import { pluginText } from '../../support/plugin-text.js';
import { eventually, textOf } from '../builtin/support.js';

const EVIL = '<img src=x onerror="window.__hit=1"><script>window.__hit=1</script>';
const RUNS = `api.export({ setup() {}, run() {} }); api.log('ran')`;
const DOCS = '<docs lang="markdown"># Manual\n<img src=x onerror="window.__hit=1"></docs>';

describe('<imjoy-install-dialog>', () => {
  let open: OpenWorkspace;
  beforeEach(() => {
    open = openWorkspace();
  });
  afterEach(() => {
    for (const dialog of document.querySelectorAll('imjoy-install-dialog')) dialog.remove();
    open.workspace.dispose();
  });

  const propose = (src?: string, origin?: string) => {
    const { workspace } = open;
    const outcome = openInstallDialog({
      workspace,
      ...(src && { src }),
      ...(origin && { origin }),
    });
    const dialog = document.querySelector<ImjoyInstallDialogElement>('imjoy-install-dialog')!;
    const root = () => dialog.shadowRoot!;
    const button = (name: string) =>
      eventually(() =>
        [...(dialog.shadowRoot?.querySelectorAll('button') ?? [])].find(
          ({ textContent, disabled }) => textContent!.trim() === name && !disabled,
        ),
      );
    return { outcome, dialog, root, button };
  };
  const installed = () => [...open.workspace.library.installed.keys()];
  const full = (config: object = {}) =>
    pluginText(
      {
        ...{ name: 'Cell counter', version: '1.2.0', description: 'Counts cells.' },
        ...{ tags: ['CPU', 'GPU'], permissions: ['camera'], dependencies: ['oeway/a:B'] },
        requirements: { CPU: ['https://cdn.org/a.js'], GPU: ['https://gpu.org/b.js'] },
        ...config,
      },
      RUNS,
      DOCS,
    );

  it('shows what the plugin is, where it comes from and what it asks for, running nothing of it', async () => {
    const { dialog, root, button, outcome } = propose(full(), 'https://a.org/c.imjoy.html');
    await button('Install');
    const text = textOf(dialog);
    for (const part of [
      ...['Cell counter', 'version 1.2.0', 'web-worker', 'https://a.org/c.imjoy.html'],
      ...['Counts cells.', 'third-party', 'isolated in your browser', 'camera', 'cdn.org'],
      ...['oeway/a:B', 'api.export'],
    ])
      expect(text).to.include(part);
    root()
      .querySelectorAll('details')
      .forEach((details) => (details.open = true));
    await eventually(() => root().querySelector('.docs h1')?.textContent === 'Manual');
    expect(open.workspace.plugins.all).to.deep.equal([]);
    await expectAccessible(dialog);
    (await button('Cancel')).click();
    expect(await outcome).to.equal(null);
    expect(installed()).to.deep.equal([]);
    expect(dialog.isConnected).to.equal(false);
  });

  it('passes axe in dark, and fits 320 px', async () => {
    const { dialog, root, button } = propose(full({ name: 'A'.repeat(80) }));
    dialog.style.setProperty('--imjoy-color-scheme', 'dark');
    await button('Install');
    root().querySelector('dialog')!.style.width = '320px';
    expect(root().querySelector('form')!.scrollWidth).to.be.at.most(320);
    await expectAccessible(dialog);
  });

  it('installs exactly the text it has shown, with the tag that was chosen', async () => {
    const { root, button, outcome } = propose(
      full({ requirements: null, dependencies: [] }),
      'https://a.org/c.imjoy.html',
    );
    await button('Install');
    const gpu = [...root().querySelectorAll('input')][1]!;
    expect(root().querySelector('input')!.checked).to.equal(true);
    gpu.click();
    (await button('Install')).click();
    expect(await outcome).to.equal('installed');
    const stored = open.workspace.library.installed.get('Cell counter')!;
    expect([stored.tag, stored.origin]).to.deep.equal(['GPU', 'https://a.org/c.imjoy.html']);
    expect(open.workspace.plugins.get('Cell counter').state.kind).to.equal('ready');
  });

  for (const [version, action] of [
    ['1.10.0', 'Upgrade'],
    ['1.0', 'Downgrade'],
    ['1.2', 'Reinstall'],
  ] as const)
    it(`calls version ${version} over 1.2.0 an ${action}`, async () => {
      const plain = { requirements: null, dependencies: [], tags: [] };
      await open.workspace.library.install({ src: full(plain) });
      const { dialog, button } = propose(full({ ...plain, version }));
      await button(action);
      expect(textOf(dialog)).to.include('installed: 1.2.0');
    });

  it('gives the text to the editor instead', async () => {
    const { button, outcome } = propose(full());
    (await button('Edit')).click();
    expect(await outcome).to.equal('edit');
    const { windows } = open.workspace;
    const window = await eventually(() => windows.all.at(-1));
    expect([window.type, window.state.name]).to.deep.equal([
      'imjoy/plugin-editor',
      'Edit-Cell counter',
    ]);
    expect(window.state.data).to.deep.equal({ name: 'Cell counter', code: full(), tag: null });
    expect(installed()).to.deep.equal([]);
  });

  it('says on which line a text is no plugin, and offers to edit it', async () => {
    const { dialog, button, outcome } = propose('<config lang="json">\n{"name": 5,\n}\n</config>');
    (await button('Edit')).focus();
    expect(textOf(dialog)).to.match(/not a plugin.*line \d/is);
    await expectAccessible(dialog);
    (await button('Edit')).click();
    expect(await outcome).to.equal('edit');
  });

  it('asks for the address where none is given, and again when there is no plugin', async () => {
    const { dialog, root, button, outcome } = propose();
    const address = () =>
      eventually(() => {
        const input = root()?.querySelector<HTMLInputElement>('#address');
        return input?.matches(':focus') && input;
      });
    await expectAccessible(dialog);
    (await address()).value = '/package.json';
    await sendKeys({ press: 'Enter' });
    const back = await button('Other address');
    expect(textOf(dialog)).to.match(/not a plugin.*"imjoy-elements"/is);
    expect(root().activeElement?.id, 'what is new is read out').to.equal('title');
    back.click();
    expect((await address()).value).to.equal(new URL('/package.json', location.href).href);
    (await button('Cancel')).click();
    expect(await outcome).to.equal(null);
  });

  it('keeps its keys from what lies below', async () => {
    const { root, button } = propose(full());
    await button('Install');
    let heard = 0;
    const hear = () => heard++;
    window.addEventListener('keydown', hear);
    await eventually(() => root().activeElement?.id === 'title');
    await sendKeys({ press: 'k' });
    window.removeEventListener('keydown', hear);
    expect(heard).to.equal(0);
    (await button('Cancel')).click();
  });

  it('says that a URL cannot be read', async () => {
    const { dialog, button, outcome } = propose('/nowhere.imjoy.html');
    const cancel = await button('Cancel');
    await eventually(() => textOf(dialog).includes('404'));
    cancel.click();
    expect(await outcome).to.equal(null);
  });

  it('says why a plugin that is installed could not be started, and keeps it', async () => {
    const { dialog, button, outcome } = propose(
      pluginText({ name: 'Bad' }, 'throw new Error("on purpose")'),
    );
    (await button('Install')).click();
    const close = await button('Close');
    await eventually(() => textOf(dialog).includes('could not be started: '));
    expect(textOf(dialog)).to.include('on purpose');
    close.click();
    expect(await outcome).to.equal('installed');
    expect(installed()).to.deep.equal(['Bad']);
  });

  it('lets the user leave while it installs, by Escape too, and is answered by what comes of it', async () => {
    const slow = `api.export({ setup: () => new Promise((done) => setTimeout(done, 50)), run() {} })`;
    const { root, button, outcome } = propose(pluginText({ name: 'Slow' }, slow));
    (await button('Install')).click();
    root()
      .querySelector('dialog')!
      .dispatchEvent(new Event('cancel', { cancelable: true }));
    expect(root().querySelector('dialog')!.open).to.equal(false);
    expect(await outcome).to.equal('installed');
    const gone = propose(full());
    await gone.button('Install');
    gone.dialog.remove();
    expect(await gone.outcome).to.equal(null);
  });

  it('installs once, and with the tag it began with', async () => {
    const slow = `api.export({ setup: () => new Promise((done) => setTimeout(done, 50)), run() {} })`;
    const { library } = open.workspace;
    const install = library.install.bind(library);
    const requests: unknown[] = [];
    library.install = (request) => (requests.push(request), install(request));
    const { root, button, outcome } = propose(pluginText({ name: 'Slow', tags: ['A', 'B'] }, slow));
    (await button('Install')).click();
    (await button('Installing…')).click();
    expect(root().querySelector('fieldset')!.disabled).to.equal(true);
    expect(await outcome).to.equal('installed');
    expect(requests.length).to.equal(1);
  });

  it('says that a new version is not installed, where the old one stays', async () => {
    await open.workspace.library.install({ src: pluginText({ name: 'P', version: '1.0.0' }) });
    const next = {
      name: 'P',
      version: '2.0.0',
      dependencies: ['https://nobody.invalid/x.imjoy.html'],
    };
    const { dialog, button } = propose(pluginText(next));
    (await button('Upgrade')).click();
    await eventually(() => textOf(dialog).includes('It is not installed'));
  });

  it('shows attacks as the text they are', async () => {
    const evil = {
      ...{
        name: '<img src=x onerror="window.__hit=1">',
        version: EVIL,
        description: EVIL,
        tags: [EVIL],
        icon: EVIL,
      },
      ...{ cover: 'javascript:window.__hit=1', permissions: [EVIL], dependencies: [EVIL] },
    };
    const { root, button } = propose(
      `<config lang="json">${JSON.stringify({ type: 'web-worker', ...evil })}</config>\n<script lang="javascript">api</script>`,
    );
    await button('Install');
    expect(root().querySelectorAll('script, img, [onerror]').length).to.equal(0);
    expect((window as unknown as Record<string, unknown>).__hit).to.equal(undefined);
  });

  it('opens for a plugin file that is dropped; images, tables and texts open in their windows', async () => {
    addFileOpeners(open.workspace);
    const opening = open.workspace.openFiles([new File([full()], 'c.imjoy.html')]);
    const dialog = await eventually(() => document.querySelector('imjoy-install-dialog'));
    await eventually(() => textOf(dialog).includes('Cell counter'));
    dialog.remove();
    await opening;
    const files = ['a.png', 'b.TIF', 'c.csv', 'd.tsv', 'e.txt', 'f.py', 'g.zip'];
    for (const name of files) await open.workspace.openFiles([new File(['x'], name)]);
    expect(open.workspace.windows.all.map(({ type }) => type.replace('imjoy/', ''))).to.deep.equal([
      ...['image', 'image', 'table', 'table', 'text', 'text', 'files'],
    ]);
  });
});
