import { expect } from '@open-wc/testing';
import { call, openWorkspace, type OpenWorkspace } from '../support/open-workspace.js';
import { pluginText, rejection } from '../support/plugin-text.js';

const hosts = { githubRaw: new URL('fixtures/raw', import.meta.url).href };

describe('plugins of repositories', () => {
  let open: OpenWorkspace;
  beforeEach(() => (open = openWorkspace({ hosts })));
  afterEach(() => open.workspace.dispose());

  it('are installed with what they depend on, by name or from another repository', async () => {
    const { library } = open.workspace;
    const counter = await library.install({ src: 'lab/tools:Counter@fast' });
    expect([...library.installed.keys()]).to.have.members(['Threshold', 'Base', 'Counter']);
    expect(await call(counter.api, 'run')).to.equal('fast,threshold,base');
    const { origin, tag } = library.installed.get('Counter')!;
    expect([origin, tag]).to.deep.equal(['lab/tools:Counter', 'fast']);
    expect(library.installed.get('Base')!.origin).to.equal('lab/base@v1:Base');
  });

  it('are known by where they came from: nothing is fetched twice', async () => {
    const before = await open.page('loadPlugin', 'lab/base@v1:Base');
    await open.workspace.library.install({ src: 'lab/tools:Counter' });
    expect([...open.workspace.library.installed.keys()]).to.have.members(['Threshold', 'Counter']);
    expect(await call(before, 'run')).to.equal('base');
  });

  it('cannot be installed when what they name is in none; nothing is kept', async () => {
    const { library } = open.workspace;
    const error = await rejection(library.install({ src: 'lab/tools:Stray' }));
    expect(error.code).to.equal('PLUGIN_NOT_FOUND');
    expect(error.message).to.equal(
      'Stray needs Nowhere: the repository lab/tools has no plugin "Nowhere"',
    );
    expect(library.installed.size).to.equal(0);
  });

  it('cannot be installed when they depend on each other; the way round is told', async () => {
    const src = new URL('fixtures/circle-b.imjoy.html', import.meta.url).href;
    const { library } = open.workspace;
    const error = await rejection(library.install({ src }));
    expect(error.code).to.equal('PLUGIN_DEPENDENCY_CYCLE');
    expect(error.message).to.contain('CircleB → CircleA → CircleB');
    expect(library.installed.size).to.equal(0);
  });

  it('can be asked for by other plugins', async () => {
    const src = pluginText(
      { name: 'Asks' },
      `api.export({ setup() {}, async run() { return (await api.getPlugin('lab/base@v1:Base')).run(); } })`,
    );
    const asks = await open.page('loadPlugin', { src });
    expect(await call(asks, 'run')).to.equal('base');
  });
});
