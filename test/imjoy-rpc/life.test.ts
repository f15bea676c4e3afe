import { expect } from '@open-wc/testing';
import { call, openWorkspace, type OpenWorkspace } from '../support/open-workspace.js';
import { rejection } from '../support/plugin-text.js';
import { waitUntil } from '../support/wait-until.js';
import { pageAt } from './elsewhere.js';

describe('a page that speaks imjoy-rpc', () => {
  let open: OpenWorkspace;
  beforeEach(() => {
    open = openWorkspace({ limits: { hide: 100, exit: 200, greet: 20_000 } });
  });
  afterEach(() => open.workspace.dispose());
  const show = (name = 'viewer.html', options: object = {}) =>
    open.page('createWindow', { src: pageAt(name), ...options }) as Promise<unknown>;
  const states = () => open.shell.lastPlace.states;

  describe('that is there no more', () => {
    it('rejects the calls that wait for it when it is loaded again, and can be shown again', async () => {
      const win = await show();
      const pending = rejection(call(win, 'never'));
      void call(win, 'reload').catch(() => undefined);
      expect(await pending).to.include({ code: 'PLUGIN_NAVIGATED' });
      expect(states().at(-1)).to.equal('failed');
      expect(await rejection(call(win, 'add', 1, 2))).to.include({ code: 'PLUGIN_NAVIGATED' });
      open.shell.lastPlace.onRetry.emit();
      await waitUntil(() => states().at(-1) === 'ready');
      const [window] = open.workspace.windows.all;
      expect(await call(window?.api, 'add', 1, 2)).to.equal(3);
    });

    it('rejects them when it went to a page that says nothing', async () => {
      const win = await show();
      const pending = rejection(call(win, 'leave', pageAt('silent.html')));
      expect(await pending).to.include({ code: 'PLUGIN_NAVIGATED' });
      expect(states().at(-1)).to.equal('failed');
    });

    it('rejects them when it said goodbye', async () => {
      const win = await show();
      expect(await rejection(call(win, 'goodbye'))).to.include({ code: 'PLUGIN_NAVIGATED' });
    });

    it('rejects them when its window is closed, and those of other plugins', async () => {
      const win = await show();
      const plugin = await open.load(
        { name: 'Waiter' },
        'api.export({ setup() {}, run() {}, wait: (win) => win.never() })',
      );
      const pending = [rejection(call(win, 'never')), rejection(call(plugin, 'wait', win))];
      await call(win, 'close');
      const codes = (await Promise.all(pending)).map(({ code }) => code);
      expect(codes).to.deep.equal(['PLUGIN_TERMINATED', 'PLUGIN_TERMINATED']);
    });

    it('rejects them when its frame is taken off the page', async () => {
      const win = await show();
      const pending = rejection(call(win, 'never'));
      open.shell.lastPlace.container.querySelector('iframe')?.remove();
      expect(await pending).to.have.property('code');
    });
  });

  it('may export anew, as often as it likes', async () => {
    const win = await show();
    const [window] = open.workspace.windows.all;
    await call(win, 'exportAgain');
    await waitUntil(() => (window?.api as Record<string, unknown>).generation);
    expect(await call(window?.api, 'generation')).to.equal(2);
  });

  it('is waited for no longer than the limit when it says nothing', async () => {
    await open.workspace.dispose();
    open = openWorkspace({ limits: { greet: 300 } });
    const error = await rejection(show('silent.html'));
    expect(error).to.include({ code: 'PLUGIN_TIMEOUT' });
    expect(error.message).to.contain('silent.html').and.to.contain('passive');
    expect(states().at(-1)).to.equal('failed');
    expect(open.shell.lastPlace.container.querySelector('iframe')).to.equal(null);
  });

  it('is shown without a word when it is passive', async () => {
    const win = (await show('silent.html', { passive: true })) as Record<string, unknown>;
    expect(win.passive).to.equal(true);
    expect(await call(win, 'setup')).to.equal(undefined);
    expect(states().at(-1)).to.equal('ready');
    const frame = open.shell.lastPlace.container.querySelector('iframe');
    expect(frame?.src).to.equal(pageAt('silent.html'));
  });

  it('may lead elsewhere before it says anything', async () => {
    const to = encodeURIComponent(pageAt('viewer.html'));
    expect(await call(await show(`redirect.html?to=${to}`), 'add', 1, 2)).to.equal(3);
  });

  it('of our own origin works too, without that origin', async () => {
    const win = await open.page('createWindow', { src: pageAt('viewer.html', location.origin) });
    const stored = await rejection(call(win, 'where'));
    expect(stored.message).to.contain('SecurityError');
    expect(await call(win, 'add', 1, 2)).to.equal(3);
  });

  it('is called what it calls itself, unless its opener says otherwise', async () => {
    const win = await show();
    expect(win).to.include({ name: 'Viewer' });
    expect(open.shell.lastPlace.name).to.equal('Viewer');
  });

  it('is named by its address, and called what its opener says', async () => {
    await show('viewer.html?a=1', { name: 'My images', config: { permissions: ['camera'] } });
    const [window] = open.workspace.windows.all;
    expect(window?.plugin?.name).to.equal(pageAt('viewer.html'));
    expect(window?.state.name).to.equal('My images');
    expect(open.workspace.plugins.all).to.have.length(0);
    const frame = open.shell.lastPlace.container.querySelector('iframe');
    expect(frame?.allow).to.contain('camera');
    await window?.close();
    expect(open.workspace.services.operators()).to.have.length(0);
  });
});
