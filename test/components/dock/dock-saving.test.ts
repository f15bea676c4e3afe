import { expect, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { ImjoyDockSelectedEvent } from '../../../components/dock/events.js';
import type { SavedLayout } from '../../../components/dock/imjoy-dock.js';
import { setErrorSink } from '../../../src/index.js';
import { DockUnderTest } from './support.js';

describe('the layout of <imjoy-dock>', () => {
  afterEach(() => {
    for (const dock of document.querySelectorAll('imjoy-dock')) dock.remove();
  });

  const roundTrip = (layout: SavedLayout) => JSON.parse(JSON.stringify(layout)) as unknown;

  it('restores layout, names and what is in front with the windows that open again', async () => {
    const first = await (await DockUnderTest.open()).with('a', 'b', 'c', 'd');
    first.dock.host = { configOf: (id) => (id === 'a' ? { gamma: 2 } : { run: () => id }) };
    first
      .tab('c')
      .dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }));
    await first.choose('Split down');
    first.dock.select('a');
    await first.settled();
    expect(first.stacks()).to.deep.equal(['A d', 'B', 'C']);
    const saved = first.dock.saveLayout();
    expect(saved.windows.map(({ config }) => config)).to.deep.equal([
      { gamma: 2 },
      null,
      null,
      null,
    ]);
    first.dock.remove();

    const second = await DockUnderTest.open();
    const reports: unknown[] = [];
    const putBack = setErrorSink((error) => reports.push(error));
    const found = await second.dock.restoreLayout(roundTrip(saved), async ({ id }) => {
      await new Promise((resolve) => setTimeout(resolve, id === 'a' ? 20 : 0));
      if (id === 'b') throw new Error('its plugin is gone');
      second.add(id);
    });
    putBack();
    await second.with();
    expect(found).to.equal(true);
    expect(second.stacks()).to.deep.equal(['A d', 'C']);
    expect(second.box('c').height, 'no hole where b was').to.equal(second.box('a').height);
    expect(second.dock.active).to.equal('a');
    expect(String(reports)).to.include('its plugin is gone');
  });

  it('restores what the user made of windows, but opens none that is there', async () => {
    const open = await (await DockUnderTest.open()).with('a', 'b', 'c');
    open.tab('a').dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
    await sendKeys({ type: 'Cells' });
    await sendKeys({ press: 'Enter' });
    open.places.get('c')!.hide();
    open.dock.host = { configOf: (id) => ({ text: id.repeat(id === 'a' ? 20_000 : 2) }) };
    await open.settled();
    const saved = open.dock.saveLayout();
    expect(saved.windows.map(({ config }) => config)).to.deep.equal([
      null,
      { text: 'bb' },
      { text: 'cc' },
    ]);
    for (const id of ['a', 'c']) open.dock.close(id);
    await open.settled();
    const reopened: string[] = [];
    await open.dock.restoreLayout(roundTrip(saved), ({ id }) => {
      reopened.push(id);
      open.add(id);
    });
    await open.settled();
    expect(reopened).to.deep.equal(['a', 'c']);
    expect(open.stacks()).to.deep.equal(['CELLS', 'B']);
    open.places.get('c')!.show();
    await open.settled();
    expect(open.stacks()).to.deep.equal(['CELLS', 'b C']);
  });

  it('has one layout at a time restored: the next takes over', async () => {
    const first = await (await DockUnderTest.open()).with('a', 'b');
    const sideBySide = roundTrip(first.dock.saveLayout());
    first.dock.toggleMaximized('a');
    const maximized = roundTrip(first.dock.saveLayout());
    first.dock.remove();
    const second = await DockUnderTest.open();
    let openLate = (): void => undefined;
    const late = second.dock.restoreLayout(sideBySide, ({ id }) => {
      if (id === 'a') return void second.add(id);
      return new Promise<void>((resolve) => (openLate = resolve));
    });
    let openB = (): void => undefined;
    const next = second.dock.restoreLayout(maximized, () => {
      return new Promise<void>((resolve) => {
        openB = () => resolve(void second.add('b'));
      });
    });
    openLate();
    await late;
    openB();
    await next;
    await second.with();
    expect(second.stacks()).to.deep.equal(['A']);
  });

  it('saves no window that can never come back, and gives its place to its mates', async () => {
    const open = await (await DockUnderTest.open()).with('a', 'b', 'c', 'lost');
    open.dock.host = { canReopen: (id) => id !== 'lost' };
    expect(open.stacks()).to.deep.equal(['a LOST', 'b C']);
    open.dock.toggleMaximized('lost');
    const saved = open.dock.saveLayout();
    expect(saved.windows.map(({ id }) => id)).to.deep.equal(['a', 'b', 'c']);
    open.dock.remove();
    const second = await DockUnderTest.open();
    await second.dock.restoreLayout(roundTrip(saved), ({ id }) => second.add(id));
    await second.with();
    expect(second.stacks(), 'its stack fills the dock').to.deep.equal(['A']);
    second.dock.toggleMaximized('a');
    await second.settled();
    expect(second.stacks()).to.deep.equal(['A', 'b C']);
  });

  it('lets the user arrange what is there while the rest still opens', async () => {
    const first = await (await DockUnderTest.open()).with('a', 'b', 'c');
    const saved = first.dock.saveLayout();
    first.dock.remove();
    const second = await DockUnderTest.open();
    let openC = (): void => undefined;
    const restored = second.dock.restoreLayout(roundTrip(saved), ({ id }) => {
      if (id !== 'c') return void second.add(id);
      return new Promise<void>((resolve) => {
        openC = () => resolve(void second.add('c'));
      });
    });
    await second.with();
    second.dock.toggleMaximized('a');
    openC();
    await restored;
    await second.settled();
    expect(second.stacks(), 'still maximised').to.deep.equal(['A']);
    second.dock.toggleMaximized('a');
    await second.settled();
    expect(second.stacks()).to.deep.equal(['A', 'b C']);
  });

  it('ignores what it cannot read, and says so', async () => {
    const open = await (await DockUnderTest.open()).with('a');
    const reports: string[] = [];
    const putBack = setErrorSink((error) => reports.push((error as Error).message));
    const good = open.dock.saveLayout();
    let deep: unknown = { kind: 'stack', size: 1, windows: ['a'], active: 'a' };
    for (let depth = 0; depth < 100; depth++) deep = { kind: 'row', size: 1, children: [deep] };
    const broken = [
      null,
      'layout',
      {},
      { ...good, version: 2 },
      { ...good, windows: [{}] },
      { ...good, windows: [...good.windows, ...good.windows] },
      { ...good, tree: { kind: 'row', size: 1, children: [] } },
      { ...good, tree: { kind: 'stack', size: 1, windows: ['a', 'a'] } },
      { ...good, tree: { kind: 'stack', size: -1, windows: ['a'] } },
      { ...good, tree: deep },
    ];
    for (const saved of broken)
      expect(
        await open.dock.restoreLayout(saved, () => expect.fail('opened')),
        `${saved}`,
      ).to.equal(false);
    putBack();
    expect(reports.length).to.equal(broken.length);
    expect(open.stacks()).to.deep.equal(['A']);
  });

  it('announces changes once a frame', async () => {
    const open = await (await DockUnderTest.open()).with('a');
    let count = 0;
    open.dock.addEventListener('imjoy-dock-changed', () => count++);
    const selected = oneEvent(open.dock, 'imjoy-dock-selected');
    open.add('b');
    open.add('c');
    open.places.get('c')!.setName('renamed');
    expect(((await selected) as unknown as ImjoyDockSelectedEvent).id).to.equal('b');
    await oneEvent(open.dock, 'imjoy-dock-changed');
    expect(count).to.equal(1);
  });
});
