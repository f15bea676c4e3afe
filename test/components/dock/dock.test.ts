import { expect } from '@open-wc/testing';
import { DockUnderTest } from './support.js';
import { expectAccessible } from '../../support/accessible.js';

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

    it('makes no window smaller than is of use, whatever it wishes', async () => {
      const open = await (await DockUnderTest.open({ height: 400 })).with('a', 'b', 'c');
      open.find('[aria-label="Menu of c"]')!.click();
      await open.choose('Split down');
      open.places.get('c')!.resize({ h: 1 });
      await open.settled();
      expect(open.box('c').height + 34).to.be.closeTo(90, 5);
    });

    it('goes below the first where the dock is higher than wide', async () => {
      const open = await (await DockUnderTest.open({ width: 700, height: 900 })).with('a', 'b');
      expect(open.stacks()).to.deep.equal(['A', 'B']);
      expect(open.box('b').top).to.be.greaterThan(open.box('a').bottom);
    });

    for (const [side, x, y, isThere] of [
      ['left', 0, null, (it: DOMRect, image: DOMRect) => it.right <= image.left],
      ['right', 1e6, null, (it: DOMRect, image: DOMRect) => it.left >= image.right],
      ['top', null, -5, (it: DOMRect, image: DOMRect) => it.bottom <= image.top],
      ['bottom', null, 1e6, (it: DOMRect, image: DOMRect) => it.top >= image.bottom],
    ] as const)
      it(`takes x and y as the side of a window to go to, as large as it wishes (${side})`, async () => {
        const open = await (await DockUnderTest.open()).with('image');
        open.add('beside', { position: { x, y }, size: { w: 10, h: 10 } });
        await open.settled();
        const box = open.box('beside');
        expect(isThere(box, open.box('image'))).to.equal(true);
        const bar = 34;
        expect(x === null ? box.height + bar : box.width).to.be.closeTo(300, 8);
      });

    it('becomes a tab of the window it wishes to be beside where there is no room for both', async () => {
      const open = await (await DockUnderTest.open({ width: 700, height: 500 })).with('a');
      for (const [id, x, y] of [
        ['b', 0, null],
        ['c', null, 0],
      ] as const)
        open.add(id, { position: { x, y } });
      await open.settled();
      expect(open.stacks()).to.deep.equal(['a b C']);
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
      for (let nth = 1; nth < 100; nth++) open.add(`w${nth}`);
      await open.settled();
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
      const { windows, tree } = open.dock.saveLayout();
      expect(windows.map(({ id, name }) => [id, name])).to.deep.equal([['a', 'again']]);
      expect(tree).to.deep.include({ windows: ['a'], active: 'a' });
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
      await expectAccessible(open.dock);
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

const REQUEST = {
  type: 'T',
  dialog: false,
  fullscreen: false,
  standalone: false,
  size: { w: null, h: null },
  position: { x: null, y: null },
  elementId: null,
};
