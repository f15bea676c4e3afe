import { expect, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { setErrorSink } from '../../../src/index.js';
import type { SavedLayout } from '../../../components/dock/imjoy-dock.js';
import { DockUnderTest } from './support.js';

describe('<imjoy-dock>', () => {
  afterEach(() => {
    for (const dock of document.querySelectorAll('imjoy-dock')) dock.remove();
  });

  describe('placing', () => {
    it('fills the dock with the first window, shares it with the second, stacks the others', async () => {
      const open = await DockUnderTest.open();
      expect(open.find('.empty')!.hidden).to.equal(false);
      await open.with('image');
      expect(open.find('.empty')!.hidden).to.equal(true);
      expect(Math.round(open.box('image').width)).to.equal(1000);
      await open.with('histogram', 'table', 'log');
      expect(open.stacks()).to.deep.equal(['image LOG', 'histogram TABLE']);
      expect(open.visible()).to.deep.equal(['table', 'log']);
      expect(open.dock.active).to.equal('log');
    });

    it('stacks the second, too, where there is no room', async () => {
      const open = await (await DockUnderTest.open({ width: 700, height: 300 })).with('a', 'b');
      expect(open.stacks()).to.deep.equal(['a B']);
    });

    it('takes w and h as a wish for its part, within limits', async () => {
      const open = await (await DockUnderTest.open()).with('image');
      open.add('narrow', { size: { w: 10, h: null } });
      await open.settled();
      expect(open.box('narrow').width).to.be.closeTo(300, 8);
      const greedy = await (await DockUnderTest.open()).with('image');
      greedy.add('greedy', { size: { w: 1e6, h: NaN } });
      await greedy.settled();
      expect(greedy.box('greedy').width).to.be.closeTo(800, 8);
      greedy.places.get('greedy')!.resize({ w: 15 });
      await greedy.settled();
      expect(greedy.box('greedy').width).to.be.closeTo(450, 8);
      expect(greedy.dock.canUndo, 'the user did nothing').to.equal(false);
    });

    it('takes x and y as the side of a window to go to', async () => {
      const open = await (await DockUnderTest.open()).with('image');
      open.add('below', { position: { x: null, y: 18 } });
      await open.settled();
      expect(open.box('below').top).to.be.greaterThan(open.box('image').bottom);
      expect(open.box('below').width).to.be.closeTo(1000, 1);
    });

    it('maximises what asks for fullscreen, and shows a standalone window without a bar', async () => {
      const open = await (await DockUnderTest.open()).with('a', 'b');
      open.add('full', { fullscreen: true });
      await open.settled();
      expect(open.stacks()).to.deep.equal(['b FULL']);
      open.add('alone', { standalone: true });
      await open.settled();
      expect(open.visible()).to.deep.equal(['alone']);
      expect(open.box('alone').height).to.equal(600);
      open.find('[aria-label="Restore alone"]')!.click();
      await open.settled();
      expect(open.stacks()).to.deep.equal(['A', 'b FULL', 'ALONE']);
      open.dock.toggleMaximized('alone');
      open.dock.pageControls = true;
      await open.settled();
      expect(open.box('alone').height).to.equal(600);
      expect(open.find('.standalone-controls')).to.equal(null);
      open.dock.select('a');
      await open.settled();
      expect(open.visible()).to.deep.equal(['a', 'full', 'alone']);
    });

    it('takes a hundred windows at once', async () => {
      const open = await (await DockUnderTest.open()).with('w0');
      const before = performance.now();
      for (let nth = 1; nth < 100; nth++) open.add(`w${nth}`);
      await open.settled();
      expect(performance.now() - before).to.be.lessThan(3000);
      expect(open.tabs().length).to.equal(100);
      for (let nth = 0; nth < 100; nth++) open.dock.close(`w${nth}`);
      await open.settled();
      expect([open.tabs().length, open.root.querySelectorAll('.frame').length]).to.deep.equal([
        0, 0,
      ]);
      expect(open.dock.active).to.equal(null);
    });

    it('keeps two windows of one id apart while one of them is being closed', async () => {
      const open = await (await DockUnderTest.open()).with('a');
      const former = open.places.get('a')!;
      open.add('a', { name: 'again' });
      former.remove();
      former.remove();
      await open.settled();
      expect(open.stacks()).to.deep.equal(['AGAIN']);
      expect(open.dock.saveLayout().windows.map(({ id, name }) => [id, name])).to.deep.equal([
        ['a', 'again'],
      ]);
    });
  });

  describe('closing', () => {
    it('asks the window, and goes on with the one before', async () => {
      const open = await (await DockUnderTest.open()).with('a', 'b', 'c');
      const stubborn = open.dock.placeWindow({ ...REQUEST, id: 'stubborn', name: 'stubborn' });
      let asked = 0;
      stubborn.onCloseRequest.connect(() => asked++);
      await open.settled();
      open.tab('stubborn').querySelector<HTMLElement>('.tab-close')!.click();
      await open.settled();
      expect([asked, open.dock.windows.length]).to.deep.equal([1, 4]);
      stubborn.remove();
      await open.settled();
      expect(open.stacks()).to.deep.equal(['A', 'b C']);
      open.dock.select('c');
      open.dock.close('c');
      await open.settled();
      expect(open.dock.active).to.equal('b');
    });

    it('gives the maximised place to the next of the stack, and goes back to tiles after the last', async () => {
      const open = await (await DockUnderTest.open()).with('a', 'b', 'c');
      open.dock.toggleMaximized('c');
      await open.settled();
      expect(open.stacks()).to.deep.equal(['b C']);
      open.dock.close('c');
      await open.settled();
      expect(open.stacks()).to.deep.equal(['B']);
      open.dock.close('b');
      await open.settled();
      expect(open.stacks()).to.deep.equal(['A']);
      expect(open.dock.saveLayout().maximized).to.equal(null);
    });

    it('asks all windows to close when it leaves the page, but not when it is moved', async () => {
      const open = await (await DockUnderTest.open()).with('a', 'b');
      const box = document.createElement('div');
      document.body.append(box);
      box.append(open.dock);
      await open.with();
      expect(open.stacks()).to.deep.equal(['A', 'B']);
      box.remove();
      await Promise.resolve();
      expect(open.dock.windows).to.deep.equal([]);
    });

    it('hides a window and brings it back beside its mates', async () => {
      const open = await (await DockUnderTest.open()).with('a', 'b', 'c');
      open.places.get('c')!.hide();
      await open.settled();
      expect(open.stacks()).to.deep.equal(['A', 'B']);
      open.places.get('c')!.show();
      await open.settled();
      expect(open.stacks()).to.deep.equal(['A', 'b C']);
    });
  });

  describe('undo', () => {
    it('takes back moves and sizes, not closings', async () => {
      const open = await (await DockUnderTest.open()).with('a', 'b', 'c');
      open
        .tab('c')
        .dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }));
      await open.choose('Split down');
      const split = ['A', 'B', 'C'];
      expect(open.stacks()).to.deep.equal(split);
      open.dock.toggleMaximized('c');
      open.dock.close('b');
      await open.settled();
      open.dock.undo();
      await open.settled();
      expect(open.stacks()).to.deep.equal(['A', 'C']);
      expect(open.dock.canUndo, 'without b the split is all the same').to.equal(false);
      open.dock.redo();
      await open.settled();
      expect(open.stacks()).to.deep.equal(['C']);
      expect(open.dock.canRedo).to.equal(false);
      open.add('new');
      open.dock.undo();
      await open.settled();
      expect(open.stacks().join()).to.include('NEW');
    });
  });

  describe('saving', () => {
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
      expect((await selected).id).to.equal('b');
      await oneEvent(open.dock, 'imjoy-dock-changed');
      expect(count).to.equal(1);
    });
  });

  describe('narrow', () => {
    it('shows one window at a time with a switcher, and goes back to the layout', async () => {
      const open = await (await DockUnderTest.open()).with('a', 'b', 'c');
      open.dock.style.width = '500px';
      await open.settled();
      expect(open.visible()).to.deep.equal(['c']);
      expect(open.box('c').width).to.equal(500);
      expect(open.find('.current')!.textContent!.trim()).to.match(/^c\s+3 \/ 3/);
      open.find('[aria-label="Next window"]')!.click();
      await open.settled();
      expect(open.visible()).to.deep.equal(['a']);
      open.find('.current')!.click();
      await open.choose('b');
      expect(open.visible()).to.deep.equal(['b']);
      await expect(open.dock).to.be.accessible();
      open.dock.style.width = '';
      await open.settled();
      expect(open.stacks()).to.deep.equal(['A', 'B c']);
    });

    it('starts narrow', async () => {
      const open = await (await DockUnderTest.open({ width: 390 })).with('a', 'b');
      expect(open.visible()).to.deep.equal(['b']);
      open.dock.close('b');
      await open.settled();
      expect(open.visible()).to.deep.equal(['a']);
    });
  });

  describe('access', () => {
    const focused = (open: DockUnderTest) => open.root.activeElement as HTMLElement | null;

    for (const scheme of ['light', 'dark'])
      it(`passes axe with all states (${scheme})`, async () => {
        const open = await DockUnderTest.open();
        open.dock.style.setProperty('--imjoy-color-scheme', scheme);
        await open.with('a', 'b', 'c');
        open.places.get('a')!.setState({ kind: 'failed', error: new Error('broken') });
        await open.settled();
        await expect(open.dock).to.be.accessible();
        open.find('[data-do=menu]')!.click();
        await open.menu();
        await expect(open.dock).to.be.accessible();
      });

    it('goes from tab to tab by arrows, and does the rest by keys, too', async () => {
      const open = await (await DockUnderTest.open()).with('a', 'b', 'c', 'd');
      expect(open.stacks()).to.deep.equal(['a D', 'b C']);
      open.tab('d').focus();
      await sendKeys({ press: 'ArrowLeft' });
      expect(focused(open)).to.equal(open.tab('a'));
      expect(open.stacks()[0], 'only the focus moved').to.equal('a D');
      await sendKeys({ press: 'Enter' });
      await open.settled();
      expect(open.stacks()[0]).to.equal('A d');
      await sendKeys({ press: 'End' });
      await sendKeys({ press: 'ArrowRight' });
      expect(focused(open)).to.equal(open.tab('a'));
      await chord('Alt', 'Enter');
      await open.settled();
      expect(open.stacks()).to.deep.equal(['A d']);
      expect(focused(open), 'after a redraw').to.equal(open.tab('a'));
      await chord('Alt', 'Enter');
      await chord('Control', 'Shift', 'ArrowRight');
      await open.settled();
      expect(open.stacks()).to.deep.equal(['D', 'b c A']);
      expect(focused(open)).to.equal(open.tab('a'));
      await chord('Control', 'Shift', 'ArrowDown');
      await open.settled();
      expect(open.stacks()).to.deep.equal(['D', 'b C', 'A']);
      await chord('Control', 'z');
      await open.settled();
      expect(open.stacks()).to.deep.equal(['D', 'b c A']);
      await chord('Control', 'Shift', 'z');
      await open.settled();
      await sendKeys({ press: 'Delete' });
      await open.settled();
      expect(open.stacks()).to.deep.equal(['D', 'b C']);
      expect(focused(open)?.getAttribute('role'), 'the focus stays in the dock').to.equal('tab');
    });

    it('resizes by keys', async () => {
      const open = await (await DockUnderTest.open()).with('a', 'b');
      const before = open.box('a').width;
      const bar = () => open.find('[role=separator]')!;
      expect(bar().getAttribute('aria-orientation')).to.equal('vertical');
      bar().focus();
      await sendKeys({ press: 'ArrowRight' });
      await open.settled();
      expect(open.box('a').width).to.be.closeTo(before + 20, 2);
      expect(focused(open)).to.equal(bar());
      expect(bar().getAttribute('aria-valuenow')).to.equal('52');
      await sendKeys({ press: 'Home' });
      await open.settled();
      expect(open.box('a').width).to.be.closeTo(120, 4);
      await chord('Control', 'z');
      await open.settled();
      expect(open.box('a').width).to.be.closeTo(before + 20, 2);
    });

    it('renames in place, for the tab and the saved layout alone', async () => {
      const open = await (await DockUnderTest.open()).with('a', 'b');
      open.tab('a').focus();
      await sendKeys({ press: 'F2' });
      await sendKeys({ type: '<b>Cells' });
      await sendKeys({ press: 'Delete' });
      await sendKeys({ press: 'Enter' });
      await open.settled();
      expect(open.tab('a').ariaLabel).to.equal('<b>Cells');
      expect(open.find('b')).to.equal(null);
      expect(focused(open)).to.equal(open.tab('a'));
      open.places.get('a')!.setName('other');
      await open.settled();
      expect(open.tab('a').querySelector('.lm_title')!.textContent).to.equal('<b>Cells');
      expect(open.dock.saveLayout().windows[0]).to.include({ name: 'other', title: '<b>Cells' });
      open.tab('a').dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
      await sendKeys({ type: 'no' });
      await sendKeys({ press: 'Escape' });
      expect(open.tab('a').ariaLabel).to.equal('<b>Cells');
    });

    it('goes from window to window by F6, and gives the focus on when one closes', async () => {
      const open = await (await DockUnderTest.open()).with('a', 'b', 'c');
      const field = document.createElement('input');
      open.places.get('c')!.container.append(field);
      field.focus();
      await sendKeys({ press: 'F6' });
      await open.settled();
      expect([open.dock.active, focused(open)?.ariaLabel]).to.deep.equal(['a', 'a']);
      await chord('Shift', 'F6');
      await open.settled();
      field.focus();
      open.dock.close('c');
      await open.settled();
      expect(focused(open)).to.equal(open.tab('b'));
    });

    it('does not take the focus from who is typing, nor undo what is typed', async () => {
      const open = await (await DockUnderTest.open()).with('a', 'b');
      const field = document.createElement('input');
      open.places.get('b')!.container.append(field);
      field.focus();
      open.places.get('a')!.focus();
      await open.settled();
      expect([open.dock.active, focused(open)]).to.deep.equal(['a', field]);
      open.dock.toggleMaximized('b');
      await open.settled();
      field.focus();
      await chord('Control', 'z');
      await open.settled();
      expect(open.stacks()).to.deep.equal(['B']);
    });

    it('shows what the host adds to a menu, as text, and survives what it throws', async () => {
      const open = await (await DockUnderTest.open()).with('a');
      const ran: string[] = [];
      open.dock.host = {
        menuItems: (id) => [{ label: '<i>Log', run: () => void ran.push(id) }],
        duplicate: (id) => void ran.push(`copy of ${id}`),
      };
      open.find('[data-do=menu]')!.click();
      await open.choose('<i>Log');
      open.find('[data-do=menu]')!.click();
      await open.choose('Duplicate');
      expect(ran).to.deep.equal(['a', 'copy of a']);
      expect(focused(open)?.dataset['do'], 'back at its button').to.equal('menu');
    });
  });

  it('keeps its frames on their places while the page is scaled and resized', async () => {
    const open = await (await DockUnderTest.open()).with('a', 'b');
    open.dock.style.transformOrigin = '0 0';
    for (const scale of [0.5, 1.5]) {
      open.dock.style.transform = `scale(${scale})`;
      open.dock.style.width = `${900 + scale * 100}px`;
      await open.settled();
      const items = [...open.root.querySelectorAll('.lm_items')].map((item) =>
        item.getBoundingClientRect(),
      );
      for (const [nth, id] of ['a', 'b'].entries()) {
        expect(open.box(id).x, id).to.be.closeTo(items[nth]!.x, 1);
        expect(open.box(id).width, id).to.be.closeTo(items[nth]!.width, 1);
      }
    }
  });

  it('does not scroll the page when it draws', async () => {
    const spacer = document.createElement('div');
    spacer.style.height = '4000px';
    document.body.append(spacer);
    const open = await (await DockUnderTest.open()).with('a', 'b');
    scrollTo(0, 0);
    for (let nth = 0; nth < 20; nth++) open.add(`w${nth}`);
    await open.settled();
    expect(scrollY).to.equal(0);
    spacer.remove();
  });
});

/** Presses a key while others are held. */
async function chord(...keys: string[]): Promise<void> {
  const held = keys.slice(0, -1);
  for (const key of held) await sendKeys({ down: key });
  await sendKeys({ press: keys.at(-1)! });
  for (const key of held.reverse()) await sendKeys({ up: key });
}

const REQUEST = {
  type: 'T',
  dialog: false,
  fullscreen: false,
  standalone: false,
  size: { w: null, h: null },
  position: { x: null, y: null },
  elementId: null,
};
