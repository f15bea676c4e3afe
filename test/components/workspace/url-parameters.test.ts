import { expect, oneEvent } from '@open-wc/testing';
import type { ImjoyDockElement } from '../../../components/dock/dock-element.js';
import type { ImjoyWorkspaceElement } from '../../../components/workspace/workspace-element.js';
import { openWorkspaceCatalog } from '../../../src/index.js';
import { pluginText } from '../../support/plugin-text.js';
import { createPublisher, type Publisher } from '../../support/publisher.js';
import { deepAll, eventually, textOf } from '../builtin/support.js';

// The kit as a page loads it.
const kit = '/dist/imjoy.js';

const TELLS =
  'api.export({ setup() {}, run: (ctx) => { api.log(JSON.stringify([ctx.config, ctx.data])); } })';
const RUNS = 'api.alert("it ran"); api.export({ setup() {}, run() {} })';

describe('a page’s address', () => {
  const page = location.href;
  let site: Publisher;

  before(() => import(kit));
  beforeEach(() => (site = createPublisher()));
  afterEach(() => {
    history.replaceState(null, '', page);
    for (const element of document.querySelectorAll('body > *'))
      if (element.localName.startsWith('imjoy-')) element.remove();
  });

  async function visit(address: string, setUp?: (element: ImjoyWorkspaceElement) => void) {
    history.replaceState({ kept: 1 }, '', location.pathname + address);
    const element = document.createElement('imjoy-workspace');
    element.toggleAttribute('url-params', true);
    setUp?.(element);
    document.body.append(element);
    await element.ready;
    return element;
  }
  const found = <T extends Element = HTMLElement>(element: Element, selector: string) =>
    eventually(() => deepAll(element.shadowRoot!, selector)[0] as T | undefined);
  const button = (root: ParentNode, text: string) =>
    eventually(
      () =>
        deepAll(root, 'button').find((each) => textOf(each).trim() === text) as
          HTMLElement | undefined,
    );
  const publish = (name: string, script?: string, more: object = {}) =>
    site.publish(`${name}.imjoy.html`, pluginText({ name, ...more }, script));
  const uri = (name: string) => encodeURIComponent(site.urlOf(`${name}.imjoy.html`));
  const withPlugin = (name: string) => (element: ImjoyWorkspaceElement) => {
    element.plugins = site.urlOf(`${name}.imjoy.html`);
  };
  /** What a plugin was run with. */
  async function runOf(element: ImjoyWorkspaceElement, name: string) {
    const entry = await eventually(
      () => element.workspace!.plugins.find(name)?.log.entries[0]?.value as string | undefined,
    );
    return JSON.parse(entry) as [config: Record<string, unknown>, data: Record<string, unknown>];
  }

  it('loses tokens and what acts once at once, and nothing else', async () => {
    const shown = visit('?lang=no&token=secret#/app/?t=secret&upgrade&x=%20');
    expect(location.href).to.equal(`${location.origin}${location.pathname}?lang=no#/app/?x=%20`);
    expect(history.state).to.deep.equal({ kept: 1 });
    await shown;
  });

  it('is read only where the page says so', async () => {
    const element = await visit('?workspace=other&token=x', (each) =>
      each.removeAttribute('url-params'),
    );
    expect([element.name, location.search]).to.deep.equal(['default', '?workspace=other&token=x']);
  });

  for (const parameter of ['workspace', 'w'])
    it(`opens a workspace: ${parameter}`, async () => {
      const element = await visit(`?${parameter}=Plate+7`, (each) => (each.persist = true));
      expect([element.name, element.workspace!.name]).to.deep.equal(['Plate 7', 'Plate 7']);
      element.name = 'another';
      await eventually(() => element.workspace?.name === 'another');
      element.remove();
      const catalog = await openWorkspaceCatalog();
      await catalog.remove('Plate 7');
      catalog.dispose();
    });

  for (const parameter of ['repo', 'r'])
    it(`shows a repository, and keeps it: ${parameter}`, async () => {
      const plugins = [{ name: 'Blur', type: 'window', version: '1' }];
      await site.publish('manifest.imjoy.json', { name: 'Lab', plugins });
      const url = site.urlOf('manifest.imjoy.json');
      const element = await visit(`?${parameter}=${encodeURIComponent(url)}`);
      const library = await found(element, 'imjoy-plugin-library');
      await eventually(() => textOf(library).includes('Blur'));
      const { repositories } = await element.workspace!.sources();
      expect(repositories.all.map(({ name }) => name)).to.include('Lab');
    });

  it('shows a message where the repository is none', async () => {
    const element = await visit('?repo=javascript:alert(1)');
    const library = await found(element, 'imjoy-plugin-library');
    await eventually(() => textOf(library).includes('is no repository'));
  });

  for (const parameter of ['plugin', 'p'])
    it(`proposes a plugin, and runs nothing of it before the user says yes: ${parameter}`, async () => {
      await publish('Stranger', RUNS);
      const element = await visit(`?${parameter}=${uri('Stranger')}`);
      const dialog = await found(element, 'imjoy-install-dialog');
      const install = await button(dialog.shadowRoot!, 'Install');
      expect(element.workspace!.plugins.all).to.deep.equal([]);
      expect(document.querySelector('imjoy-shell-dialog')).to.equal(null);
      install.click();
      const alert = await eventually(() => document.querySelector('imjoy-shell-dialog'));
      await eventually(() => textOf(alert).includes('it ran'));
    });

  it('does not propose a plugin of a version that is here, unless it is to upgrade', async () => {
    await publish('Here');
    const element = await visit(`?p=${uri('Here')}`, withPlugin('Here'));
    await eventually(() => textOf(document.body).includes('Here 0.1.0 is here already'));
    expect(deepAll(element.shadowRoot!, 'imjoy-install-dialog')).to.deep.equal([]);
    element.remove();
    const again = await visit(`?upgrade&p=${uri('Here')}`, withPlugin('Here'));
    await found(again, 'imjoy-install-dialog');
    again.remove();
    await site.publish('Newer.imjoy.html', pluginText({ name: 'Here', version: '0.2.0' }));
    const newer = await visit(`?p=${uri('Newer')}`, withPlugin('Here'));
    await found(newer, 'imjoy-install-dialog');
  });

  it('proposes what cannot be read, to say why', async () => {
    const element = await visit(`?p=${uri('Nowhere')}`);
    const dialog = await found(element, 'imjoy-install-dialog');
    await eventually(() => textOf(dialog).includes('404'));
  });

  it('looks for a plugin of which it has the name only', async () => {
    const element = await visit('?p=Cell+counter');
    const library = await found<HTMLElement & { query: string }>(element, 'imjoy-plugin-library');
    expect(library.query).to.equal('Cell counter');
  });

  for (const parameter of ['start', 's'])
    it(`starts a plugin with all it says, as config and as data, the menu hidden: ${parameter}`, async () => {
      await publish('Tells', TELLS);
      const address = `?a=1&t=secret#/app?${parameter}=Tells&b=x+y`;
      const element = await visit(address, withPlugin('Tells'));
      const all = { a: '1', [parameter]: 'Tells', b: 'x y' };
      const [config, data] = await runOf(element, 'Tells');
      expect(config).to.include(all).and.not.to.have.property('t');
      expect(data).to.include(all).and.not.to.have.property('t');
      expect((await found(element, 'aside')).hidden).to.equal(true);
    });

  for (const parameter of ['fullscreen', 'standalone'])
    it(`starts a window plugin in a window of its own, as large as can be: ${parameter}`, async () => {
      await publish('View', TELLS, { type: 'window' });
      const element = await visit(`?start=View&${parameter}=1&a=1`, withPlugin('View'));
      const [window] = element.workspace!.windows.all;
      expect([window?.type, window?.state.name]).to.deep.equal(['View', 'View']);
      const dock = await found<ImjoyDockElement>(element, 'imjoy-dock');
      expect(dock.saveLayout().maximized).to.not.equal(null);
    });

  it('says so when the plugin that it starts is not there', async () => {
    await visit('?start=Nobody');
    const dialog = await eventually(() => document.querySelector('imjoy-shell-dialog'));
    await eventually(() => textOf(dialog).includes('“Nobody” cannot be started'));
  });

  it('starts a plugin once the user has installed it', async () => {
    await publish('Later', TELLS);
    const element = await visit(`?p=${uri('Later')}&start=Later`);
    const dialog = await found(element, 'imjoy-install-dialog');
    expect(document.querySelector('imjoy-shell-dialog')).to.equal(null);
    (await button(dialog.shadowRoot!, 'Install')).click();
    expect((await runOf(element, 'Later'))[0]).to.include({ start: 'Later' });
  });

  for (const [parameter, text, loaded] of [
    ['load', '{"a":[1]}', { a: [1] }],
    ['l', 'no JSON', 'no JSON'],
  ] as const)
    it(`loads ${text} for what it starts: ${parameter}`, async () => {
      await publish('Tells', TELLS);
      await site.publish('data', text);
      const from = encodeURIComponent(site.urlOf('data'));
      const element = await visit(`?start=Tells&${parameter}=${from}`, withPlugin('Tells'));
      const [, data] = await runOf(element, 'Tells');
      expect(data['loaded']).to.deep.equal(loaded);
    });

  it('starts without data that cannot be loaded, and says why', async () => {
    await publish('Tells', TELLS);
    const from = encodeURIComponent(site.urlOf('nothing'));
    const element = await visit(`?start=Tells&load=${from}`, withPlugin('Tells'));
    const [, data] = await runOf(element, 'Tells');
    expect(data['loaded']).to.equal(null);
    await eventually(() => textOf(document.body).includes('Could not load the data of the link'));
  });

  it('hides the menu where it is to be quiet', async () => {
    const element = await visit('?flags=quiet');
    expect((await found(element, 'aside')).hidden).to.equal(true);
  });

  it('says of an engine that there is none', async () => {
    await visit('?engine=http://127.0.0.1:9&token=x');
    await eventually(() => textOf(document.body).includes('there is no engine at'));
  });

  it('is followed before the workspace says it is ready, and once', async () => {
    history.replaceState(null, '', `${location.pathname}?start=imjoy/markdown`);
    const element = document.createElement('imjoy-workspace');
    element.urlParams = true;
    const ready = oneEvent(element, 'imjoy-ready');
    document.body.append(element);
    await ready;
    const types = () => element.workspace!.windows.all.map(({ type }) => type);
    expect(types()).to.deep.equal(['imjoy/markdown']);
    const again = oneEvent(element, 'imjoy-ready');
    element.name = 'second';
    await again;
    expect(types()).to.deep.equal([]);
  });

  it('works for a page with a layout of its own', async () => {
    await publish('Stranger', RUNS);
    await visit(`?p=${uri('Stranger')}`, (element) => element.append(document.createElement('p')));
    const dialog = await eventually(() => document.querySelector('imjoy-install-dialog'));
    await button(dialog.shadowRoot!, 'Install');
  });
});
