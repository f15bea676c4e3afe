import { expect } from '@open-wc/testing';
import { call, openWorkspace, type OpenWorkspace } from '../support/open-workspace.js';
import { pluginText, quoted, rejection } from '../support/plugin-text.js';
import { RecordingPlace } from '../support/recording-shell.js';
import { viewer } from './fixtures/viewer.js';

describe('open windows', () => {
  let open: OpenWorkspace;
  beforeEach(async () => {
    open = openWorkspace({ limits: { hide: 100, exit: 200 } });
    await open.load({ name: 'Viewer', type: 'window', tags: ['T'], defaults: { w: 7 } }, viewer);
  });
  afterEach(() => open.workspace.dispose());

  const create = (...args: unknown[]) => open.page('createWindow', ...args);
  const windows = () => open.workspace.windows.all;

  describe('are controlled', () => {
    it('by their api, and tell the plugin inside', async () => {
      const win = await create('Viewer');
      const place = open.shell.lastPlace;
      for (const name of ['focus', 'show', 'hide', 'refresh', 'resize']) await call(win, name);
      await call(win, 'resize', { w: 3, h: 'x' });
      place.onResize.emit({ width: 10, height: 20 });
      place.onFocus.emit();
      const seen = (await call(win, 'until', 8)) as string[];
      expect(seen.slice(0, 5)).to.deep.equal(['focus', 'show', 'hide', 'refresh', 'resize']);
      expect(seen.slice(5)).to.have.members(['resize', 'window_size_changed', 'focus']);
      expect(place.calls).to.deep.equal(['focus', 'focus', 'show', 'hide', { w: 3 }]);
    });

    it('and observed from outside, with the first missed event replayed', async () => {
      const win = await create('Viewer');
      const seen: unknown[] = [];
      await call(win, 'on', 'ready', () => seen.push('ready'), true);
      await call(win, 'on', 'custom', (value: unknown) => seen.push(value));
      await call(win, 'onclose', () => seen.push('closed'));
      await call(win, 'emit', 'custom', 5);
      await call(win, 'off', 'custom');
      await call(win, 'emit', 'custom', 6);
      await call(win, 'close');
      expect(seen).to.deep.equal(['ready', 5, 'closed']);
    });

    it('from inside: api.close and this.close', async () => {
      for (const close of ['api.close()', 'this.close()']) {
        await open.load(
          { name: 'Closer', type: 'window' },
          `api.export({ setup() {}, run() {}, end() { void ${close} } })`,
        );
        const win = await create('Closer');
        const gone = new Promise<void>((resolve) =>
          open.workspace.windows.onClosed.connect(() => resolve()),
        );
        await call(win, 'end').catch(() => undefined);
        await gone;
        expect(windows()).to.deep.equal([]);
      }
    });
  });

  it('close in order: handlers, out of sight, exit, gone', async () => {
    const order: string[] = [];
    await open.load(
      { name: 'W', type: 'window' },
      `api.export({ setup() {}, run() {}, exit: () => api.log('exit') })`,
    );
    const win = await create('W');
    const place = open.shell.lastPlace;
    const plugin = open.workspace.plugins.get('W');
    plugin.log.onChange.connect((entry) => order.push(String(entry?.value)));
    place.hide = () => void order.push('hidden');
    const remove = place.remove.bind(place);
    place.remove = () => (order.push('removed'), remove());
    let finish = (): void => undefined;
    const handling = new Promise<void>((heard) => {
      const handler = async (): Promise<void> => {
        heard();
        await new Promise<void>((resolve) => (finish = resolve));
        order.push('handler');
      };
      void call(win, 'on', 'close', handler);
    });
    const closed = Promise.all([call(win, 'close'), call(win, 'close')]);
    await handling;
    finish();
    await closed;
    expect(order).to.deep.equal(['handler', 'hidden', 'exit', 'removed']);
  });

  it('close although handlers and exit never end', async () => {
    await open.load(
      { name: 'W', type: 'window' },
      'api.export({ setup() {}, run() {}, exit: () => new Promise(() => {}) })',
    );
    const win = await create('W');
    await call(win, 'on', 'close', () => new Promise(() => undefined));
    await call(win, 'close');
    expect(open.shell.lastPlace.removed).to.equal(true);
  });

  it('of the kit take new state, have their view’s methods, and open others', async () => {
    const win = await create({ type: 'imjoy/image', data: { src: 'a' }, config: { b: 1 } });
    const view = open.shell.views.get('imjoy/image')!;
    expect([view.data, view.config]).to.deep.equal([{ src: 'a' }, { b: 1 }]);
    await call(win, 'run', { data: { src: 'b' }, name: 'New' });
    expect([view.data, view.config, windows()[0]?.state.name]).to.deep.equal([
      { src: 'b' },
      { b: 1 },
      'New',
    ]);
    expect(await call(win, 'double', 4)).to.equal(8);
    const heard: unknown[] = [];
    await call(win, 'on', 'picked', (value: unknown) => heard.push(value));
    (view.context as { emit(name: string, value: unknown): void }).emit('picked', 7);
    expect(heard).to.deep.equal([7]);
    await call(view.context, 'createWindow', { type: 'imjoy/generic', data: 1 });
    expect(windows()).to.have.length(2);
  });

  describe('are found', () => {
    it('by name, type and ids; ids win', async () => {
      const one = (await create({ type: 'Viewer', name: 'One', id: 'one' })) as Record<
        string,
        unknown
      >;
      await create({ type: 'imjoy/image', name: 'One', id: 'two' });
      const id = async (query: unknown) =>
        ((await open.page('getWindow', query)) as { id: string } | null)?.id;
      expect(await id('One')).to.equal('one');
      expect(await id({ name: 'One', type: 'imjoy/image' })).to.equal('two');
      expect(await id({ type: 'imjoy/image' })).to.equal('two');
      expect(await id({ window_id: 'two', name: 'Nobody' })).to.equal('two');
      expect(await id({ plugin_id: open.workspace.plugins.get('Viewer').id })).to.equal('one');
      expect(await id(one)).to.equal('one');
      for (const query of [
        'Nobody',
        {},
        null,
        { name: 'One', type: 'Nobody' },
        { window_id: 'none' },
      ])
        expect(await open.page('getWindow', query)).to.equal(null);
    });

    it('by the type they were created with, whatever they return', async () => {
      await create({ type: 'Viewer', config: { returns: { type: 'imjoy/image' } } });
      expect(await open.page('getWindow', { type: 'imjoy/image' })).to.equal(null);
      expect(await open.page('getWindow', { type: 'Viewer' })).to.not.equal(null);
    });
  });

  describe('ids', () => {
    const opens = (id: string) =>
      `return (await api.createWindow({ type: 'imjoy/image', id: '${id}' })).id`;

    it('replace the own window of that id, also for two at once', async () => {
      await create({ type: 'Viewer', id: 'w' });
      const outcomes = await Promise.allSettled([
        create({ type: 'imjoy/image', id: 'w' }),
        create({ type: 'imjoy/generic', id: 'w' }),
      ]);
      expect(outcomes.some(({ status }) => status === 'fulfilled')).to.equal(true);
      expect(windows().map(({ id }) => id)).to.deep.equal(['w']);
      expect(open.shell.places.filter(({ removed }) => !removed)).to.have.length(1);
    });

    it('of others are left alone', async () => {
      await create({ type: 'Viewer', id: 'w' });
      expect(await open.inPlugin(opens('w'))).to.match(/^[\w-]{22}$/);
      expect(
        await open.inPlugin(
          `const viewer = await api.getPlugin('Viewer'); return (await viewer.run({ id: 'w' })).id`,
        ),
      ).to.not.equal('w');
      const [service] = (await open.page('getServices', { name: 'Viewer' })) as unknown[];
      await call(service, 'run', { id: 'w', config: {}, data: {} });
      expect(windows()[0]).to.include({ id: 'w', type: 'Viewer' });
      expect(
        await open.inPlugin(`${opens('p').replace('return', 'await')}; ${opens('p')}`),
      ).to.equal('p');
    });

    it('of elements are for the page, and for plugins only where it says so', async () => {
      const mine = document.body.appendChild(document.createElement('div'));
      const shared = document.body.appendChild(document.createElement('div'));
      mine.id = 'mine';
      shared.id = 'shared';
      shared.setAttribute('data-imjoy-window', '');
      await create({ type: 'imjoy/image', window_id: 'mine' });
      await open.inPlugin(
        `for (const window_id of ['mine', 'shared', 'none']) await api.createWindow({ type: 'imjoy/image', window_id })`,
      );
      const elements = open.shell.places.map(({ request }) => request?.elementId);
      expect(elements).to.deep.equal(['mine', null, 'shared', null]);
      const found = windows().map(({ windowId }) => windowId);
      expect(found.filter((id) => id === 'mine')).to.have.length(1);
      mine.remove();
      shared.remove();
    });
  });

  it('open in a place that the page provides', async () => {
    const place = new RecordingPlace();
    const win = await open.workspace.openWindow({ type: 'Viewer', data: { a: 1 } }, place);
    expect(((await call(win, 'first')) as { data: object }).data).to.include({ a: 1 });
    expect([open.shell.places.length, place.states.at(-1)]).to.deep.equal([0, 'ready']);
    await call(win, 'close');
    expect(place.removed).to.equal(true);
  });

  describe('are renewed', () => {
    const version = (sign: string) =>
      open.load(
        { name: 'Chart', type: 'window' },
        `let seen; api.export({
          async setup() { await api.on('resize', () => {}) },
          run(ctx) { seen = ctx.data; document.title = '${sign}' },
          tell: () => ['${sign}', seen.a] })`,
      );
    const found = () => open.page('getWindow', 'Chart');
    const plugin = () => open.workspace.plugins.get('Chart');

    it('with another version of their plugin, in the same place and on the same data', async () => {
      await version('one');
      await create({ type: 'Chart', data: { a: 5 } });
      const [window] = windows();
      const place = open.shell.lastPlace;
      const focused = place.calls.length;
      await version('two');
      expect(await call(await found(), 'tell')).to.deep.equal(['one', 5]);
      await window?.renew(plugin());
      expect(await call(await found(), 'tell')).to.deep.equal(['two', 5]);
      expect(windows()).to.deep.equal([window]);
      expect(window).to.include({ plugin: plugin(), isReady: true });
      expect(open.shell.places).to.deep.equal([place]);
      expect(place.container.querySelectorAll('iframe')).to.have.length(1);
      expect(place.states.at(-1)).to.equal('ready');
      expect(place.calls).to.have.length(focused);
    });

    it('and tell what has gone nothing more', async () => {
      await version('one');
      const win = await create({ type: 'Chart', data: {} });
      await version('two');
      await windows()[0]?.renew(plugin());
      await call(win, 'emit', 'resize');
    });

    it('once, with the last of two versions that come quickly', async () => {
      await version('one');
      await create({ type: 'Chart', data: { a: 5 } });
      const renewals: (Promise<void> | undefined)[] = [];
      for (const sign of ['two', 'three']) {
        await version(sign);
        renewals.push(windows()[0]?.renew(plugin()));
      }
      await Promise.allSettled(renewals);
      expect(await call(await found(), 'tell')).to.deep.equal(['three', 5]);
      const { container, states } = open.shell.lastPlace;
      expect(container.querySelectorAll('iframe')).to.have.length(1);
      expect(states).to.not.include('failed');
    });

    it('and show what fails, until they are renewed again', async () => {
      await version('one');
      await create({ type: 'Chart', data: { a: 5 } });
      await open.load({ name: 'Chart', type: 'window' }, 'throw new Error("no good")');
      const failed = await rejection(windows()[0]!.renew(plugin()));
      expect(failed.message).to.contain('no good');
      expect(open.shell.lastPlace.states.at(-1)).to.equal('failed');
      await version('three');
      await windows()[0]?.renew(plugin());
      expect(await call(await found(), 'tell')).to.deep.equal(['three', 5]);
      expect(open.shell.lastPlace.states.at(-1)).to.equal('ready');
    });
  });

  it('are opened by plugins as by the page', async () => {
    const text = pluginText({ name: 'Brought', type: 'window' }, viewer);
    const seen =
      await open.inPlugin(`const win = await api.createWindow({ src: ${quoted(text)}, data: { a: 1 } });
      await win.run({ config: {}, data: {} });
      const again = await api.getWindow({ window_id: win.id });
      return [await again.runs(), again.id === win.id, win.config.name, (await win.first()).data.a]`);
    expect(seen).to.deep.equal([2, true, 'Brought', 1]);
    expect(open.workspace.plugins.get('Brought').origin.scope).to.deep.equal(['Caller']);
  });

  it('do not hang with the plugin that opens them in setup and that they ask for', async () => {
    await open.load(
      { name: 'Asks', type: 'window' },
      `let host; api.export({ async setup() { host = await api.getPlugin('Opener') }, run() {}, hi: () => host.hi() })`,
    );
    const opener = await open.load(
      { name: 'Opener' },
      `let win; api.export({ async setup() { win = await api.createWindow('Asks') }, hi: () => 'hi', run: () => win.hi() })`,
    );
    expect(await call(opener, 'run')).to.equal('hi');
  });
});
