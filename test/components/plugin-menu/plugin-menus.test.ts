import { expect, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { ImjoyPluginCreateEvent } from '../../../components/plugin-menu/events.js';
import { createPublisher } from '../../support/publisher.js';
import type { ImjoyShareDialogElement } from '../../../components/share/share-dialog-element.js';
import { pluginText } from '../../support/plugin-text.js';
import { closePluginMenu, openPluginMenu, until, type OpenMenu } from './support.js';

describe('the menu of a plugin', () => {
  let open: OpenMenu;
  beforeEach(async () => (open = await openPluginMenu()));
  afterEach(() => closePluginMenu(open));

  const labels = async (name: string) =>
    (await open.openMenu(name)).map((item) => item.textContent!.trim());
  const noticeButton = (label: string) =>
    [
      ...open.root.querySelector('imjoy-plugin-notices')!.shadowRoot!.querySelectorAll('button'),
    ].find((button) => button.textContent!.trim() === label || button.ariaLabel === label)!;
  const view = async (type: string) => {
    await until(() => open.shell.views.get(type)?.data, `a window of type ${type}`);
    return open.shell.views.get(type)!.data as Record<string, unknown>;
  };

  it('offers what can be done', async () => {
    await open.install({ name: 'Plain' });
    await until(() => open.row('Plain')?.querySelector('.row.ready'));
    expect(await labels('Plain')).to.deep.equal([
      ...['Docs', 'Log', 'Edit', 'Export', 'Reload', 'Terminate', 'Remove'],
    ]);
  });

  it('shows docs under the head of the plugin', async () => {
    await open.install(
      { name: 'Documented', icon: '🔬', version: '1.2.0' },
      undefined,
      '<docs># Use\nit</docs>',
    );
    await open.choose('Docs', 'Documented');
    expect(await view('imjoy/markdown')).to.deep.include({
      source: '# Use\nit',
      plugin_info: {
        cover: undefined,
        icon: '🔬',
        name: 'Documented',
        badges: '',
        version: '1.2.0',
      },
    });
  });

  it('opens the editor on the code, with the tag in use', async () => {
    const config = { name: 'Tagged', tags: ['GPU', 'CPU'] };
    await open.install(config);
    await open.choose('Edit', 'Tagged');
    const { name, code, tag } = await view('imjoy/plugin-editor');
    expect([name, code, tag]).to.deep.equal(['Tagged', pluginText(config), 'GPU']);
  });

  it('chooses a tag, keeps the choice, and loads the plugin with it', async () => {
    await open.install({ name: 'Tagged', tags: ['GPU', 'CPU'] });
    const items = await open.openMenu('Tagged');
    const radios = items.filter((item) => item.getAttribute('role') === 'menuitemradio');
    expect(radios.map((item) => [item.textContent!.trim(), item.ariaChecked])).to.deep.equal([
      ['GPU', 'true'],
      ['CPU', 'false'],
    ]);
    radios[1]!.click();
    await until(() => open.row('Tagged').querySelector('.tag')?.textContent === 'CPU');
    expect(open.workspace.library.installed.get('Tagged')!.tag).to.equal('CPU');
    expect(open.workspace.plugins.get('Tagged').tag).to.equal('CPU');
  });

  it('exports the code under the name of the plugin', async () => {
    const config = { name: 'My ../ plugin'.replaceAll('/', '-') };
    await open.install(config);
    let saved: { name: string; url: string } | null = null;
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () {
      saved = { name: this.download, url: this.href };
    };
    try {
      await open.choose('Export', config.name);
    } finally {
      HTMLAnchorElement.prototype.click = click;
    }
    expect(saved!.name).to.equal('My_..-_plugin.imjoy.html');
  });

  it('shares a link when it is known where the plugin came from', async () => {
    const src = '/test/fixtures/echo.imjoy.html';
    const record = await open.workspace.library.install({ src });
    await open.choose('Share', record.name);
    await until(() => open.root.querySelector('imjoy-share-dialog'));
    const { plugin } = open.root.querySelector('imjoy-share-dialog') as ImjoyShareDialogElement;
    const { name } = record;
    const origin = new URL(src, location.href).href;
    expect(plugin).to.deep.equal({ name, origin, tags: [], tag: null, isWindow: true });
  });

  it('removes without a question, and undoes it with tag and all', async () => {
    await open.install({ name: 'Gone', tags: ['a', 'b'] });
    await open.workspace.library.setTag('Gone', 'b');
    const before = open.workspace.library.installed.get('Gone');
    await open.choose('Remove', 'Gone');
    await until(() => open.notices().join() === 'Gone was removed');
    await until(() => !open.names().includes('Gone'), 'it is gone from the list');
    await until(() => !open.workspace.plugins.find('Gone'), 'and ended');
    expect(open.workspace.library.installed.size).to.equal(0);
    const undo = noticeButton('Undo');
    await until(() => undo.matches(':focus'), 'what had the focus is gone');
    undo.click();
    await until(() => open.row('Gone')?.querySelector('.row.ready'));
    expect(open.workspace.library.installed.get('Gone')).to.deep.equal(before);
    expect(open.workspace.plugins.get('Gone').tag).to.equal('b');
    expect(open.notices()).to.deep.equal([]);
  });

  it('says who needs what was removed, by name or by where it came from', async () => {
    const site = createPublisher();
    const src = site.urlOf('Base.imjoy.html');
    await site.publish('Base.imjoy.html', pluginText({ name: 'Base' }));
    await open.workspace.library.install({ src });
    await open.install({ name: 'Other' });
    await open.install({ name: 'By name', dependencies: ['Base'] });
    await open.install({ name: 'By URL', dependencies: [`${src}@x`] });
    await open.choose('Remove', 'Other');
    await until(() => open.notices().length === 1);
    await open.choose('Remove', 'Base');
    await until(() => open.notices().length === 2);
    expect(open.notices()).to.deep.equal([
      'Other was removed',
      'Base was removed. By name, By URL need it',
    ]);
  });

  it('marks a plugin that is newer where it came from, and shows that before it is installed', async () => {
    const site = createPublisher();
    await site.publish('Lamp.imjoy.html', pluginText({ name: 'Lamp', version: '1.0.0' }));
    await open.workspace.library.install({ src: site.urlOf('Lamp.imjoy.html') });
    await open.inRow('Lamp', '.row.ready');
    expect(open.row('Lamp').querySelector('.new')).to.equal(null);
    await site.publish('Lamp.imjoy.html', pluginText({ name: 'Lamp', version: '1.1.0' }));
    await (await open.workspace.sources()).updates.check();
    expect((await open.inRow('Lamp', '.new')).textContent).to.equal('NEW');
    await open.choose('Update to 1.1.0…', 'Lamp');
    (await open.answer('Upgrade')).click();
    await until(() => open.workspace.plugins.find('Lamp')?.config.version === '1.1.0');
    await until(() => !open.row('Lamp').querySelector('.new'));
  });

  it('undoes the removal of a plugin that only the page had loaded, and one of several', async () => {
    const base = 'https://lab.example/plugins/';
    await open.workspace.load(pluginText({ name: 'Paged' }), null, base);
    await open.install({ name: 'Kept' });
    await open.choose('Remove', 'Paged');
    await open.choose('Remove', 'Kept');
    await until(() => open.notices().length === 2);
    noticeButton('Undo').click();
    await until(() => open.row('Paged')?.querySelector('.row.ready'));
    expect(open.workspace.plugins.get('Paged').origin.base).to.equal(base);
    expect([...open.workspace.library.installed.keys()]).to.deep.equal([]);
    expect(open.notices()).to.deep.equal(['Kept was removed']);
    noticeButton('Dismiss').click();
    await until(() => open.notices().length === 0);
  });

  it('says what went wrong where the user is looking', async () => {
    await open.install({ name: 'Tool' });
    open.shell.createBuiltin = () => Promise.resolve(null);
    await open.choose('Edit', 'Tool');
    await until(() => open.notices().length === 1);
    expect(open.notices()[0]).to.match(/^Could not edit Tool: .*imjoy\/plugin-editor/);
  });

  it('goes round with the arrow keys', async () => {
    await open.install({ name: 'Keys' });
    await until(() => open.row('Keys')?.querySelector('.row.ready'));
    const items = await open.openMenu('Keys');
    const at = () => items.findIndex((item) => item.matches(':focus'));
    await sendKeys({ press: 'ArrowUp' });
    expect(at()).to.equal(items.length - 1);
    await sendKeys({ press: 'Home' });
    await sendKeys({ press: 'ArrowDown' });
    expect(at()).to.equal(1);
    expect(items.map(({ tabIndex }) => tabIndex)).to.deep.equal(items.map(() => -1));
  });
});

describe('a workspace without plugins', () => {
  let open: OpenMenu;
  beforeEach(async () => (open = await openPluginMenu()));
  afterEach(() => closePluginMenu(open));

  const card = (title: string) =>
    [...open.root.querySelectorAll<HTMLElement>('.card')].find((button) =>
      button.querySelector('strong')!.textContent!.startsWith(title),
    )!;
  it('offers the library, templates, a file and a link', async () => {
    expect(open.root.querySelectorAll('.card').length).to.equal(4);
    open.menu.templates = [];
    await open.menu.updateComplete;
    const heard = oneEvent(open.menu, 'imjoy-plugin-create');
    card('Start from a template').click();
    expect(((await heard) as unknown as ImjoyPluginCreateEvent).template).to.equal(null);
    await until(() => open.shell.views.get('imjoy/plugin-editor')?.data);
  });

  it('shows the library, in front of itself', async () => {
    card('Browse the library').click();
    await until(() => open.root.querySelector('imjoy-plugin-library')?.shadowRoot);
    open.root.querySelector('imjoy-plugin-library')!.remove();
    const browsed = open.menu.browse('javascript:1', 'lamp');
    await until(() => open.root.querySelector('imjoy-plugin-library'));
    const library = open.root.querySelector('imjoy-plugin-library')!;
    expect([library.repository, library.query]).to.deep.equal(['javascript:1', 'lamp']);
    library.remove();
    await browsed;
  });

  it('starts from a template, unless the page does that itself', async () => {
    const template = {
      id: 'window',
      title: 'Window',
      description: '',
      code: 'code of it',
    };
    open.menu.templates = [template];
    let chosen: unknown;
    open.menu.addEventListener(
      'imjoy-plugin-create',
      (event) => {
        event.preventDefault();
        chosen = event.template;
      },
      { once: true },
    );
    await open.menu.updateComplete;
    const popup = open.root.querySelector('imjoy-menu')!.shadowRoot!;
    const choose = async () => {
      card('Start from a template').click();
      await until(() => popup.activeElement?.textContent?.trim() === 'New: Window');
      (popup.activeElement as HTMLElement).click();
    };
    await choose();
    expect([chosen, open.shell.views.size]).to.deep.equal([template, 0]);
    await choose();
    await until(() => open.shell.views.get('imjoy/plugin-editor')?.data);
    expect((open.shell.views.get('imjoy/plugin-editor')!.data as { code: string }).code).to.equal(
      'code of it',
    );
  });
});
