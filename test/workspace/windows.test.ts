import { expect } from '@open-wc/testing';
import { call, openWorkspace, type OpenWorkspace } from '../support/open-workspace.js';
import { pluginText, rejection } from '../support/plugin-text.js';
import { viewer } from './fixtures/viewer.js';
import { waitUntil } from '../support/wait-until.js';

describe('windows', () => {
  let open: OpenWorkspace;
  beforeEach(async () => {
    open = openWorkspace({ limits: { hide: 100, exit: 200 } });
    await open.load({ name: 'Viewer', type: 'window', tags: ['T'], defaults: { w: 7 } }, viewer);
  });
  afterEach(() => open.workspace.dispose());

  const create = (...args: unknown[]) => open.page('createWindow', ...args);
  const windows = () => open.workspace.windows.all;

  describe('are created', () => {
    it('from a type, a text or a config, with a second argument merged in', async () => {
      const text = pluginText({ name: 'Other', type: 'window' }, viewer);
      await create('Viewer');
      await create('Viewer', { name: 'Renamed' });
      await create({ type: 'Viewer', name: 'a' }, { name: 'b' });
      await create(text);
      await create({ src: text, name: 'again' });
      const url = new URL('fixtures/window.imjoy.html', import.meta.url).href;
      await create(url);
      await create({ src: `${url}@GPU`, tag: 'CPU', data: 1 });
      const names = ['Viewer', 'Renamed', 'b', 'Other', 'again', 'FromUrl', 'FromUrl'];
      expect(windows().map(({ state }) => state.name)).to.deep.equal(names);
      const types = open.shell.places.map(({ request }) => request?.type);
      expect(types).to.deep.equal([
        'Viewer',
        'Viewer',
        'Viewer',
        'Other',
        'Other',
        'FromUrl',
        'FromUrl',
      ]);
      expect(open.workspace.plugins.get('FromUrl').tag).to.equal('CPU');
    });

    it('as forms and under other names of the kit’s types', async () => {
      await create({ ui: 'text', name: 'Form' });
      await create({ type: 'joy', ui: 'text' });
      await create('imjoy/image');
      expect(windows().map(({ type }) => type)).to.deep.equal([
        'imjoy/joy',
        'imjoy/joy',
        'imjoy/image',
      ]);
      expect(open.shell.views.get('imjoy/joy')?.config).to.deep.equal({ ui: 'text' });
    });

    it('with the presentation they ask for, over the plugin’s defaults', async () => {
      await create({
        type: 'Viewer',
        h: 4,
        x: 1,
        y: 2,
        fullscreen: true,
        standalone: true,
        dialog: true,
      });
      await create({ type: 'Viewer', w: undefined, h: 'high', fullscreen: 1 });
      const [one, two] = open.shell.places.map(({ request }) => request);
      expect(one).to.deep.include({ size: { w: 7, h: 4 }, position: { x: 1, y: 2 } });
      expect(one).to.include({ fullscreen: true, standalone: true, dialog: true, elementId: null });
      expect(two).to.deep.include({ size: { w: 7, h: null }, position: { x: null, y: null } });
      expect(two).to.include({ fullscreen: false, standalone: false, dialog: false });
    });

    const refused: readonly (readonly [unknown, string, string])[] = [
      [{ type: 5 }, 'WINDOW_CONFIG', 'type'],
      [{ type: 'Viewer', name: {} }, 'WINDOW_CONFIG', 'name'],
      [{ type: 'Viewer', config: 'text' }, 'WINDOW_CONFIG', 'config'],
      [{ type: 'Viewer', config: [] }, 'WINDOW_CONFIG', 'config'],
      [{ type: 'Viewer', data: true }, 'WINDOW_CONFIG', 'data'],
      [{ type: 'Viewer', data: () => 1 }, 'WINDOW_CONFIG', 'data'],
      [{}, 'WINDOW_CONFIG', 'type'],
      [null, 'WINDOW_CONFIG', 'null'],
      ['Nobody', 'WINDOW_TYPE', 'Nobody'],
      [{ type: 'constructor' }, 'WINDOW_TYPE', 'constructor'],
      [{ type: 'imjoy/unheard-of' }, 'WINDOW_TYPE', 'imjoy/unheard-of'],
      [{ type: 'Worker' }, 'WINDOW_TYPE', 'Worker'],
      [{ src: 'javascript://%0aalert(1)' }, 'NOT_SUPPORTED', 'javascript'],
    ];
    for (const [config, code, culprit] of refused)
      it(`never from ${JSON.stringify(config)}`, async () => {
        await open.load({ name: 'Worker' });
        const error = await rejection(create(config));
        expect([error.code, error.message.includes(culprit)]).to.deep.equal([code, true]);
        expect(windows()).to.deep.equal([]);
      });

    for (const data of [null, 5, 'text', [1], { a: 1 }])
      it(`with ${JSON.stringify(data)} as data`, async () => {
        const win = await create({ type: 'Viewer', data });
        const { data: seen } = await call(win, 'first');
        if (typeof data === 'object' && !Array.isArray(data)) expect(seen).to.include(data ?? {});
        else expect(seen).to.deep.equal(data);
      });

    it('from an iframe plugin that has markup', async () => {
      await open.load({ name: 'Framed', type: 'iframe' }, viewer, '<window><p>shown</p></window>');
      expect(await call(await create('Framed'), 'runs')).to.equal(1);
    });

    it('without waiting for a page that is passive', async () => {
      await open.load({ name: 'Page', type: 'window' }, 'let silent = true');
      const win = (await create({ type: 'Page', passive: true })) as Record<string, unknown>;
      expect(win.passive).to.equal(true);
      await call(win, 'setup');
      await call(win, 'emit', 'anything');
    });

    it('also when the plugin takes long to export, which does not hide it for ever', async () => {
      open.workspace.dispose();
      open = openWorkspace({ limits: { show: 20 } });
      await open.load(
        { name: 'Late', type: 'window' },
        `addEventListener('message', () => api.export({ setup() {}, run() {} }))`,
      );
      void create('Late').catch(() => undefined);
      await waitUntil(() => open.shell.places[0]?.states.includes('ready'));
      expect(windows()[0]?.api).to.equal(null);
    });
  });

  describe('are run', () => {
    it('once at creation with their data, config and trace', async () => {
      const data = { a: 1, _op: 'Before', _workflow_id: 'flow' };
      const win = (await create({ type: 'Viewer', id: 'w', data, config: { b: 2 } })) as Record<
        string,
        unknown
      >;
      const trace = { _op: 'Viewer', _source_op: 'Before', _workflow_id: 'flow' };
      expect(await call(win, 'first')).to.deep.equal({
        ...{
          name: 'Viewer',
          type: 'Viewer',
          config: { b: 2 },
          _variables: null,
          id: 'w',
          window_id: 'w',
        },
        ...trace,
        data: { a: 1, ...trace },
      });
      expect(win).to.include({ id: 'w', window_id: 'w' });
      expect(win.config).to.deep.include({
        name: 'Viewer',
        type: 'Viewer',
        tag: 'T',
        window_id: 'w',
      });
    });

    it('again in the same window, merging what they return', async () => {
      const returns = { name: 'Renamed', data: { x: 1 }, w: 9 };
      const win = await create({ type: 'Viewer', config: { returns } });
      expect(windows()[0]?.state).to.deep.include({ name: 'Renamed', data: { x: 1 }, w: 9 });
      expect(open.shell.lastPlace.calls).to.deep.include({ w: 9 });
      await call(win, 'run', { config: { returns: { name: 'Twice' } }, data: {} });
      expect([windows()[0]?.state.name, open.shell.lastPlace.name]).to.deep.equal([
        'Twice',
        'Twice',
      ]);
      expect([windows().length, await call(win, 'runs')]).to.deep.equal([1, 2]);
    });

    it('and cannot break their window by what they return', async () => {
      const win = await create('Viewer');
      const hostile = JSON.parse('{"name": 5, "w": -1, "__proto__": {"polluted": true}}') as object;
      await call(win, 'run', { config: { returns: hostile }, data: {} });
      const [window] = windows();
      expect(window?.state.name).to.equal('Viewer');
      expect(window?.state.polluted).to.equal(undefined);
    });

    it('by the old updateWindow, with an id or with the window itself', async () => {
      const win = (await create({ type: 'Viewer', id: 'w' })) as Record<string, unknown>;
      await open.page('updateWindow', 'w', { config: { returns: { name: 'By id' } }, data: {} });
      await open.page('updateWindow', win, { config: {}, data: {} });
      await open.page('updateWindow', { id: 'w', config: {}, data: {} });
      expect([await call(win, 'runs'), windows()[0]?.state.name]).to.deep.equal([4, 'By id']);
      expect((await rejection(open.page('updateWindow', 'none', {}))).code).to.equal(
        'WINDOW_NOT_FOUND',
      );
    });

    it('by a proxy, which opens a new one each time', async () => {
      const proxy = (await open.page('getPlugin', 'Viewer')) as Record<string, unknown>;
      expect(Object.keys(proxy).filter((key) => typeof proxy[key] === 'function')).to.have.members([
        'setup',
        'run',
      ]);
      await call(proxy, 'setup');
      const one = await call(proxy, 'run', { data: { a: 1 }, config: { b: 2 }, id: 'mine' });
      await open.page('run', 'Viewer');
      expect(windows().map(({ type }) => type)).to.deep.equal(['Viewer', 'Viewer']);
      expect((await call(one, 'first')) as object).to.deep.include({
        config: { b: 2 },
        id: 'mine',
      });
      expect(open.shell.places[0]?.request?.size.w).to.equal(7);
    });
  });

  describe('that fail', () => {
    for (const [when, script] of [
      ['script', 'throw new Error("on purpose")'],
      ['setup', 'api.export({ setup() { throw new Error("on purpose") }, run() {} })'],
      ['first run', 'api.export({ setup() {}, run() { throw new Error("on purpose") } })'],
    ] as const)
      it(`in the ${when} say so everywhere, and can be tried again`, async () => {
        await open.load({ name: 'Bad', type: 'window' }, script);
        expect((await rejection(create('Bad'))).message).to.contain('on purpose');
        const place = open.shell.lastPlace;
        expect(place.states.at(-1)).to.equal('failed');
        expect(open.shell.snackbars.at(-1)?.text).to.match(/^<Bad>: .*on purpose/);
        expect(open.shell.snackbars.at(-1)?.seconds).to.equal(15);
        expect(open.workspace.plugins.get('Bad').log.hasError).to.equal(true);
        const before = place.states.length;
        place.onRetry.emit();
        expect(place.states[before]).to.equal('loading');
      });

    it('by being closed early reject', async () => {
      await open.load(
        { name: 'Slow', type: 'window' },
        'api.export({ setup: () => new Promise(() => {}), run() {} })',
      );
      const creating = rejection(create('Slow'));
      await new Promise<void>((resolve) =>
        open.workspace.windows.onOpened.connect(() => resolve()),
      );
      open.shell.lastPlace.onCloseRequest.emit();
      expect((await creating).code).to.equal('PLUGIN_TERMINATED');
      expect(open.shell.lastPlace.states).to.not.include('failed');
    });
  });
});
