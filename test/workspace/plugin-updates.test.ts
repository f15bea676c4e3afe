import { expect } from '@open-wc/testing';
import type { PluginUpdates } from '../../src/index.js';
import { openWorkspace, type OpenWorkspace } from '../support/open-workspace.js';
import { pluginText, rejection } from '../support/plugin-text.js';
import { createPublisher, type Publisher } from '../support/publisher.js';

describe('updates of installed plugins', () => {
  let site: Publisher;
  let open: OpenWorkspace;
  let updates: PluginUpdates;
  const text = (name: string, version: string, more: object = {}) =>
    pluginText({ name, version, ...more });
  const install = (src: string) => open.workspace.library.install({ src });
  const found = () => [...updates.available.values()].map(({ name, version }) => [name, version]);

  beforeEach(async () => {
    site = createPublisher();
    open = openWorkspace({ hosts: site.hosts, repositories: [] });
    updates = (await open.workspace.sources()).updates;
    await site.publish('a/A.imjoy.html', text('A', '1.2.0'));
    await site.publish('lab/tools/HEAD/B.imjoy.html', text('B', '1.0.0', { tags: ['x', 'y'] }));
    await site.publish('lab/tools/HEAD/manifest.imjoy.json', { plugins: [{ name: 'B' }] });
  });
  afterEach(() => open.workspace.dispose());

  it('are found where a plugin came from: by URL, in its repository', async () => {
    await install(site.urlOf('a/A.imjoy.html'));
    await install('lab/tools:B');
    await updates.check();
    expect(found()).to.deep.equal([]);
    await site.publish('a/A.imjoy.html', text('A', '1.10.0'));
    await site.publish('lab/tools/HEAD/B.imjoy.html', text('B', '1.0.0', { cover: 'new' }));
    await updates.check();
    expect(found().sort()).to.deep.equal([
      ['A', '1.10.0'],
      ['B', '1.0.0'],
    ]);
    expect(updates.available.get('B')!.origin).to.equal('lab/tools:B');
  });

  it('are no older versions, and none of a plugin that came from nowhere', async () => {
    await install(site.urlOf('a/A.imjoy.html'));
    await install(text('Own', '0.1.0'));
    await site.publish('a/A.imjoy.html', text('A', '1.1.9'));
    await updates.check();
    expect([found(), updates.failures.size]).to.deep.equal([[], 0]);
  });

  it('say of which plugin it cannot be told, and find those of others', async () => {
    await install(site.urlOf('a/A.imjoy.html'));
    await install('lab/tools:B');
    await site.withdraw('a/A.imjoy.html');
    await site.publish('lab/tools/HEAD/B.imjoy.html', text('B', '2.0.0'));
    await updates.check();
    expect(found()).to.deep.equal([['B', '2.0.0']]);
    expect([...updates.failures.keys()]).to.deep.equal(['A']);
    await site.publish('a/A.imjoy.html', '<html>moved</html>');
    await updates.check();
    expect(updates.failures.get('A')).to.be.a('string').and.not.equal('');
  });

  it('are installed as they were compared, with the tag that is chosen now', async () => {
    await open.workspace.library.install({ src: 'lab/tools:B@y' });
    const next = text('B', '2.0.0', { tags: ['x', 'y'] });
    await site.publish('lab/tools/HEAD/B.imjoy.html', next);
    await updates.check();
    await site.publish('lab/tools/HEAD/B.imjoy.html', text('B', '3.0.0'));
    await updates.install('B');
    const { installed } = open.workspace.library;
    expect(installed.get('B')).to.include({ code: next, tag: 'y', origin: 'lab/tools:B' });
    expect(installed.get('B')!.base).to.equal(site.urlOf('lab/tools/HEAD/B.imjoy.html'));
    expect(found()).to.deep.equal([]);
    expect((await rejection(updates.install('B'))).code).to.equal('PLUGIN_NOT_FOUND');
  });

  it('are none any more of a plugin that was edited or removed since', async () => {
    await install(site.urlOf('a/A.imjoy.html'));
    await install('lab/tools:B');
    await site.publish('a/A.imjoy.html', text('A', '2.0.0'));
    await site.publish('lab/tools/HEAD/B.imjoy.html', text('B', '2.0.0'));
    await updates.check();
    let told = 0;
    updates.onChange.connect(() => (told += 1));
    await open.workspace.library.install({ src: text('A', '1.2.1'), origin: 'mine' });
    expect([found(), told]).to.deep.equal([[['B', '2.0.0']], 1]);
    await open.workspace.library.uninstall('B');
    expect(found()).to.deep.equal([]);
  });

  it('are looked for once at a time', async () => {
    const states: boolean[] = [];
    updates.onChange.connect(() => states.push(updates.isChecking));
    const first = updates.check();
    expect(updates.check()).to.equal(first);
    expect(updates.isChecking).to.equal(true);
    await first;
    expect([updates.isChecking, states]).to.deep.equal([false, [true, false]]);
  });
});
