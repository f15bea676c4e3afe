import { expect } from '@open-wc/testing';
import { createWorkspace, type Workspace } from '../../src/index.js';
import { pluginText, rejection } from '../support/plugin-text.js';

type Api = { [name: string]: (...args: unknown[]) => Promise<never> };

describe('a workspace', () => {
  let workspace: Workspace;
  let api: Api;
  beforeEach(() => {
    workspace = createWorkspace({ frameSrc: '/dist/sandbox.html' });
    api = workspace.api as unknown as Api;
  });
  afterEach(() => workspace.dispose());

  for (const type of ['web-worker', 'iframe'])
    it(`runs a ${type} plugin: export, setup, run`, async () => {
      const text = pluginText(
        { name: 'Adder', type },
        `class Adder { async setup() { this.ready = true } run(ctx) { return ctx.data.a + ctx.data.b + (this.ready ? 0 : 100) } }
         api.export(new Adder())`,
      );
      const plugin: Api = await api.loadPlugin!({ src: text });
      expect(await plugin.run!({ config: {}, data: { a: 1, b: 2 } })).to.equal(3);
      expect(workspace.plugins.get('Adder').state.kind).to.equal('ready');
    });

  it('opens a window plugin and resolves after its first run', async () => {
    const text = pluginText(
      { name: 'Viewer', type: 'window' },
      `let seen = null
       api.export({ setup() {}, run(ctx) { seen = ctx; document.querySelector('#x').textContent = ctx.data.text; return { name: 'Renamed' } }, seen() { return seen }, text() { return document.querySelector('#x').textContent } })`,
      '<window><p id="x">empty</p></window>',
    );
    const win: Api = await api.createWindow!({
      src: text,
      data: { text: 'hello' },
      config: { a: 1 },
    });
    expect(await win.text!()).to.equal('hello');
    const seen = (await win.seen!()) as {
      data: { _op: string };
      config: { a: number };
      _op: string;
    };
    expect(seen.config.a).to.equal(1);
    expect(seen._op).to.equal('Viewer');
    expect(seen.data._op).to.equal('Viewer');
    await win.run!({ data: { text: 'again' } });
    expect(await win.text!()).to.equal('again');
    expect(workspace.windows.all[0]?.state.name).to.equal('Renamed');
    await win.close!();
    expect(workspace.windows.all).to.have.length(0);
    expect((await rejection(win.text!())).name).to.equal('ImjoyError');
  });

  it('lets one plugin call another over a direct port', async () => {
    await api.loadPlugin!({
      src: pluginText(
        { name: 'B' },
        `api.export({ setup() {}, twice: (x) => x * 2, later: (f) => f('called back') })`,
      ),
    });
    const a: Api = await api.loadPlugin!({
      src: pluginText(
        { name: 'A' },
        `let b
        api.export({ async setup() { b = await api.getPlugin('B') }, async run() { return [await b.twice(21), await b.later((text) => text + '!')] } })`,
      ),
    });
    expect(await a.run!()).to.deep.equal([42, 'called back!']);
    await workspace.unload(workspace.plugins.get('B'));
    expect((await rejection(a.run!())).name).to.equal('ImjoyError');
  });

  it('names what is wrong with a plugin', async () => {
    expect((await rejection(api.loadPlugin!({ src: 'no plugin\n' }))).code).to.equal(
      'PLUGIN_PARSE',
    );
    expect((await rejection(api.getPlugin!('Nobody'))).code).to.equal('PLUGIN_NOT_FOUND');
    const failing = await rejection(
      api.loadPlugin!({ src: pluginText({ name: 'F' }, 'throw new Error("on purpose")') }),
    );
    expect(failing.code).to.equal('PLUGIN_SCRIPT');
    expect(failing.message).to.contain('on purpose');
    const lacking = await rejection(
      api.loadPlugin!({ src: pluginText({ name: 'R', requirements: ['/nowhere.js'] }) }),
    );
    expect(lacking.code).to.equal('PLUGIN_REQUIREMENT');
    expect(lacking.message).to.contain('/nowhere.js');
  });
});
