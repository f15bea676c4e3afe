import { expect } from '@open-wc/testing';
import { call, openWorkspace, type OpenWorkspace } from '../support/open-workspace.js';
import { pluginText, rejection } from '../support/plugin-text.js';

describe('a workspace', () => {
  let open: OpenWorkspace;
  beforeEach(() => (open = openWorkspace()));
  afterEach(() => open.workspace.dispose());

  for (const type of ['web-worker', 'iframe'])
    it(`runs a ${type} plugin: export, setup, run`, async () => {
      const plugin = await open.load(
        { name: 'Adder', type },
        `class Adder { async setup() { this.ready = true } run(ctx) { return ctx.data.a + ctx.data.b + (this.ready ? 0 : 100) } }
         api.export(new Adder())`,
      );
      expect(await call(plugin, 'run', { config: {}, data: { a: 1, b: 2 } })).to.equal(3);
    });

  it('lets one plugin call another, until the user cuts them or one ends', async () => {
    const b = `api.export({ setup() {}, twice: (x) => x * 2, later: (f) => f('called back') })`;
    const a = `let b; api.export({ async setup() { b = await api.getPlugin('B') },
      async run() { return [await b.twice(21), await b.later((text) => text + '!')] } })`;
    const { plugins } = open.workspace;
    await open.load({ name: 'B' }, b);
    const caller = await open.load({ name: 'A' }, a);
    expect(await call(caller, 'run')).to.deep.equal([42, 'called back!']);
    open.workspace.cut(plugins.get('A'), plugins.get('B'));
    expect((await rejection(call(caller, 'run'))).code).to.equal('RPC_CLOSED');
    const again = await open.load({ name: 'A' }, a);
    expect(await call(again, 'run')).to.deep.equal([42, 'called back!']);
    await open.workspace.unload(plugins.get('B'));
    expect((await rejection(call(again, 'run'))).name).to.equal('ImjoyError');
  });

  it('is ready when all of its plugins are loaded or have failed, and tells of each', async () => {
    const good = pluginText({ name: 'Good' });
    const second = openWorkspace({ plugins: [good, 'no plugin\n', pluginText({ name: 'Too' })] });
    const loaded: string[] = [];
    const failed: string[] = [];
    second.workspace.onPluginLoaded.connect(({ name }) => loaded.push(name));
    second.workspace.onPluginFailed.connect(({ error }) => failed.push(error.message));
    await second.workspace.ready;
    expect(loaded).to.have.members(['Good', 'Too']);
    expect(failed).to.have.length(1);
    second.workspace.dispose();
  });

  it('waits for a plugin that is yet to be loaded', async () => {
    const waiting = open.workspace.whenLoaded('Later');
    await open.load({ name: 'Other' });
    await open.load({ name: 'Later' });
    expect((await waiting).state.kind).to.equal('ready');
  });

  it('names what is wrong with a plugin', async () => {
    const cases = [
      ['no plugin\n', 'PLUGIN_PARSE', ''],
      ['/nowhere.imjoy.html', 'PLUGIN_FETCH', 'nowhere.imjoy.html'],
      [pluginText({ name: 'F' }, 'throw new Error("on purpose")'), 'PLUGIN_SCRIPT', 'on purpose'],
      [
        pluginText({ name: 'C' }, 'api.export(class Plugin { setup() {} })'),
        'PLUGIN_EXPORT',
        'C: ',
      ],
      [pluginText({ name: 'R', requirements: ['/no.js'] }), 'PLUGIN_REQUIREMENT', '/no.js'],
    ];
    for (const [src, code, culprit] of cases) {
      const error = await rejection(open.page('loadPlugin', { src }));
      expect([error.code, error.message.includes(culprit ?? '')]).to.deep.equal([code, true]);
    }
  });

  it('starts nothing more once it was closed', async () => {
    const loading = open.load({ name: 'Late' });
    open.workspace.dispose();
    expect((await rejection(loading)).code).to.equal('PLUGIN_TERMINATED');
    expect(document.querySelectorAll('iframe')).to.have.length(0);
  });
});
