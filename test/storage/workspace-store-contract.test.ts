import { expect } from '@open-wc/testing';
import { IndexedDbWorkspaceStore } from '../../src/storage/indexed-db-workspace-store.js';
import { LateWorkspaceStore } from '../../src/storage/late-workspace-store.js';
import { MemoryWorkspaceStore } from '../../src/storage/memory-workspace-store.js';
import type { WorkspaceStore } from '../../src/index.js';
import { rejection } from '../support/plugin-text.js';
import { newWorkspaceName, storedPlugin } from './support.js';

const STORES: Readonly<Record<string, () => Promise<WorkspaceStore>>> = {
  'in memory': async () => new MemoryWorkspaceStore(),
  'in IndexedDB': () => IndexedDbWorkspaceStore.open(newWorkspaceName()),
  'still being opened': async () =>
    new LateWorkspaceStore(IndexedDbWorkspaceStore.open(newWorkspaceName())),
};

for (const [where, open] of Object.entries(STORES))
  describe(`a workspace store ${where}`, () => {
    let store: WorkspaceStore;
    beforeEach(async () => (store = await open()));
    afterEach(() => store.dispose());

    it('keeps plugins by name, and replaces those it has', async () => {
      await store.put([storedPlugin('A'), storedPlugin('B b')]);
      await store.put([storedPlugin('A', { tag: 'new' })]);
      const { plugins, corrupt } = await store.plugins();
      expect(plugins).to.have.deep.members([
        storedPlugin('A', { tag: 'new' }),
        storedPlugin('B b'),
      ]);
      expect(corrupt).to.deep.equal([]);
    });

    it('changes fields of what is there', async () => {
      await store.put([storedPlugin('A', { origin: 'x' })]);
      expect(await store.change('A', { tag: 't' })).to.include({ tag: 't', origin: 'x' });
      expect(await store.change('B', { tag: 't' })).to.equal(null);
      expect((await store.plugins()).plugins.map(({ tag }) => tag)).to.deep.equal(['t']);
    });

    it('gives back what it removes', async () => {
      await store.put([storedPlugin('A')]);
      expect(await store.remove('A')).to.deep.equal(storedPlugin('A'));
      expect(await store.remove('A')).to.equal(null);
      expect((await store.plugins()).plugins).to.deep.equal([]);
    });

    it('keeps documents by key', async () => {
      await store.putDocument('workflow/b', { steps: [1] });
      await store.putDocument('workflow/a', null);
      await store.putDocument('layout', 0);
      expect(await store.document('workflow/b')).to.deep.equal({ steps: [1] });
      expect(await store.document('workflow/a')).to.equal(null);
      expect(await store.documentKeys('workflow/')).to.deep.equal(['workflow/a', 'workflow/b']);
      await store.putDocument('layout', undefined);
      expect([await store.document('layout'), await store.documentKeys('l')]).to.deep.equal([
        undefined,
        [],
      ]);
    });

    it('keeps documents as they were given, whatever becomes of them outside', async () => {
      const given = { steps: [1] };
      await store.putDocument('flow', given);
      given.steps.push(2);
      const read = (await store.document('flow')) as typeof given;
      expect(read.steps).to.deep.equal([1]);
      read.steps.push(3);
      expect(await store.document('flow')).to.deep.equal({ steps: [1] });
    });

    it('refuses documents that are not data, and keeps what was there', async () => {
      await store.putDocument('layout', 1);
      const error = await rejection(store.putDocument('layout', () => undefined));
      expect(error.name).to.equal('DataCloneError');
      expect(await store.document('layout')).to.equal(1);
    });
  });
