import { expect } from '@open-wc/testing';
import type { RepositoryList } from '../../src/index.js';
import { MemoryWorkspaceStore } from '../../src/storage/memory-workspace-store.js';
import { openWorkspace, type OpenWorkspace } from '../support/open-workspace.js';
import { rejection } from '../support/plugin-text.js';
import { createPublisher, type Publisher } from '../support/publisher.js';

describe('the repositories of a workspace', () => {
  let site: Publisher;
  let store: MemoryWorkspaceStore;
  let open: OpenWorkspace;
  let repositories: RepositoryList;
  const workspaces: OpenWorkspace[] = [];

  async function start(options: { repositories?: readonly string[] } = {}) {
    open = openWorkspace({ hosts: site.hosts, store, ...options });
    workspaces.push(open);
    return (repositories = (await open.workspace.sources()).repositories);
  }
  const manifest = (name: string, ...plugins: string[]) => ({
    ...{ name, description: `About ${name}`, version: '0.2.0', uri_root: '' },
    plugins: plugins.map((plugin) => ({ name: plugin, type: 'window' })),
  });
  const keys = () => repositories.all.map(({ key }) => key);

  beforeEach(async () => {
    site = createPublisher();
    store = new MemoryWorkspaceStore();
    await site.publish('lab/tools/HEAD/manifest.imjoy.json', manifest('Tools', 'A', 'B'));
    await site.publish('lab/more/HEAD/manifest.imjoy.json', manifest('Tools'));
    await start({ repositories: [] });
  });
  afterEach(() => {
    for (const { workspace } of workspaces.splice(0)) workspace.dispose();
  });

  it('are the public ones, or those the page names, until the user changes them', async () => {
    await start();
    expect(keys()).to.have.length(2);
    await start({ repositories: ['lab/tools', 'lab/more'] });
    expect(keys()).to.deep.equal(['lab/tools', 'lab/more']);
    await repositories.remove('lab/more');
    await start({ repositories: ['lab/other'] });
    expect(keys()).to.deep.equal(['lab/tools']);
  });

  it('take name and description from their manifest, and each name once', async () => {
    const first = await repositories.add(' lab/tools ');
    expect(first).to.deep.equal({
      key: 'lab/tools',
      name: 'Tools',
      description: 'About Tools',
    });
    expect((await repositories.add('https://github.com/lab/more')).name).to.equal('lab/more');
    expect(keys()).to.deep.equal(['lab/tools', 'lab/more']);
  });

  it('are brought up to date when they are added again, in their place', async () => {
    await repositories.add('lab/tools');
    await repositories.add('lab/more');
    await site.publish('lab/tools/HEAD/manifest.imjoy.json', manifest('New name', 'C'));
    await repositories.add('https://github.com/lab/tools');
    expect(repositories.all.map(({ name }) => name)).to.deep.equal(['New name', 'lab/more']);
    const { plugins } = await repositories.manifest('lab/tools');
    expect(plugins.map(({ name }) => name)).to.deep.equal(['C']);
  });

  it('cannot be what is none, and nothing is kept of that', async () => {
    const none = await rejection(repositories.add('no repository'));
    expect([none.code, none.message]).to.deep.equal([
      'REPOSITORY',
      '"no repository" is no repository: write USER/REPO, or the URL of a manifest',
    ]);
    const gone = await rejection(repositories.add('lab/gone'));
    expect(gone.code).to.equal('REPOSITORY');
    expect(gone.message).to.contain('lab/gone');
    expect(keys()).to.deep.equal([]);
  });

  it('can be removed, and brought back where they were', async () => {
    await repositories.add('lab/tools');
    await repositories.add('lab/more');
    const undo = await repositories.remove('lab/tools');
    expect(keys()).to.deep.equal(['lab/more']);
    await undo();
    expect(keys()).to.deep.equal(['lab/tools', 'lab/more']);
  });

  it('are asked once, again when they failed or on demand', async () => {
    const first = repositories.manifest('lab/tools');
    expect(await repositories.manifest('lab/tools')).to.equal(await first);
    await rejection(repositories.manifest('lab/late'));
    await site.publish('lab/late/HEAD/manifest.imjoy.json', manifest('Late'));
    expect((await repositories.manifest('lab/late')).name).to.equal('Late');
    await site.publish('lab/late/HEAD/manifest.imjoy.json', manifest('Later'));
    expect((await repositories.manifest('lab/late')).name).to.equal('Late');
    expect((await repositories.manifest('lab/late', true)).name).to.equal('Later');
  });

  it('leaves out what is kept of them and makes no sense', async () => {
    const kept = { key: 'lab/tools', name: 'Tools', description: '' };
    await store.putDocument('repositories', [kept, 7, { key: 'x' }]);
    await start();
    expect(repositories.all).to.deep.equal([kept]);
  });

  it('follow what another tab changes', async () => {
    const changed = new Promise<void>((resolve) => repositories.onChange.connect(resolve));
    await store.putDocument('repositories', [{ key: 'lab/x', name: 'X', description: '' }]);
    store.onChange.emit({ kind: 'document', key: 'repositories' });
    await changed;
    expect(keys()).to.deep.equal(['lab/x']);
  });

  it('stays as it is when the disk is full', async () => {
    store.putDocument = () => Promise.reject(new Error('full'));
    await rejection(repositories.add('lab/tools'));
    expect(keys()).to.deep.equal([]);
  });
});
