import { expect, oneEvent } from '@open-wc/testing';
import {
  call,
  openWorkspace,
  type Functions,
  type OpenWorkspace,
} from '../support/open-workspace.js';
import { rejection } from '../support/plugin-text.js';
import { waitUntil } from '../support/wait-until.js';
import { fixtureUrl, loadFixture, openFixture } from './load-fixture.js';

describe('functions that the host gives to what a plugin exports', () => {
  let open: OpenWorkspace;
  beforeEach(() => (open = openWorkspace()));
  afterEach(() => open.workspace.dispose());

  describe('in a window', () => {
    let counter: Functions;
    beforeEach(async () => (counter = await openFixture(open, 'counter-window')));

    it('let it hear and tell events', async () => {
      expect([await call(counter, 'add', 2), await call(counter, 'add', 3)]).to.deep.equal([
        '2',
        '5',
      ]);
      await call(counter, 'emit', 'add', 10);
      expect(await call(counter, 'add', 1)).to.equal('16');
      await call(counter, 'deaf');
      expect(await call(counter, 'add', 1)).to.equal('16');
    });

    it('let it arrange its window', async () => {
      expect(await call(counter, 'arrange')).to.deep.equal(['refresh']);
      const calls = open.shell.lastPlace.calls.filter((asked) => asked !== 'focus');
      expect(calls).to.deep.equal([{ w: 5, h: 4 }, 'hide', 'show']);
    });

    it('let it close its window, from a click in its own page too', async () => {
      const done: unknown[] = [];
      await call(counter, 'on', 'done', (value: unknown) => void done.push(value));
      await call(counter, 'add', 4);
      await call(counter, 'press');
      await waitUntil(() => open.shell.lastPlace.removed, 'the window is gone');
      expect(done).to.deep.equal([{ count: 4 }]);
      expect(open.workspace.windows.all).to.deep.equal([]);
      expect((await rejection(call(counter, 'add', 1))).code).to.equal('PLUGIN_TERMINATED');
    });
  });

  it('are there without a window too, but never in place of its own', async () => {
    const ticker = await loadFixture(open, 'ticker');
    const { events } = open.workspace.plugins.get('Ticker');
    const ticks: unknown[] = [];
    events.on('tick', (value) => void ticks.push(value));
    await call(ticker, 'tick', 1);
    expect(ticks).to.deep.equal([1]);
    expect(await call(ticker, 'on')).to.equal('ticking');
    expect(await call(ticker, 'members')).to.deep.equal([
      ...['function', 'function', 'function', 'undefined', 'undefined'],
    ]);
    await call(ticker, 'stop');
    await waitUntil(() => !open.workspace.plugins.find('Ticker'), 'the plugin is gone');
  });

  it('act on windows of <imjoy-workspace>', async () => {
    const kit = '/dist/imjoy.js';
    await import(kit);
    const element = document.createElement('imjoy-workspace');
    document.body.append(element);
    try {
      await element.ready;
      const { createWindow } = element.api as Functions;
      const counter = (await createWindow!({ src: fixtureUrl('counter-window') })) as Functions;
      expect(await call(counter, 'add', 1)).to.equal('1');
      const closed = oneEvent(element, 'imjoy-window-closed');
      await call(counter, 'press');
      await closed;
      expect(element.workspace!.windows.all).to.deep.equal([]);
    } finally {
      element.remove();
    }
  });
});
