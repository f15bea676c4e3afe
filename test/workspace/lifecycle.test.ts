import { expect } from '@open-wc/testing';
import { call, openWorkspace, type OpenWorkspace } from '../support/open-workspace.js';
import { pluginText, quoted, rejection } from '../support/plugin-text.js';

const ok = 'api.export({ setup() {}, run() {} })';

describe('the life of a plugin', () => {
  let open: OpenWorkspace;
  beforeEach(() => (open = openWorkspace()));
  afterEach(() => open.workspace.dispose());

  const record = (name: string) => open.workspace.plugins.get(name);
  const log = (name: string) =>
    record(name).log.entries.map(({ type, value }) => `${type}: ${String(value)}`);

  describe('failures', () => {
    const failing: readonly (readonly [string, Record<string, unknown>, string])[] = [
      ['a script', {}, 'throw new Error("on purpose")'],
      ['setup', {}, 'api.export({ setup() { throw new Error("on purpose") }, run() {} })'],
      ['an iframe', { type: 'iframe' }, 'throw new Error("on purpose")'],
    ];
    for (const [what, config, script] of failing)
      it(`of ${what} are shown for 15 s, logged, and end the plugin`, async () => {
        const error = await rejection(open.load({ name: 'F', ...config }, script));
        expect(error.message).to.contain('on purpose');
        expect(record('F').state.kind).to.equal('failed');
        expect(log('F').some((line) => /^error: .*on purpose/.test(line))).to.equal(true);
        const [message, ...others] = open.shell.snackbars;
        expect(message?.text).to.match(/^<F>: .*on purpose/);
        expect([message?.seconds, others.length]).to.deep.equal([15, 0]);
        expect(open.workspace.services.operators()).to.deep.equal([]);
        expect((await rejection(open.page('run', 'F'))).message).to.contain('on purpose');
      });

    it('of a plugin that never exports come after a time', async () => {
      open.workspace.dispose();
      open = openWorkspace({ limits: { export: 50 } });
      const error = await rejection(open.load({ name: 'Never' }, 'let silent = true'));
      expect(error.code).to.equal('PLUGIN_TIMEOUT');
      expect(error.message).to.contain('Never');
    });

    it('of an unknown type name it', async () => {
      const error = await rejection(open.load({ name: 'T', type: 'quantum' }));
      expect([error.code, error.message.includes('quantum')]).to.deep.equal(['PLUGIN_TYPE', true]);
    });

    it('do not stop other plugins, nor a second try', async () => {
      const [bad, good] = await Promise.allSettled([
        open.load({ name: 'F' }, 'throw new Error("on purpose")'),
        open.load({ name: 'G' }),
      ]);
      expect([bad.status, good.status]).to.deep.equal(['rejected', 'fulfilled']);
      await open.load({ name: 'F' }, ok);
      expect(record('F').state.kind).to.equal('ready');
    });
  });

  it('warns when setup or run is missing, and loads all the same', async () => {
    const plugin = await open.load({ name: 'Bare' }, 'api.export({ only: () => 1 })');
    expect(await call(plugin, 'only')).to.equal(1);
    expect(log('Bare').filter((line) => line.startsWith('warn'))).to.have.length(2);
    await open.workspace.run('Bare');
    expect(log('Bare').filter((line) => line.includes('"run"'))).to.have.length(2);
    await open.load({ name: 'Helper', runnable: false }, 'api.export({ setup() {} })');
    expect(log('Helper')).to.deep.equal([]);
  });

  it('waits for nothing that a passive plugin exports', async () => {
    await open.load({ name: 'Passive', passive: true }, 'let silent = true');
    expect(record('Passive').state.kind).to.equal('ready');
    expect(log('Passive')).to.deep.equal([]);
  });

  it('loads what a collection depends on, and runs nothing of its own', async () => {
    const url = new URL('fixtures/leaf.imjoy.html', import.meta.url).href;
    const text = `<config lang="json">${JSON.stringify({ name: 'All', type: 'collection', dependencies: [url], api_version: '0.1.8' })}</config>`;
    await open.page('loadPlugin', { src: `${text}\n` });
    expect(open.workspace.plugins.all.map(({ name }) => name)).to.have.members(['All', 'Leaf']);
  });

  describe('the end', () => {
    const script = (exit: string) => `api.export({ async setup() {
        await api.on('close', async () => { await api.log('close handler') });
        await api.onClose(async () => { await api.log('legacy handler') });
      }, run: () => new Promise(() => {}), exit: ${exit} })`;

    it('runs close handlers, then exit, and then is final', async () => {
      const plugin = await open.load({ name: 'P' }, script(`() => api.log('exit')`));
      const { log: entries } = record('P');
      const pending = rejection(call(plugin, 'run'));
      const ends = record('P');
      await Promise.all([open.workspace.unload(ends), open.workspace.unload(ends)]);
      await open.workspace.unload(ends);
      expect(entries.entries.map(({ value }) => value)).to.deep.equal([
        'close handler',
        'legacy handler',
        'exit',
      ]);
      expect((await pending).code).to.equal('PLUGIN_TERMINATED');
      expect((await rejection(call(plugin, 'run'))).name).to.equal('ImjoyError');
      expect(open.workspace.plugins.find('P')).to.equal(undefined);
      expect(open.workspace.services.query({})).to.deep.equal([]);
    });

    it('waits for exit only so long', async () => {
      open.workspace.dispose();
      open = openWorkspace({ limits: { exit: 60 } });
      await open.load({ name: 'P' }, script('() => new Promise(() => {})'));
      await open.workspace.unload(record('P'));
      expect(open.workspace.plugins.all).to.deep.equal([]);
    });

    it('comes by the plugin’s own hand too', async () => {
      const plugin = await open.load(
        { name: 'P' },
        'api.export({ setup() {}, run() { void this.close() } })',
      );
      const removed = new Promise((resolve) =>
        open.workspace.plugins.onRemoved.connect(({ name }) => resolve(name)),
      );
      await call(plugin, 'run').catch(() => undefined);
      expect(await removed).to.equal('P');
    });

    it('closes the windows of a window plugin', async () => {
      await open.load({ name: 'W', type: 'window' }, ok);
      const proxy = await open.page('getPlugin', 'W');
      await open.page('createWindow', 'W');
      await open.workspace.unload(record('W'));
      expect(open.workspace.windows.all).to.deep.equal([]);
      expect((await rejection(call(proxy, 'run', {}))).code).to.equal('PLUGIN_TERMINATED');
    });

    it('settles a load that is under way', async () => {
      const loading = rejection(
        open.load({ name: 'Slow' }, 'api.export({ setup: () => new Promise(() => {}), run() {} })'),
      );
      const slow = await new Promise<ReturnType<typeof record>>((resolve) =>
        open.workspace.services.onChange.connect(() => {
          const slow = open.workspace.plugins.find('Slow');
          if (slow) resolve(slow);
        }),
      );
      await open.workspace.unload(slow);
      expect((await loading).code).to.equal('PLUGIN_TERMINATED');
      expect(open.workspace.plugins.find('Slow')).to.equal(undefined);
    });
  });

  describe('loading the same again', () => {
    it('is one load for two at once', async () => {
      let added = 0;
      open.workspace.plugins.onAdded.connect(() => added++);
      const count = `let n = 0; api.export({ setup() { n++ }, run: () => n })`;
      const [a, b] = await Promise.all([
        open.load({ name: 'P' }, count),
        open.load({ name: 'P' }, count),
      ]);
      expect([await call(a, 'run'), await call(b, 'run'), added]).to.deep.equal([1, 1, 1]);
    });

    it('replaces what runs, after it was ended', async () => {
      const old = await open.load({ name: 'P' }, `api.export({ setup() {}, run: () => 'old' })`);
      const next = await open.load({ name: 'P' }, `api.export({ setup() {}, run: () => 'new' })`);
      expect(await call(next, 'run')).to.equal('new');
      expect((await rejection(call(old, 'run'))).name).to.equal('ImjoyError');
      expect(open.workspace.plugins.all).to.have.length(1);
    });

    it('leaves one plugin of the name when different ones come at once', async () => {
      const code = (n: number) => `api.export({ setup() {}, run: () => ${n} })`;
      await open.load({ name: 'P' }, code(0));
      const loads = [1, 2, 3].map((n) => open.load({ name: 'P' }, code(n)));
      const results = await Promise.allSettled(loads);
      expect(results.some(({ status }) => status === 'fulfilled')).to.equal(true);
      expect(await open.page('run', 'P')).to.be.oneOf([1, 2, 3]);
      expect(open.workspace.plugins.all).to.have.length(1);
    });

    it('reloads from the same text', async () => {
      await open.load({ name: 'P' }, `let n = 0; api.export({ setup() {}, run: () => ++n })`);
      await open.page('run', 'P');
      const again = await open.workspace.reload(record('P'));
      expect(await open.page('run', 'P')).to.equal(1);
      expect(again).to.equal(record('P'));
    });
  });

  describe('tags', () => {
    const config = { name: 'T', tags: ['CPU', 'GPU'] };
    const script = 'api.export({ setup() {}, run: () => api.TAG })';
    const url = new URL('fixtures/tagged.imjoy.html', import.meta.url).href;
    const run = async (request: object) => call(await open.page('loadPlugin', request), 'run');

    it('are: the explicit one, that of the plugin it replaces, the URL’s, the first', async () => {
      expect(await run({ src: url })).to.equal('CPU');
      await open.workspace.unload(record('Tagged'));
      expect(await run({ src: `${url}@GPU` })).to.equal('GPU');
      expect(await run({ src: `${url}@CPU` })).to.equal('GPU');
      expect(await run({ src: url })).to.equal('GPU');
      expect(await run({ src: `${url}@GPU`, tag: 'CPU' })).to.equal('CPU');
      await open.workspace.unload(record('Tagged'));
      expect(await run({ src: `${url}#gpu` })).to.equal('GPU');
    });

    it('fall back to one that the plugin has', async () => {
      const src = pluginText(config, script);
      expect(await run({ src, tag: 'nothing' })).to.equal('CPU');
      expect(await run({ src, tag: 'GPU' })).to.equal('GPU');
      expect(await run({ src, tag: 'nothing' })).to.equal('GPU');
    });
  });

  describe('dependencies', () => {
    const at = (name: string) => new URL(`fixtures/${name}.imjoy.html`, import.meta.url).href;
    const names = () => open.workspace.plugins.all.map(({ name }) => name);

    it('are loaded before, in order, also where they form a circle', async () => {
      await open.page('loadPlugin', { src: at('circle-a') });
      expect(names()).to.deep.equal(['Leaf', 'CircleB', 'CircleA']);
      expect(await open.page('run', 'CircleA')).to.equal('leaf');
    });

    it('in a circle do not hang two loads that start at either end', async () => {
      await Promise.all([
        open.page('loadPlugin', { src: at('circle-a') }),
        open.page('loadPlugin', { src: at('circle-b') }),
      ]);
      expect(names()).to.have.members(['CircleA', 'CircleB', 'Leaf']);
    });

    it('abort the load when one fails, naming both', async () => {
      const error = await rejection(open.load({ name: 'P', dependencies: [at('nothing')] }));
      expect(error.code).to.equal('PLUGIN_FETCH');
      expect(error.message).to.contain('P needs').and.to.contain('nothing.imjoy.html');
      expect(open.workspace.plugins.find('P')).to.equal(undefined);
    });

    it('do not replace a plugin that is there', async () => {
      await open.load({ name: 'Leaf' }, `api.export({ setup() {}, run: () => 'the user’s' })`);
      await open.page('loadPlugin', { src: at('circle-a') });
      expect(await open.page('run', 'Leaf')).to.equal('the user’s');
    });

    it('by name are only asked for', async () => {
      await open.load({ name: 'P', dependencies: ['Some Name'] });
      expect(log('P').join()).to.contain('Some Name');
    });
  });

  describe('plugins that load plugins', () => {
    const victim = pluginText(
      { name: 'Victim' },
      `api.export({ setup() {}, run: () => 'genuine' })`,
    );
    const fake = pluginText({ name: 'Victim' }, `api.export({ setup() {}, run: () => 'fake' })`);
    const run = (text: string) =>
      `await api.loadPlugin({ src: ${quoted(text)} }).then((plugin) => plugin.run(), (error) => error.code)`;

    it('get the very same code shared, and may not take another’s name', async () => {
      await open.page('loadPlugin', { src: victim });
      const seen = await open.inPlugin(`return [${run(victim)}, ${run(fake)}]`);
      expect(seen).to.deep.equal(['genuine', 'PERMISSION_DENIED']);
      expect(await open.page('run', 'Victim')).to.equal('genuine');
    });

    it('may replace what they brought themselves', async () => {
      const seen = await open.inPlugin(`return [${run(victim)}, ${run(fake)}]`);
      expect(seen).to.deep.equal(['genuine', 'fake']);
      expect(record('Victim').origin.scope).to.deep.equal(['Caller']);
    });

    it('learn nothing of a file that they may not read', async () => {
      const secret = new URL('../support/plugin-text.ts', import.meta.url).href;
      const json = new URL('fixtures/secret.imjoy.html', import.meta.url).href;
      for (const url of [secret, json]) {
        const text = await open.inPlugin(
          `return api.loadPlugin({ src: '${url}' }).catch((error) => [error.code, error.message, JSON.stringify(error), error.cause, error.stack].join(' '))`,
        );
        expect(text)
          .to.match(/^PLUGIN_/)
          .and.to.contain(url);
        expect(text).to.not.match(/hunter2|rejection|lang=|Unexpected token/);
      }
    });
  });

  it('understands plugins of the first days', async () => {
    const script = `let loaded = false;
      api.onload(() => { loaded = true });
      class ImJoyPlugin { setup() {} run(my) { my.data.seen = [loaded, TAG_OF()]; return my } }
      function TAG_OF() { return api.TAG + api.WORKSPACE }
      api.export(new ImJoyPlugin())`;
    const plugin = await open.load(
      { name: 'Old', type: undefined, mode: 'webworker', api_version: '0.1.0', tags: ['x'] },
      script,
    );
    expect(record('Old').type).to.equal('web-worker');
    const my = { config: {}, data: {} };
    expect(await call(plugin, 'run', my)).to.deep.equal({
      config: {},
      data: { seen: [true, 'xdefault'] },
    });
  });
});
