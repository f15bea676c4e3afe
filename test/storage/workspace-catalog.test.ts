import { expect } from '@open-wc/testing';
import { openWorkspaceCatalog, type WorkspaceCatalog } from '../../src/index.js';
import { workspaceDatabase } from '../../src/indexed-db/database-names.js';
import { openWorkspaceStore } from '../../src/storage/open-workspace-store.js';
import { createFileSystem } from '../../src/file-system/create-file-system.js';
import { holdTimers } from '../support/hold-timers.js';
import { rejection } from '../support/plugin-text.js';
import { waitUntil } from '../support/wait-until.js';
import { newWorkspaceName, nextChange, putRaw, storedPlugin } from './support.js';

describe('the catalog of workspaces', () => {
  let catalog: WorkspaceCatalog;
  let name: string;
  beforeEach(async () => {
    catalog = await openWorkspaceCatalog();
    name = newWorkspaceName();
  });
  afterEach(() => catalog.dispose());

  const names = async () => (await catalog.list()).map((entry) => entry.name);

  /** A workspace with something of everything. */
  async function fill(): Promise<void> {
    const store = await catalog.open(name);
    await store.put([storedPlugin('A', { tag: 't', origin: 'https://x.org/a.imjoy.html' })]);
    await store.putDocument('layout', { rows: [1, 2] });
    store.dispose();
  }

  const contentOf = async (workspace: string) => {
    const store = await catalog.open(workspace);
    const { plugins } = await store.plugins();
    const content = { plugins, layout: await store.document('layout') };
    store.dispose();
    return content;
  };

  it('makes, opens and lists workspaces, and knows the last one used', async () => {
    expect(await catalog.create(`  ${name} `)).to.equal(name);
    const other = newWorkspaceName();
    (await catalog.open(other)).dispose();
    expect(await names()).to.include.members([name, other]);
    // The clock has to go on, and tests beside this one open workspaces, too.
    await waitUntil(async () => {
      (await catalog.open(name)).dispose();
      return (await catalog.lastUsed()) === name;
    }, 'the last one that was opened is the last used');
    expect((await rejection(catalog.create(name))).message).to.contain(name);
  });

  it('makes one workspace of a name, however many want to at once', async () => {
    const elsewhere = await openWorkspaceCatalog();
    const both = await Promise.allSettled([catalog.create(name), elsewhere.create(name)]);
    elsewhere.dispose();
    expect(both.map(({ status }) => status)).to.have.members(['fulfilled', 'rejected']);
  });

  it('works on pages that have no locks', async () => {
    Object.defineProperty(navigator, 'locks', { value: undefined, configurable: true });
    try {
      await fill();
      await catalog.remove(name);
    } finally {
      delete (navigator as { locks?: unknown }).locks;
    }
    expect(await names()).not.to.include(name);
  });

  it('works again when the browser gives its storage back', async () => {
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = () => {
      throw new DOMException('not now', 'UnknownError');
    };
    try {
      expect((await rejection(catalog.list())).code).to.equal('STORAGE');
    } finally {
      IDBFactory.prototype.open = open;
    }
    expect(await catalog.create(name)).to.equal(name);
  });

  it('opens what can still be read when the disk is full', async () => {
    await fill();
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('no room left', 'QuotaExceededError');
    };
    try {
      expect((await contentOf(name)).plugins).to.have.length(1);
      expect((await rejection(catalog.create(newWorkspaceName()))).code).to.equal('STORAGE_QUOTA');
    } finally {
      IDBObjectStore.prototype.put = put;
    }
  });

  it('takes any text a user types for a name, within reason', async () => {
    for (const typed of ['日本語 / "x" <b>', `${name} ünï 🧬`, 'a'.repeat(100)]) {
      (await catalog.open(typed)).dispose();
      expect(await names()).to.include(typed);
      await catalog.remove(typed);
    }
    for (const typed of ['', '   ', 'a\u0000b', 'two\nlines', 'a'.repeat(101)]) {
      expect((await rejection(catalog.create(typed))).code).to.equal('ARGUMENT');
      expect((await rejection(catalog.open(typed))).code).to.equal('ARGUMENT');
    }
  });

  it('removes a workspace with its files, also while it is open, and tells who has it open', async () => {
    await fill();
    const files = await createFileSystem({ workspace: name, persistent: true });
    await files.fs.writeFile('/home/notes.txt', 'kept');
    const open = await catalog.open(name);
    const told = nextChange(open);
    await catalog.remove(name);
    expect(await told).to.deep.equal({ kind: 'deletion' });
    expect(await names()).not.to.include(name);
    expect(await contentOf(name)).to.deep.equal({ plugins: [], layout: undefined });
    expect(await files.fs.readdir('/home')).to.deep.equal([]);
    files.dispose();
    open.dispose();
    await catalog.remove(name);
  });

  it('keeps a workspace in the list when a page does not let go of it, to be removed later', async () => {
    await fill();
    const stubborn = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open(workspaceDatabase(name));
      request.onsuccess = () => resolve(request.result);
    });
    const seconds = holdTimers(5_000);
    try {
      const removing = rejection(catalog.remove(name));
      await waitUntil(() => seconds.count > 0, 'it waits for that page');
      seconds.end();
      expect((await removing).message).to.contain('another page uses it');
    } finally {
      seconds.restore();
    }
    expect(await names()).to.include(name);
    stubborn.close();
    await catalog.remove(name);
    expect(await names()).not.to.include(name);
  });

  it('leaves nothing of a workspace whose file could not be taken in', async () => {
    await fill();
    const file = await catalog.exportTo(name);
    const { clear } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.clear = () => {
      throw new DOMException('no room left', 'QuotaExceededError');
    };
    try {
      const importing = catalog.importFrom(file, { onClash: 'rename' });
      expect((await rejection(importing)).code).to.equal('STORAGE_QUOTA');
      await rejection(catalog.importFrom(file, { onClash: 'replace' }));
    } finally {
      IDBObjectStore.prototype.clear = clear;
    }
    expect(await names())
      .to.include(name)
      .and.not.to.include(`${name} (2)`);
    expect((await contentOf(name)).plugins).to.have.length(1);
  });

  it('gives way to memory, and says so, where the browser never answers', async () => {
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest;
    const seconds = holdTimers(10_000);
    const warnings: string[] = [];
    try {
      const opening = openWorkspaceStore(name, (text) => warnings.push(text));
      await waitUntil(() => seconds.count > 0, 'it waits');
      seconds.end();
      const store = await opening;
      await store.putDocument('note', 1);
      expect(await store.document('note')).to.equal(1);
    } finally {
      seconds.restore();
      IDBFactory.prototype.open = open;
    }
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.contain('does not answer');
  });

  it('tells other tabs of a change of the list', async () => {
    const elsewhere = await openWorkspaceCatalog();
    const told = new Promise<void>((resolve) => elsewhere.onChange.connect(() => resolve()));
    await catalog.create(name);
    await told;
    elsewhere.dispose();
  });

  it('writes a workspace into one file and reads it back', async () => {
    await fill();
    await putRaw(name, 'Bad', { name: 'Bad', code: 7 });
    const file = await catalog.exportTo(name);
    expect(await file.text()).to.contain('"key": "Bad"');
    const before = await contentOf(name);
    await catalog.remove(name);
    expect(await catalog.importFrom(file)).to.equal(name);
    expect(await contentOf(name)).to.deep.equal(before);
    expect(await catalog.importFrom(file, { name: `${name} copy` })).to.equal(`${name} copy`);
    expect((await contentOf(`${name} copy`)).plugins).to.deep.equal(before.plugins);
  });

  it('does with a name that is taken what it is told', async () => {
    await fill();
    const file = await catalog.exportTo(name);
    const store = await catalog.open(name);
    await store.put([storedPlugin('Later')]);
    expect((await rejection(catalog.importFrom(file))).message).to.contain(name);
    expect((await contentOf(name)).plugins).to.have.length(2);
    const second = await catalog.importFrom(file, { onClash: 'rename' });
    expect(second).to.equal(`${name} (2)`);
    const told = nextChange(store);
    await catalog.importFrom(file, { onClash: 'replace' });
    expect((await told).kind).to.equal('plugin');
    expect((await contentOf(name)).plugins.map((plugin) => plugin.name)).to.deep.equal(['A']);
    store.dispose();
  });

  it('imports nothing from a file that is wrong anywhere, and says where', async () => {
    await fill();
    const good = JSON.parse(await (await catalog.exportTo(name)).text()) as Record<string, unknown>;
    const wrong: readonly (readonly [string, unknown])[] = [
      ['not JSON', 'no json'],
      ['exported from a workspace', { ...good, format: 'other' }],
      ['version is 99', { ...good, version: 99 }],
      ['plugin 2', { ...good, plugins: [storedPlugin('A'), { name: 'B' }] }],
      ['two plugins named "A"', { ...good, plugins: [storedPlugin('A'), storedPlugin('A')] }],
      ['"documents"', { ...good, documents: [] }],
      ['"plugins"', { ...good, plugins: {} }],
    ];
    for (const [culprit, content] of wrong) {
      const text = typeof content === 'string' ? content : JSON.stringify(content);
      const importing = catalog.importFrom(new Blob([text]), { onClash: 'replace' });
      const error = await rejection(importing);
      expect(error.code).to.equal('ARGUMENT');
      expect(error.message).to.contain(culprit);
    }
    expect((await contentOf(name)).plugins).to.have.length(1);
  });

  it('exports nothing of a workspace that is not there', async () => {
    expect((await rejection(catalog.exportTo(name))).code).to.equal('ARGUMENT');
    expect(await names()).not.to.include(name);
  });
});
