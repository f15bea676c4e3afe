import { expect } from '@open-wc/testing';
import { MemoryWorkspaceStore } from '../../src/storage/memory-workspace-store.js';
import { IndexedDbWorkspaceStore } from '../../src/storage/indexed-db-workspace-store.js';
import {
  createDeferred,
  ImjoyError,
  type StoredPlugin,
  type WorkspaceStore,
} from '../../src/index.js';
import { newWorkspaceName, putRaw, storedPlugin } from '../storage/support.js';
import { call, openWorkspace, type OpenWorkspace } from '../support/open-workspace.js';
import { pluginText, quoted, rejection } from '../support/plugin-text.js';
import { waitUntil } from '../support/wait-until.js';

const fixture = (name: string) => new URL(`fixtures/${name}.imjoy.html`, import.meta.url).href;

/** A store in memory that starts with something. */
async function storeWith(...plugins: StoredPlugin[]): Promise<WorkspaceStore> {
  const store = new MemoryWorkspaceStore();
  await store.put(plugins);
  return store;
}

describe('the plugins a workspace keeps', () => {
  let open: OpenWorkspace;
  afterEach(() => open.workspace.dispose());

  const stateOf = (name: string) => open.workspace.plugins.find(name)?.state.kind;
  const start = (store?: WorkspaceStore, plugins: readonly string[] = []) =>
    (open = openWorkspace({ ...(store && { store }), plugins }));

  describe('at the start', () => {
    it('are all loaded, whatever becomes of one of them', async () => {
      const { workspace } = start(
        await storeWith(
          storedPlugin('Good'),
          storedPlugin('Broken', { code: '/served.imjoy.html' }),
          storedPlugin('Throws', {
            code: pluginText({ name: 'Throws' }, 'throw new Error("on purpose")'),
          }),
          storedPlugin('Window', { code: pluginText({ name: 'Window', type: 'window' }) }),
          storedPlugin('Alias', { code: pluginText({ name: 'Somebody else' }) }),
        ),
      );
      await workspace.ready;
      const { installed, failures } = workspace.library;
      expect([stateOf('Good'), stateOf('Window')]).to.deep.equal(['ready', 'ready']);
      expect([...failures.keys()]).to.have.members(['Broken', 'Throws', 'Alias']);
      expect(failures.get('Throws')?.message).to.contain('on purpose');
      expect([...installed.keys()]).to.have.length(5);
      expect(open.shell.snackbars.map(({ text }) => text).join()).to.contain('<Broken>');
      expect(workspace.plugins.find('Somebody else')).to.equal(undefined);
      expect(await workspace.library.uninstall('Broken')).to.include({
        code: '/served.imjoy.html',
      });
      expect(installed.has('Broken')).to.equal(false);
    });

    it('are listed before they run, and those that are asked for come first', async () => {
      const many = Array.from({ length: 40 }, (_, i) => storedPlugin(`P${i}`));
      const { workspace } = start(await storeWith(...many));
      const last = workspace.whenLoaded('P39');
      await workspace.library.listed;
      expect(workspace.library.installed.size).to.equal(40);
      expect(workspace.plugins.all.filter(({ state }) => state.kind === 'ready')).to.deep.equal([]);
      expect((await last).name).to.equal('P39');
      const plugin = await open.page('getPlugin', 'P30');
      await call(plugin, 'run');
      const ready = workspace.plugins.all.filter(({ state }) => state.kind === 'ready');
      expect(ready.length).to.be.lessThan(30);
    });

    it('are told of when they fail', async () => {
      const code = pluginText({ name: 'Throws' }, 'throw new Error("on purpose")');
      const { workspace } = start(await storeWith(storedPlugin('Throws', { code })));
      const { onChange, failures } = workspace.library;
      const told: boolean[] = [];
      onChange.connect(() => told.push(failures.has('Throws')));
      await workspace.ready;
      expect(told).to.include(true);
    });

    it('find each other whatever their order, also by the URL they came from', async () => {
      const asks = `let peer; api.export({ async setup() { peer = await api.getPlugin('Z') },
        async run() { return peer.answer() } })`;
      const origin = 'https://nowhere.invalid/z.imjoy.html';
      const { workspace } = start(
        await storeWith(
          storedPlugin('A', { code: pluginText({ name: 'A', dependencies: [origin] }, asks) }),
          ...Array.from({ length: 8 }, (_, i) =>
            storedPlugin(`F${i}`, { code: pluginText({ name: `F${i}` }, asks) }),
          ),
          storedPlugin('Z', {
            origin,
            code: pluginText(
              { name: 'Z' },
              'api.export({ setup() {}, run() {}, answer: () => 42 })',
            ),
          }),
        ),
      );
      await workspace.ready;
      expect([...workspace.library.failures.keys()]).to.deep.equal([]);
      expect(await call(await open.page('getPlugin', 'A'), 'run')).to.equal(42);
    });

    it('keep their tag, their origin, and what relative URLs mean', async () => {
      const requires = pluginText(
        { name: 'Viewer', requirements: ['none.js'], tags: ['A', 'B'] },
        'api.export({ setup() {}, run() { return api.TAG } })',
      );
      const origin = new URL('fixtures/made-up.imjoy.html', import.meta.url).href;
      const { workspace } = start(
        await storeWith(storedPlugin('Viewer', { code: requires, origin, base: origin, tag: 'B' })),
      );
      await workspace.ready;
      expect(workspace.library.failures.get('Viewer')?.message).to.contain('fixtures/none.js');
      const { origin: found, tag } = workspace.plugins.get('Viewer');
      expect([found.uri, found.base, tag]).to.deep.equal([origin, origin, 'B']);
    });

    it('win over one of the same name that comes with the page, until they are removed', async () => {
      const store = await storeWith(
        storedPlugin('Both', { code: pluginText({ name: 'Both', version: '9.0.0' }) }),
      );
      const ofPage = [pluginText({ name: 'Both' }), pluginText({ name: 'Page' })];
      const { workspace } = start(store, ofPage);
      await workspace.ready;
      expect(workspace.plugins.get('Both').config.version).to.equal('9.0.0');
      expect(workspace.plugins.get('Page').state.kind).to.equal('ready');
      expect([...workspace.library.installed.keys()]).to.deep.equal(['Both']);
    });
  });

  describe('installing', () => {
    it('starts nothing once the workspace is gone', async () => {
      const store = new MemoryWorkspaceStore();
      const [stored, goesOn] = [createDeferred<void>(), createDeferred<void>()];
      store.put = async (plugins) => {
        await MemoryWorkspaceStore.prototype.put.call(store, plugins);
        stored.resolve();
        await goesOn.promise;
      };
      const { workspace } = start(store);
      await workspace.ready;
      const frames = () => document.querySelectorAll('iframe').length;
      const before = frames();
      const outcome = rejection(workspace.library.install({ src: pluginText({ name: 'Late' }) }));
      await stored.promise;
      workspace.dispose();
      goesOn.resolve();
      expect(await outcome).to.include({ code: 'PLUGIN_TERMINATED' });
      expect(frames()).to.equal(before);
      expect(workspace.library.failures.size).to.equal(0);
    });

    it('keeps the text, and what it depends on', async () => {
      const { workspace } = start();
      const text = pluginText({ name: 'Needs', dependencies: [fixture('leaf')] });
      const record = await workspace.library.install({ src: text, origin: 'https://x.org/n' });
      expect(record.state.kind).to.equal('ready');
      const { installed } = workspace.library;
      expect(installed.get('Needs')).to.include({
        code: text,
        origin: 'https://x.org/n',
        base: null,
      });
      expect(installed.get('Leaf')).to.include({ origin: fixture('leaf'), base: fixture('leaf') });
      expect(stateOf('Leaf')).to.equal('ready');
    });

    it('keeps nothing when a dependency cannot be had, the text is none, or the disk is full', async () => {
      const store = new MemoryWorkspaceStore();
      const { workspace } = start(store);
      const needs = pluginText({ name: 'N', dependencies: [fixture('leaf'), fixture('nowhere')] });
      const error = await rejection(workspace.library.install({ src: needs }));
      expect([error.code, error.message.includes('N needs')]).to.deep.equal(['PLUGIN_FETCH', true]);
      await rejection(workspace.library.install({ src: 'nothing\n' }));
      store.put = () => Promise.reject(new ImjoyError('STORAGE_QUOTA', 'no room left'));
      const full = await rejection(
        workspace.library.install({ src: pluginText({ name: 'Full' }) }),
      );
      expect(full.code).to.equal('STORAGE_QUOTA');
      expect([workspace.library.installed.size, workspace.plugins.all.length]).to.deep.equal([
        0, 0,
      ]);
    });

    it('keeps what fails to run, for its author to mend', async () => {
      const { library } = start().workspace;
      const bad = pluginText({ name: 'P' }, 'throw new Error("on purpose")');
      await rejection(library.install({ src: bad }));
      expect([library.installed.has('P'), library.failures.has('P')]).to.deep.equal([true, true]);
      await library.install({ src: pluginText({ name: 'P' }) });
      expect(library.failures.has('P')).to.equal(false);
    });

    it('keeps a new version where the old one was at home', async () => {
      const { library } = start().workspace;
      await library.install({ src: fixture('leaf') });
      const code = library.installed.get('Leaf')?.code ?? '';
      await library.install({ src: `${code}\n<!-- edited -->`, origin: fixture('leaf') });
      expect(library.installed.get('Leaf')).to.include({
        base: fixture('leaf'),
        origin: fixture('leaf'),
      });
      expect(library.installed.get('Leaf')?.code).to.contain('edited');
    });

    it('of what is not to be loaded leaves what runs', async () => {
      const { library } = start().workspace;
      await library.install({ src: pluginText({ name: 'P' }), doNotLoad: true });
      expect([library.installed.has('P'), stateOf('P')]).to.deep.equal([true, undefined]);
    });

    it('is what plugins and the page do through the api, with the user’s consent', async () => {
      start();
      const text = pluginText({ name: 'New', tags: ['A', 'B'] });
      const template = await open.inPlugin(
        `return api.installPlugin({ src: ${quoted(text)}, tag: 'B' })`,
      );
      expect(template).to.include({ name: 'New', tag: 'B' });
      expect(open.workspace.library.installed.get('New')?.tag).to.equal('B');
      await open.page('uninstallPlugin', 'New');
      expect([open.workspace.library.installed.size, stateOf('New')]).to.deep.equal([0, undefined]);
    });

    it('through the api removes what could not even be read', async () => {
      start(await storeWith(storedPlugin('Broken', { code: 'nothing\n' })));
      await open.workspace.ready;
      await open.page('uninstallPlugin', 'Broken');
      expect(open.workspace.library.installed.size).to.equal(0);
    });
  });

  it('can be put back after they were removed', async () => {
    const { library } = start().workspace;
    await library.install({ src: fixture('leaf') });
    const removed = await library.uninstall('Leaf');
    expect([stateOf('Leaf'), library.installed.size]).to.deep.equal([undefined, 0]);
    await library.restore(removed!);
    expect([stateOf('Leaf'), library.installed.get('Leaf')]).to.deep.equal(['ready', removed]);
    expect(await library.uninstall('nobody')).to.equal(null);
  });

  it('have not failed when they are removed while they start', async () => {
    const { workspace } = start();
    const src = pluginText(
      { name: 'Slow' },
      'api.export({ setup: () => new Promise(() => undefined) })',
    );
    const outcome = rejection(workspace.library.install({ src }));
    await waitUntil(() => stateOf('Slow') === 'loading', 'it starts');
    await workspace.library.uninstall('Slow');
    expect(await outcome).to.include({ code: 'PLUGIN_TERMINATED' });
    expect([...workspace.library.failures.keys()]).to.deep.equal([]);
  });

  it('are not there when they were removed while they were put back', async () => {
    class SlowStore extends MemoryWorkspaceStore {
      override async put(plugins: readonly StoredPlugin[]): Promise<void> {
        await new Promise((done) => setTimeout(done));
        await super.put(plugins);
      }
    }
    const { library } = start(new SlowStore()).workspace;
    const restoring = rejection(library.restore(storedPlugin('P')));
    await library.uninstall('P');
    expect((await restoring).code).to.equal('PLUGIN_TERMINATED');
    expect([stateOf('P'), library.installed.size]).to.deep.equal([undefined, 0]);
  });

  it('are read once for many changes from elsewhere, and a user is told when they cannot be', async () => {
    const store = new MemoryWorkspaceStore();
    let reads = 0;
    let read = store.plugins.bind(store);
    store.plugins = () => (reads++, read());
    await store.put([storedPlugin('P')]);
    await start(store).workspace.ready;
    await store.put([storedPlugin('Q')]);
    reads = 0;
    for (let i = 0; i < 20; i++) store.onChange.emit({ kind: 'plugin', name: 'P' });
    await waitUntil(() => stateOf('Q') === 'ready');
    expect(reads).to.equal(1);

    read = () => Promise.reject(new Error('no disk'));
    store.onChange.emit({ kind: 'plugin', name: 'P' });
    await waitUntil(() => open.shell.statuses.some((text) => text.includes('no disk')));
    expect(stateOf('P')).to.equal('ready');
  });

  it('are loaded with another tag when the user chooses one', async () => {
    const { library, plugins } = start().workspace;
    await library.install({ src: pluginText({ name: 'T', tags: ['A', 'B'] }) });
    await library.setTag('T', 'B');
    expect([library.installed.get('T')?.tag, plugins.get('T').tag]).to.deep.equal(['B', 'B']);
    expect(await library.setTag('nobody', 'B')).to.equal(null);
  });

  it('are loaded anew where another engine is chosen for them, and keep that through an update', async () => {
    const { library, plugins } = start().workspace;
    await library.install({ src: pluginText({ name: 'E' }) });
    const before = plugins.get('E');
    await library.setEngine('E', 'http://lab:9527');
    expect(plugins.get('E')).not.to.equal(before);
    await library.install({ src: pluginText({ name: 'E', version: '2.0.0' }) });
    expect(library.installed.get('E')?.engineMode).to.equal('http://lab:9527');
    await library.setEngine('E', null);
    expect(library.installed.get('E')?.engineMode).to.equal(null);
    expect(await library.setEngine('nobody', null)).to.equal(null);
  });

  describe('in two tabs', () => {
    let name: string;
    let other: OpenWorkspace;
    beforeEach(async () => {
      name = newWorkspaceName();
      open = openWorkspace({ store: await IndexedDbWorkspaceStore.open(name) });
      other = openWorkspace({ store: await IndexedDbWorkspaceStore.open(name) });
      await Promise.all([open.workspace.ready, other.workspace.ready]);
    });
    afterEach(() => other.workspace.dispose());

    const there = (plugin: string) => other.workspace.plugins.find(plugin);

    it('are installed, changed and removed in both, and nothing is written twice', async () => {
      const heard: unknown[] = [];
      open.workspace.store.onChange.connect((change) => heard.push(change));
      const { library } = open.workspace;
      await library.install({ src: pluginText({ name: 'P', tags: ['A', 'B'] }) });
      await waitUntil(() => there('P')?.state.kind === 'ready');
      await library.setTag('P', 'B');
      await waitUntil(() => there('P')?.tag === 'B' && there('P')?.state.kind === 'ready');
      await library.install({ src: pluginText({ name: 'P', version: '2.0.0' }) });
      await waitUntil(() => there('P')?.config.version === '2.0.0');
      await library.uninstall('P');
      await waitUntil(() => !there('P') && other.workspace.library.installed.size === 0);
      expect(heard).to.deep.equal([]);
    });

    it('stay as they are where only the time of saving changed', async () => {
      const text = pluginText({ name: 'P' });
      await open.workspace.library.install({ src: text });
      await waitUntil(() => there('P')?.state.kind === 'ready');
      const before = there('P');
      await open.workspace.library.install({ src: text });
      await open.workspace.library.install({ src: pluginText({ name: 'Q' }) });
      await waitUntil(() => there('Q')?.state.kind === 'ready');
      expect(there('P')).to.equal(before);
    });

    it('are loaded again where only the place they came from changed', async () => {
      const src = pluginText({ name: 'P' });
      await open.workspace.library.install({ src });
      await waitUntil(() => there('P')?.state.kind === 'ready');
      await open.workspace.library.install({ src, origin: 'https://x.org/p' });
      await waitUntil(() => there('P')?.origin.uri === 'https://x.org/p');
    });

    it('end up the same in both when both write at once', async () => {
      const install = (where: OpenWorkspace, version: string) =>
        where.workspace.library.install({ src: pluginText({ name: 'P', version }) });
      await Promise.allSettled([install(open, '1.0.0'), install(other, '2.0.0')]);
      const codes = () =>
        [open, other].map(({ workspace }) => workspace.library.installed.get('P')?.code);
      await waitUntil(() => codes()[0] === codes()[1]);
      await waitUntil(() =>
        [open, other].every(({ workspace }) => workspace.plugins.find('P')?.state.kind === 'ready'),
      );
      const versions = [open, other].map(
        ({ workspace }) => workspace.plugins.get('P').config.version,
      );
      expect(versions[0]).to.equal(versions[1]);
    });

    it('run on when a record goes bad, which is reported and can be removed', async () => {
      await open.workspace.library.install({ src: pluginText({ name: 'P' }) });
      await waitUntil(() => there('P')?.state.kind === 'ready');
      await putRaw(name, 'P', { name: 'P' });
      await open.workspace.library.install({ src: pluginText({ name: 'Q' }) });
      const { library } = other.workspace;
      await waitUntil(() => library.corrupt.length === 1);
      expect([library.corrupt[0]?.key, there('P')?.state.kind]).to.deep.equal(['P', 'ready']);
      await library.uninstall('P');
      expect(library.corrupt).to.deep.equal([]);
      await putRaw(name, 'P', { name: 'P' });
      await open.workspace.library.install({ src: pluginText({ name: 'R' }) });
      await waitUntil(() => library.corrupt.length === 1);
      await library.install({ src: pluginText({ name: 'P' }) });
      expect(library.corrupt).to.deep.equal([]);
    });

    it('say so where their workspace was deleted', async () => {
      await open.workspace.library.install({ src: pluginText({ name: 'P' }) });
      indexedDB.deleteDatabase(`imjoy_workspace_${name}`);
      await waitUntil(() => open.shell.statuses.some((text) => text.includes('was deleted')));
      expect(stateOf('P')).to.equal('ready');
      const late = await rejection(
        open.workspace.library.install({ src: pluginText({ name: 'Q' }) }),
      );
      expect(late.code).to.equal('STORAGE');
    });
  });
});
