import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { chord, DockUnderTest } from './support.js';
import { expectAccessible } from '../../support/accessible.js';

describe('<imjoy-dock> for everybody', () => {
  afterEach(() => {
    for (const dock of document.querySelectorAll('imjoy-dock')) dock.remove();
  });

  const focused = (open: DockUnderTest) => open.root.activeElement as HTMLElement | null;

  for (const scheme of ['light', 'dark'])
    it(`passes axe with all states (${scheme})`, async () => {
      const open = await DockUnderTest.open();
      open.dock.style.setProperty('--imjoy-color-scheme', scheme);
      await open.with('a', 'b', 'c');
      open.places.get('a')!.setState({ kind: 'failed', error: new Error('broken') });
      await open.settled();
      await expectAccessible(open.dock);
      open.find('[data-do=menu]')!.click();
      await open.menu();
      await expectAccessible(open.dock);
    });

  it('goes from tab to tab by arrows, and does the rest by keys, too', async () => {
    const open = await (await DockUnderTest.open()).with('a', 'b', 'c', 'd');
    expect(open.stacks()).to.deep.equal(['a D', 'b C']);
    open.tab('d').focus();
    await sendKeys({ press: 'ArrowLeft' });
    expect(focused(open) === open.tab('a')).to.equal(true);
    expect(open.stacks()[0], 'only the focus moved').to.equal('a D');
    await sendKeys({ press: 'Enter' });
    await open.settled();
    expect(open.stacks()[0]).to.equal('A d');
    await sendKeys({ press: 'End' });
    await sendKeys({ press: 'ArrowRight' });
    expect(focused(open) === open.tab('a')).to.equal(true);
    await chord('Alt', 'Enter');
    await open.settled();
    expect(open.stacks()).to.deep.equal(['A d']);
    expect(focused(open) === open.tab('a'), 'after a redraw').to.equal(true);
    await chord('Control', 'Shift', 'ArrowRight');
    await open.settled();
    expect(open.stacks(), 'nothing lies beside what fills the dock').to.deep.equal(['A d']);
    await chord('Alt', 'Enter');
    await chord('Control', 'Shift', 'ArrowRight');
    await open.settled();
    expect(open.stacks()).to.deep.equal(['D', 'b c A']);
    expect(focused(open) === open.tab('a')).to.equal(true);
    await chord('Control', 'Shift', 'ArrowDown');
    await open.settled();
    expect(open.stacks()).to.deep.equal(['D', 'b C', 'A']);
    await chord('Control', 'z');
    await open.settled();
    expect(open.stacks()).to.deep.equal(['D', 'b c A']);
    await chord('Control', 'Shift', 'z');
    await open.settled();
    expect(open.stacks()).to.deep.equal(['D', 'b C', 'A']);
    await chord('Control', 'z');
    await chord('Control', 'y');
    await open.settled();
    expect(open.stacks()).to.deep.equal(['D', 'b C', 'A']);
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
    expect(focused(open) === bar()).to.equal(true);
    expect(bar().getAttribute('aria-valuenow')).to.equal('52');
    await sendKeys({ press: 'Home' });
    await open.settled();
    expect(open.box('a').width).to.be.closeTo(120, 4);
    await chord('Control', 'z');
    await chord('Shift', 'ArrowLeft');
    await open.settled();
    expect(open.box('a').width).to.be.closeTo(before - 80, 2);
    await sendKeys({ press: 'End' });
    await open.settled();
    expect(open.box('b').width).to.be.closeTo(120, 4);
    await sendKeys({ press: 'Home' });
    open.add('below', { position: { x: null, y: 1e6 } });
    await open.settled();
    expect(focused(open) === bar(), 'drawn anew').to.equal(true);
    const lower = open.find('[aria-orientation=horizontal]')!;
    const { height } = open.box('below');
    lower.focus();
    await sendKeys({ press: 'ArrowUp' });
    await open.settled();
    expect(open.box('below').height).to.be.closeTo(height + 20, 2);
  });

  it('keeps the focus on a button that is drawn anew', async () => {
    const open = await (await DockUnderTest.open()).with('a', 'b');
    open.find('[aria-label="Maximize b"]')!.focus();
    for (const label of ['Restore b', 'Maximize b']) {
      await sendKeys({ press: 'Enter' });
      await open.settled();
      expect(focused(open)?.ariaLabel).to.equal(label);
    }
  });

  it('is worked by mouse in the ways that people are used to', async () => {
    const open = await (await DockUnderTest.open()).with('a', 'b', 'c', 'd');
    const press = (at: HTMLElement, type: string, init: MouseEventInit = {}) =>
      at.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, ...init }));
    expect(open.stacks()).to.deep.equal(['a D', 'b C']);
    press(open.tab('a'), 'auxclick', { button: 2 });
    press(open.tab('d'), 'auxclick', { button: 1 });
    await open.settled();
    expect(open.stacks()).to.deep.equal(['A', 'b C']);
    press(open.tab('b').closest<HTMLElement>('.lm_tabs')!, 'dblclick');
    await open.settled();
    expect(open.stacks()).to.deep.equal(['b C']);
    open.find('[aria-label="All windows here"]')!.click();
    const entries = await open.menu();
    expect(entries.map((entry) => entry.ariaChecked)).to.deep.equal(['false', 'true']);
    await open.choose('b');
    expect(open.stacks()).to.deep.equal(['B c']);
    open.find('[data-do=menu]')!.click();
    await open.choose('Close others');
    expect(open.stacks()).to.deep.equal(['B']);
    expect(open.dock.windows).to.deep.equal(['b']);
  });

  it('opens the menu of a tab at the tab when it is asked for by key', async () => {
    const open = await (await DockUnderTest.open()).with('a', 'b');
    open.tab('b').focus();
    open.tab('b').dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }));
    const [first] = await open.menu();
    const menu = first!.closest('[popover]')!.getBoundingClientRect();
    const tab = open.tab('b').getBoundingClientRect();
    expect(menu.top).to.be.at.least(tab.bottom - 1);
    expect(menu.left).to.be.at.least(tab.left - 1);
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
    expect(focused(open) === open.tab('a')).to.equal(true);
    open.places.get('a')!.setName('other');
    await open.settled();
    expect(open.tab('a').querySelector('.lm_title')!.textContent).to.equal('<b>Cells');
    expect(open.dock.saveLayout().windows[0]).to.include({ name: 'other', title: '<b>Cells' });
    open.tab('a').dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
    await sendKeys({ type: 'no' });
    await sendKeys({ press: 'Escape' });
    expect(open.tab('a').ariaLabel).to.equal('<b>Cells');
  });

  it('takes a name when its field is left, as much of it as fits, and none for its own', async () => {
    const open = await (await DockUnderTest.open()).with('a', 'b');
    const rename = async (name: string) => {
      open.tab('a').focus();
      await sendKeys({ press: 'F2' });
      (focused(open) as HTMLInputElement).select();
      document.execCommand('insertText', false, name);
      open.tab('b').focus();
      await open.settled();
      expect(focused(open) === open.tab('b'), 'it stays where it went').to.equal(true);
      return open.tab('a').ariaLabel;
    };
    expect(await rename('  Cells  ')).to.equal('Cells');
    expect(await rename('x'.repeat(201))).to.equal('x'.repeat(200));
    expect(await rename(' ')).to.equal('a');
    expect(open.dock.saveLayout().windows[0]!.title).to.equal(null);
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
    expect(focused(open) === open.tab('b')).to.equal(true);
  });

  it('does not take the focus from who is typing, nor undo what is typed', async () => {
    const open = await (await DockUnderTest.open()).with('a', 'b');
    const field = document.createElement('input');
    open.places.get('b')!.container.append(field);
    field.focus();
    open.places.get('a')!.focus();
    await open.settled();
    expect([open.dock.active, focused(open) === field]).to.deep.equal(['a', true]);
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
