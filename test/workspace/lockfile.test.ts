import { expect } from '@open-wc/testing';
import type { PluginSources } from '../../src/index.js';
import { MemoryWorkspaceStore } from '../../src/storage/memory-workspace-store.js';
import { call, openWorkspace, type OpenWorkspace } from '../support/open-workspace.js';
import { pluginText, rejection } from '../support/plugin-text.js';
import { createPublisher, type Publisher } from '../support/publisher.js';

const answering = (value: string) =>
  `api.export({ setup() {}, run: () => ${JSON.stringify(value)} })`;

/** By the platform's own hash function. */
async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

describe('a lockfile', () => {
  let site: Publisher;
  let open: OpenWorkspace;
  const workspaces: OpenWorkspace[] = [];
  const start = async (store = new MemoryWorkspaceStore()): Promise<PluginSources> => {
    open = openWorkspace({ hosts: site.hosts, store, repositories: [] });
    workspaces.push(open);
    return open.workspace.sources();
  };
  const remote = pluginText({ name: 'Remote', version: '1.2.0', tags: ['x', 'y'] }, answering('µ'));
  const own = pluginText({ name: 'Own' }, answering('own'));

  beforeEach(async () => {
    site = createPublisher();
    await site.publish('lab/tools/HEAD/Remote.imjoy.html', remote);
    await site.publish('lab/tools/HEAD/manifest.imjoy.json', { plugins: [{ name: 'Remote' }] });
  });
  afterEach(() => {
    for (const { workspace } of workspaces.splice(0)) workspace.dispose();
  });

  async function lockedText(): Promise<string> {
    const sources = await start();
    await open.workspace.library.install({ src: 'lab/tools:Remote@y' });
    await open.workspace.library.install({ src: own });
    return JSON.stringify(sources.lock());
  }

  it('names origin, version, tag and hash of all that is installed, by name', async () => {
    const { lockfileVersion, plugins } = JSON.parse(await lockedText()) as never;
    expect(lockfileVersion).to.equal(1);
    expect(plugins).to.deep.equal([
      {
        ...{ name: 'Own', version: '0.1.0', origin: null, tag: null, base: null },
        ...{ sha256: await sha256(own), code: own },
      },
      {
        ...{ name: 'Remote', version: '1.2.0', origin: 'lab/tools:Remote', tag: 'y' },
        base: site.urlOf('lab/tools/HEAD/Remote.imjoy.html'),
        sha256: await sha256(remote),
      },
    ]);
  });

  it('installs exactly the same elsewhere, running', async () => {
    const text = await lockedText();
    const before = [...open.workspace.library.installed.values()];
    const sources = await start();
    await sources.installLocked(text);
    const { library, plugins } = open.workspace;
    const without = ({ savedAt: _, ...rest }: (typeof before)[number]) => rest;
    const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);
    const same = [...library.installed.values()].map(without).sort(byName);
    expect(same).to.deep.equal(before.map(without).sort(byName));
    expect(JSON.stringify(sources.lock())).to.equal(text);
    expect(await call(plugins.get('Remote').api, 'run')).to.equal('µ');
    expect(await call(plugins.get('Own').api, 'run')).to.equal('own');
  });

  it('installs nothing when one plugin is another by now, or gone, and names it', async () => {
    const text = await lockedText();
    await site.publish('lab/tools/HEAD/Remote.imjoy.html', remote.replace('1.2.0', '1.2.1'));
    const sources = await start();
    const changed = await rejection(sources.installLocked(text));
    expect(changed.code).to.equal('INTEGRITY');
    expect(changed.message).to.contain('"Remote" from lab/tools:Remote');
    await site.withdraw('lab/tools/HEAD/Remote.imjoy.html');
    expect((await rejection(sources.installLocked(text))).code).to.equal('PLUGIN_FETCH');
    expect(open.workspace.library.installed.size).to.equal(0);
  });

  it('does not pass off one text as another, nor a plugin under another name', async () => {
    const sources = await start();
    const entry = { name: 'Own', version: '', origin: null, tag: null, base: null, code: own };
    const install = (plugin: object) =>
      rejection(sources.installLocked(JSON.stringify({ lockfileVersion: 1, plugins: [plugin] })));
    const forged = await install({ ...entry, sha256: await sha256(`${own} `) });
    const renamed = await install({ ...entry, name: 'Remote', sha256: await sha256(own) });
    expect([forged.code, renamed.code]).to.deep.equal(['INTEGRITY', 'INTEGRITY']);
    expect(renamed.message).to.contain('"Remote"').and.to.contain('"Own"');
    expect(open.workspace.library.installed.size).to.equal(0);
  });

  it('is refused when it is none, saying what is wrong', async () => {
    const sources = await start();
    const entry = { name: 'A', version: '', origin: 'a', tag: null, base: null, sha256: 'x' };
    for (const [text, why] of [
      ['{', 'is not JSON'],
      ['null', 'lockfileVersion'],
      ['{"lockfileVersion":2,"plugins":[]}', 'lockfileVersion'],
      [{ lockfileVersion: 1, plugins: [entry, { ...entry, tag: 7 }] }, 'number 2'],
      [{ lockfileVersion: 1, plugins: [{ ...entry, origin: null }] }, 'number 1'],
      [{ lockfileVersion: 1, plugins: [{ ...entry, sha256: undefined }] }, 'number 1'],
    ] as const) {
      const given = typeof text === 'string' ? text : JSON.stringify(text);
      const { code, message } = await rejection(sources.installLocked(given));
      expect([code, message]).to.satisfy(
        () => code === 'LOCKFILE' && message.includes(why),
        `${given}: ${message}`,
      );
    }
  });

  it('leaves what was there when the disk is full', async () => {
    const text = await lockedText();
    const store = new MemoryWorkspaceStore();
    const sources = await start(store);
    await open.workspace.library.install({ src: pluginText({ name: 'Before' }) });
    store.put = () => Promise.reject(new Error('full'));
    await rejection(sources.installLocked(text));
    expect([...open.workspace.library.installed.keys()]).to.deep.equal(['Before']);
  });
});
