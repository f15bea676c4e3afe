import { expect, oneEvent } from '@open-wc/testing';
import { openWorkspaceCatalog } from '../../../src/index.js';
import { pluginText } from '../../support/plugin-text.js';
import { newWorkspaceName } from '../../storage/support.js';
import { AppUnderTest, windowPlugin } from './support.js';
import { waitUntil } from '../../support/wait-until.js';

describe('the layout of a kept workspace', () => {
  const [name, other] = [newWorkspaceName(), newWorkspaceName()];
  let open: AppUnderTest;
  const reopen = async () => {
    open.remove();
    open = await AppUnderTest.open({ name, persist: '' });
  };
  /** Opens a window, and waits until the dock has told of it. */
  const changedBy = async (config: object) => {
    const changed = oneEvent(open.dock, 'imjoy-dock-changed');
    await open.call('createWindow', config);
    await changed;
  };
  beforeEach(async () => {
    open = await AppUnderTest.open({ name, persist: '' });
    await open.workspace.library.install({ src: windowPlugin('Left') });
    await open.workspace.library.install({ src: windowPlugin('Right') });
  });
  afterEach(async () => {
    open.remove();
    const catalog = await openWorkspaceCatalog();
    for (const each of [name, other]) await catalog.remove(each);
    catalog.dispose();
  });

  it('comes back with its windows, where they were', async () => {
    await open.call('createWindow', { type: 'Left', id: 'l', config: { zoom: 3 } });
    await changedBy({ type: 'Right', id: 'r' });
    const saved = open.dock.saveLayout();
    await reopen();
    await waitUntil(() => open.dock.windows.length === 2, 'both are back');
    const now = open.dock.saveLayout();
    expect(now.tree).to.deep.equal(saved.tree);
    expect(open.workspace.windows.find('l')?.state.config).to.deep.equal({ zoom: 3 });
  });

  it('is kept as it was last, also when that was a moment before the page is left', async () => {
    await open.call('createWindow', { type: 'Left', id: 'l' });
    await open.call('createWindow', { type: 'Right', id: 'r' });
    await waitUntil(async () => (await open.workspace.store.document('layout')) !== undefined);
    const changed = oneEvent(open.dock, 'imjoy-dock-changed');
    open.dock.select('l');
    await changed;
    await reopen();
    await waitUntil(() => open.workspace.windows.all.filter(({ isReady }) => isReady).length === 2);
    await waitUntil(() => open.dock.active === 'l', 'it is in front again');
  });

  it('leaves out what cannot come back, without a word', async () => {
    const { error } = console;
    const reports: unknown[][] = [];
    console.error = (...report: unknown[]) => void reports.push(report);
    try {
      await open.call('createWindow', { type: 'Left', id: 'l' });
      await open.call('createWindow', { type: 'imjoy/generic', id: 'g', data: { a: 1 } });
      await open.workspace.load(windowPlugin('Visitor'));
      await changedBy({ type: 'Visitor', id: 'v' });
      const { windows } = open.dock.saveLayout();
      expect(
        windows.map(({ id }) => id),
        'what it shows is lost',
      ).to.deep.equal(['l', 'v']);
      await reopen();
      await waitUntil(() => open.dock.windows.length > 0, 'one is back');
      expect(open.dock.windows, 'a plugin that was not kept').to.deep.equal(['l']);
      expect(reports).to.deep.equal([]);
    } finally {
      console.error = error;
    }
  });

  it('is not lost to the closing of windows when another workspace is chosen', async () => {
    // Closes long after the other, and after the layout without that one would be written.
    const slow =
      'api.export({ setup() {}, run() {}, exit: () => new Promise((end) => setTimeout(end, 1500)) })';
    await open.workspace.library.install({
      src: pluginText({ name: 'Slow', type: 'window' }, slow),
    });
    await open.call('createWindow', { type: 'Slow', id: 's' });
    await changedBy({ type: 'Left', id: 'l' });
    const ready = oneEvent(open.element, 'imjoy-ready');
    open.element.name = other;
    await ready;
    await open.element.ready;
    expect([...open.workspace.library.installed.keys()]).to.deep.equal([]);
    const back = oneEvent(open.element, 'imjoy-ready');
    open.element.name = name;
    await back;
    await waitUntil(() => open.dock.windows.includes('l'), 'it is back');
  });
});
