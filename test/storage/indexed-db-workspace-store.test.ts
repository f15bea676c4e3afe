import { expect } from '@open-wc/testing';
import { IndexedDbWorkspaceStore } from '../../src/storage/indexed-db-workspace-store.js';
import { LateWorkspaceStore } from '../../src/storage/late-workspace-store.js';
import { waitUntil } from '../support/wait-until.js';
import { rejection } from '../support/plugin-text.js';
import { newWorkspaceName, nextChange, putRaw, storedPlugin } from './support.js';

describe('a workspace store in IndexedDB', () => {
  let name: string;
  let stores: IndexedDbWorkspaceStore[];
  beforeEach(() => {
    name = newWorkspaceName();
    stores = [];
  });
  afterEach(() => stores.forEach((store) => store.dispose()));

  async function open(workspace = name): Promise<IndexedDbWorkspaceStore> {
    const store = await IndexedDbWorkspaceStore.open(workspace);
    stores.push(store);
    return store;
  }

  it('outlives who wrote it, and is no other workspace’s', async () => {
    const first = await open();
    await first.put([storedPlugin('A')]);
    first.dispose();
    expect((await (await open()).plugins()).plugins).to.deep.equal([storedPlugin('A')]);
    expect((await (await open(`${name}!`)).plugins()).plugins).to.deep.equal([]);
  });

  it('tells others of a change, never itself, also while it is being opened', async () => {
    const mine = await open();
    await mine.put([storedPlugin('C')]);
    const theirs = new LateWorkspaceStore(open());
    await theirs.document('layout');
    const heard: unknown[] = [];
    mine.onChange.connect((change) => heard.push(change));
    const told = [];
    const replaced = { plugins: [storedPlugin('B')], documents: { view: 1 } };
    for (const act of [
      () => mine.put([storedPlugin('A')]),
      () => mine.change('A', { tag: 't' }),
      () => mine.putDocument('layout', 1),
      () => mine.remove('A'),
    ]) {
      const next = nextChange(theirs);
      await act();
      told.push(await next);
    }
    const plugin = { kind: 'plugin', name: 'A' };
    const document = { kind: 'document', key: 'layout' };
    expect(told).to.deep.equal([plugin, plugin, document, plugin]);
    const all: unknown[] = [];
    theirs.onChange.connect((change) => all.push(change));
    await mine.replace(replaced);
    await waitUntil(() => all.length === 4);
    expect(all).to.have.deep.members([
      { kind: 'plugin', name: 'B' },
      { kind: 'plugin', name: 'C' },
      { kind: 'document', key: 'layout' },
      { kind: 'document', key: 'view' },
    ]);
    expect((await theirs.plugins()).plugins).to.deep.equal(replaced.plugins);
    expect(await theirs.documentKeys('')).to.deep.equal(['view']);
    expect(heard).to.deep.equal([]);
  });

  it('does not undo what another wrote when only a field is changed', async () => {
    const [mine, theirs] = [await open(), await open()];
    await mine.put([storedPlugin('A')]);
    const writes = [
      theirs.put([storedPlugin('A', { code: 'theirs' })]),
      mine.change('A', { tag: 'mine' }),
    ];
    await Promise.all(writes);
    expect((await mine.plugins()).plugins[0]).to.include({ code: 'theirs', tag: 'mine' });
  });

  it('keeps all plugins of a call or none', async () => {
    const store = await open();
    await store.put([storedPlugin('A')]);
    const broken = { ...storedPlugin('B'), tag: (() => null) as unknown as string };
    await rejection(store.put([storedPlugin('A', { tag: 'new' }), broken]));
    expect((await store.plugins()).plugins).to.deep.equal([storedPlugin('A')]);
  });

  it('does what it was asked for before it is disposed', async () => {
    const store = await open();
    const writing = store.put([storedPlugin('A')]);
    store.dispose();
    await writing;
    expect((await (await open()).plugins()).plugins).to.deep.equal([storedPlugin('A')]);
  });

  it('reports records that are none, leaves them where they are, and gives the rest', async () => {
    const { code: _, ...codeless } = storedPlugin('No code');
    await putRaw(name, 'No code', codeless);
    await putRaw(name, 'Number', 7);
    await putRaw(name, 'Other key', storedPlugin('Moved'));
    await putRaw(name, 'Circle', circle());
    const store = await open();
    await store.put([storedPlugin('Sound')]);
    for (let reading = 0; reading < 2; reading++) {
      const { plugins, corrupt } = await store.plugins();
      expect(plugins.map((plugin) => plugin.name)).to.deep.equal(['Sound']);
      const problems = Object.fromEntries(corrupt.map(({ key, problem }) => [key, problem]));
      expect(problems['No code']).to.contain('"code"');
      expect(problems).to.have.keys('No code', 'Number', 'Other key', 'Circle');
      expect(corrupt.find(({ key }) => key === 'No code')?.text).to.contain('savedAt');
    }
    expect(await store.change('No code', { tag: 't' })).to.equal(null);
    expect(await store.remove('Number')).to.equal(null);
    expect((await store.plugins()).corrupt).to.have.length(3);
  });

  it('is done when its database is deleted, says so, and does not make it anew', async () => {
    const store = await open();
    const told = nextChange(store);
    await new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase(`imjoy_workspace_${name}`);
      request.onsuccess = resolve;
      request.onerror = reject;
    });
    expect(await told).to.deep.equal({ kind: 'deletion' });
    expect((await rejection(store.put([storedPlugin('A')]))).code).to.equal('STORAGE');
    const databases = await indexedDB.databases();
    expect(databases.map((database) => database.name)).not.to.include(`imjoy_workspace_${name}`);
  });
});

function circle(): unknown {
  const record: Record<string, unknown> = { name: 'Circle' };
  record.self = record;
  return record;
}
