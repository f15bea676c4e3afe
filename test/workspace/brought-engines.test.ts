import { expect } from '@open-wc/testing';
import { call, openWorkspace, type OpenWorkspace } from '../support/open-workspace.js';
import { pluginText, rejection } from '../support/plugin-text.js';
import { waitUntil } from '../support/wait-until.js';

/** An engine as a plugin brings it along; what it is asked is told by its `asked`. */
const engineScript = (fields = '') => `
const asked = [];
const engine = {
  type: 'engine', name: 'Toy engine', url: 'toy://1', pluginType: 'toy',
  connect() { asked.push('connect') }, disconnect() {}, listPlugins: () => [], getPlugin: () => null,
  getEngineStatus: () => ({ plugin_num: 0, plugin_processes: [] }),
  killPlugin({ name }) { asked.push('kill ' + name) },
  async startPlugin(config, host, utils) {
    asked.push('start ' + config.name);
    await host.showStatus('from the engine');
    return {
      setup() { asked.push('setup') },
      run: (x) => [config.name, config.scripts[0].content.trim(), 2 * x],
      leave: () => utils.terminatePlugin(),
    };
  },
  ${fields}
};
api.export({ setup: () => api.registerService(engine), run() {}, asked: () => asked });`;

const TOY = pluginText({ name: 'Doll', type: 'toy' }, 'squeak');

describe('an engine that a plugin brings along', () => {
  let open: OpenWorkspace;

  beforeEach(() => (open = openWorkspace()));
  afterEach(() => open.workspace.dispose());

  const engine = (config = {}, fields = '') =>
    open.load({ name: 'Toys', flags: ['engine'], ...config }, engineScript(fields));
  const state = () => open.workspace.plugins.find('Doll')?.state;

  it('runs plugins of its type, with the api of the workspace', async () => {
    const toys = await engine();
    const doll = await open.page('loadPlugin', { src: TOY });
    expect(await call(doll, 'run', 21)).to.deep.equal(['Doll', 'squeak', 42]);
    expect(open.shell.statuses).to.include('from the engine');
    expect(await call(toys, 'asked')).to.deep.equal(['connect', 'start Doll', 'setup']);
    expect(open.workspace.plugins.find('Doll')?.engine).to.equal('Toy engine');
  });

  it('is waited for by those that were there first', async () => {
    const error = await rejection(open.page('loadPlugin', { src: TOY }));
    expect(error).to.include({ code: 'PLUGIN_TYPE' });
    await engine();
    await waitUntil(() => state()?.kind === 'ready');
    const doll = await open.page('getPlugin', 'Doll');
    expect(((await call(doll, 'run', 1)) as unknown[])[2]).to.equal(2);
  });

  it('is told when a plugin ends', async () => {
    const toys = await engine();
    await open.page('loadPlugin', { src: TOY });
    await open.workspace.unload(open.workspace.plugins.find('Doll')!);
    expect(await call(toys, 'asked')).to.include('kill Doll');
  });

  it('ends a plugin, which can be started again', async () => {
    await engine();
    const doll = await open.page('loadPlugin', { src: TOY });
    await call(doll, 'leave').catch(() => undefined);
    await waitUntil(() => state()?.kind === 'failed');
    expect(state()).to.have.nested.property('error.code', 'ENGINE_LOST');
    await open.workspace.reload(open.workspace.plugins.find('Doll')!);
    expect(state()?.kind).to.equal('ready');
  });

  it('takes its plugins along when it goes', async () => {
    await engine();
    await open.page('loadPlugin', { src: TOY });
    await open.workspace.unload(open.workspace.plugins.find('Toys')!);
    await waitUntil(() => state()?.kind === 'failed');
    expect(state()).to.have.nested.property('error.code', 'ENGINE_LOST');
  });

  it('says what keeps a plugin from starting', async () => {
    await engine({}, `async startPlugin() { throw new Error('no kernel') },`);
    const error = await rejection(open.page('loadPlugin', { src: TOY }));
    expect(error).to.include({ code: 'PLUGIN_SCRIPT' });
    expect(error.message).to.include('Toy engine').and.include('no kernel');
  });

  it('is given to plugins by its address', async () => {
    await engine();
    const found = await open.page('getEngine', 'toy://1');
    expect(found).to.include({ name: 'Toy engine' });
  });

  it('takes over no plugins that the page itself runs', async () => {
    await engine({}, `pluginType: 'web-worker',`);
    const own = await open.load({ name: 'Own' }, 'api.export({ setup() {}, run: () => "mine" })');
    expect(await call(own, 'run')).to.equal('mine');
  });

  it('needs the flag', async () => {
    const error = await rejection(engine({ flags: [] }));
    expect(error.message).to.include('flag "engine"');
  });
});
