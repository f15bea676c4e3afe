import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { expectAccessible } from '../../support/accessible.js';
import { waitUntil } from '../../support/wait-until.js';
import { chord, DockUnderTest } from './support.js';

/** Which lies further to the left. */
const isLeftOf = (a: Element, b: Element): boolean =>
  a.getBoundingClientRect().right <= b.getBoundingClientRect().left + 1;

describe('<imjoy-dock> on a page that is read from right to left', () => {
  beforeEach(() => {
    document.documentElement.dir = 'rtl';
  });
  afterEach(() => {
    document.documentElement.removeAttribute('dir');
    for (const dock of document.querySelectorAll('imjoy-dock')) dock.remove();
  });

  const frame = (open: DockUnderTest, id: string) => open.places.get(id)!.container;
  /** Where the frames lie over what is drawn for them. */
  const expectFramesInPlace = (open: DockUnderTest, ...ids: string[]) => {
    for (const id of ids) {
      const items = open.tab(id).closest('.lm_stack')!.querySelector('.lm_items')!;
      expect(open.box(id).x, id).to.be.closeTo(items.getBoundingClientRect().x, 1);
    }
  };

  it('begins on the right, with tabs and what is in them', async () => {
    const open = await (await DockUnderTest.open()).with('a', 'b', 'c');
    expect(isLeftOf(frame(open, 'c'), frame(open, 'a'))).to.equal(true);
    expectFramesInPlace(open, 'a', 'c');
    expect(isLeftOf(open.tab('c'), open.tab('b'))).to.equal(true);
    const close = open.tab('c').querySelector('.tab-close')!;
    expect(isLeftOf(close, open.tab('c').querySelector('.lm_title')!)).to.equal(true);
    const bar = open.tab('c').closest('.lm_header')!;
    expect(isLeftOf(bar.querySelector('[data-do=menu]')!, open.tab('c'))).to.equal(true);
    expect(getComputedStyle(frame(open, 'a')).direction).to.equal('rtl');
    await expectAccessible(open.dock);
  });

  it('follows the arrows as they point', async () => {
    const open = await (await DockUnderTest.open()).with('a', 'b', 'c', 'd', 'e');
    expect(open.stacks()).to.deep.equal(['a D', 'b c E']);
    open.tab('c').focus();
    await sendKeys({ press: 'ArrowLeft' });
    expect(open.root.activeElement === open.tab('e')).to.equal(true);
    await sendKeys({ press: 'ArrowRight' });
    await sendKeys({ press: 'ArrowRight' });
    expect(open.root.activeElement === open.tab('b')).to.equal(true);
    await sendKeys({ press: 'Enter' });
    await chord('Control', 'Shift', 'ArrowRight');
    await open.settled();
    expect(open.stacks(), 'to the stack on the right').to.deep.equal(['a d B', 'C e']);
    await chord('Control', 'Shift', 'ArrowRight');
    await open.settled();
    expect(isLeftOf(frame(open, 'd'), frame(open, 'b')), 'into a place of its own').to.equal(true);
  });

  it('moves a bar where the arrows point', async () => {
    const open = await (await DockUnderTest.open()).with('a', 'b');
    const bar = () => open.find('[role=separator]')!;
    const before = bar().getBoundingClientRect().x;
    bar().focus();
    await sendKeys({ press: 'ArrowRight' });
    await open.settled();
    expect(bar().getBoundingClientRect().x).to.be.closeTo(before + 20, 1);
    expect(bar().getAttribute('aria-valuenow'), 'what the first has').to.equal('48');
    await sendKeys({ press: 'Home' });
    await open.settled();
    expect(open.box('a').width).to.be.closeTo(120, 4);
    expectFramesInPlace(open, 'a', 'b');
  });

  it('splits to the side that is named', async () => {
    for (const [label, isLeft] of [
      ['Split left', true],
      ['Split right', false],
    ] as const) {
      const open = await (await DockUnderTest.open()).with('a', 'b', 'c');
      open.find('[aria-label="Menu of c"]')!.click();
      await open.choose(label);
      expect(isLeftOf(frame(open, 'c'), frame(open, 'b')), label).to.equal(isLeft);
      open.dock.remove();
    }
  });

  it('takes a layout over from a page that is read the other way, and back', async () => {
    document.documentElement.dir = 'ltr';
    const first = await (await DockUnderTest.open()).with('a', 'b', 'c');
    expect(isLeftOf(frame(first, 'a'), frame(first, 'c'))).to.equal(true);
    const saved = first.dock.saveLayout();
    first.dock.remove();
    document.documentElement.dir = 'rtl';
    const second = await DockUnderTest.open();
    await second.dock.restoreLayout(saved, ({ id }) => second.add(id));
    await second.with();
    expect(second.stacks()).to.deep.equal(['A', 'b C']);
    expect(isLeftOf(frame(second, 'c'), frame(second, 'a'))).to.equal(true);
    expect(second.dock.saveLayout()).to.deep.equal(saved);
  });

  it('turns round with the page', async () => {
    const open = await (await DockUnderTest.open()).with('a', 'b');
    expect(isLeftOf(frame(open, 'b'), frame(open, 'a'))).to.equal(true);
    document.documentElement.dir = 'ltr';
    await waitUntil(() => isLeftOf(frame(open, 'a'), frame(open, 'b')), 'turned');
    expectFramesInPlace(open, 'a', 'b');
  });

  it('shows where there are more tabs, and scrolls to them by wheel', async () => {
    const open = await DockUnderTest.open({ width: 700, height: 200 });
    await open.with(...Array.from({ length: 20 }, (_, nth) => `window ${nth}`));
    const list = open.find('.lm_tabs')!;
    const marks = () => [list.matches('[data-before]'), list.matches('[data-after]')];
    expect(marks(), 'the last one is in front').to.deep.equal([true, false]);
    expect(isLeftOf(open.tab('window 18'), open.tab('window 17'))).to.equal(true);
    const { left } = list.getBoundingClientRect();
    expect(open.tab('window 19').getBoundingClientRect().left).to.be.at.least(left - 1);
    const deltaY = -1e4;
    open.tab('window 19').dispatchEvent(new WheelEvent('wheel', { deltaY, bubbles: true }));
    await waitUntil(() => `${marks()}` === 'false,true', 'back at the first');
    expect(open.tab('window 0').getBoundingClientRect().right).to.be.closeTo(
      list.getBoundingClientRect().right,
      1,
    );
  });
});
