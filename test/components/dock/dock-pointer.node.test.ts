import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { openDockSite, type DockSite } from './dock-site.js';
import type { DockPage } from './pages/dock.js';
import {
  areasOf,
  at,
  drag,
  MOVES,
  seeded,
  settled,
  type Area,
  type Point,
} from './random-moves.js';

declare const page: DockPage;

const IDS = ['Cells', 'Histogram', 'Table', 'Log', 'Mask'];

const isIn = ({ x, y }: Point, area: Area): boolean =>
  x > area.x && x < area.x + area.width && y > area.y && y < area.y + area.height;

describe('a dock under a real pointer, on a strict page', () => {
  let site: DockSite;
  before(async () => {
    site = await openDockSite();
  });
  after(() => site.close());

  const order = (browserPage: Page) =>
    browserPage.evaluate(() =>
      [...document.querySelector('imjoy-dock')!.shadowRoot!.querySelectorAll('[role=tab]')].map(
        (element) => element.ariaLabel,
      ),
    );
  const tree = (browserPage: Page) =>
    browserPage.evaluate(() => document.querySelector('imjoy-dock')!.saveLayout().tree);

  for (const [style, seed] of [
    ['plain', 1],
    ['scrolled', 2],
    ['rtl', 3],
  ] as const)
    it(`loads no frame again through 50 random operations (${style} page)`, async () => {
      const { page: tab, errors } = await site.visit(style);
      await site.openWindows(tab, IDS);
      const identities = await tab.evaluate(() => page.identities());
      const random = seeded(seed);
      const names = Object.keys(MOVES);
      const shapes = new Set<string>();
      for (let nth = 1; nth <= 50; nth++) {
        // Dragging is what it is about: every second time.
        const name =
          random() < 0.5 ? 'drag a tab' : (names[Math.floor(random() * names.length)] ?? '');
        await MOVES[name]?.(tab, random);
        await settled(tab);
        const [now, faults, windows] = await tab.evaluate(() => [
          page.identities(),
          page.faults(),
          document.querySelector('imjoy-dock')!.windows,
        ]);
        const where = `after ${nth}: ${name}`;
        assert.deepEqual(now, identities, where);
        assert.deepEqual(faults, [], where);
        assert.deepEqual(windows, IDS, where);
        shapes.add(JSON.stringify(await tree(tab)));
      }
      assert.ok(shapes.size > 15, `only ${shapes.size} layouts were seen`);
      assert.deepEqual(errors, []);
      assert.deepEqual(await tab.evaluate(() => page.violations), []);
      await tab.close();
    });

  for (const style of ['plain', 'scrolled', 'body'] as const)
    it(`drops a tab where it is let go (${style} page)`, async () => {
      const { page: tab } = await site.visit(style);
      await site.openWindows(tab, ['Cells', 'Histogram', 'Table']);
      const [title] = await areasOf(tab, '[aria-label=Cells] .lm_title');
      const [, right] = await areasOf(tab, '.lm_items');
      await drag(tab, at(title!), at(right!, 0.2, 0.9));
      await settled(tab);
      const root = await tree(tab);
      assert.equal(root?.kind, 'column');
      assert.deepEqual(await order(tab), ['Histogram', 'Table', 'Cells']);
      await tab.evaluate(() => document.querySelector('imjoy-dock')!.undo());
      assert.equal((await tree(tab))?.kind, 'row');
      await tab.close();
    });

  for (const style of ['plain', 'rtl', 'body'] as const)
    it(`drops a tab where it shows that it will (${style} page)`, async () => {
      const { page: tab, errors } = await site.visit(style);
      await site.openWindows(tab, ['Cells', 'Histogram', 'Table', 'Log']);
      const former = await order(tab);
      const [bar] = await areasOf(tab, '.lm_tabs');
      const [place] = await areasOf(tab, '.lm_items');
      const [stage] = await areasOf(tab, '.stage');
      const [title] = await areasOf(tab, '[aria-label=Histogram] .lm_title');
      const [mate] = await areasOf(tab, '[aria-label=Table] .lm_title');
      const targets: Readonly<Record<string, Point>> = {
        'left of a place': at(place!, 0.1),
        'right of a place': at(place!, 0.9),
        'upper half of a place': at(place!, 0.5, 0.2),
        'lower half of a place': at(place!, 0.5, 0.8),
        'left edge': { x: stage!.x + 10, y: at(stage!).y },
        'right edge': { x: stage!.x + stage!.width - 10, y: at(stage!).y },
        'end of a bar': at(bar!, style === 'rtl' ? 0.3 : 0.7),
        'left half of a tab': at(mate!, 0.2),
        'right half of a tab': at(mate!, 0.8),
      };
      for (const [what, point] of Object.entries(targets)) {
        await tab.mouse.move(at(title!).x, at(title!).y);
        await tab.mouse.down();
        await tab.mouse.move(at(place!).x, at(place!).y, { steps: 3 });
        await tab.mouse.move(point.x, point.y, { steps: 3 });
        const shown = await tab.evaluate(() => page.indicated());
        await tab.mouse.up();
        await settled(tab);
        const isTab = shown.height < 60;
        const [landed] = await areasOf(
          tab,
          isTab ? '[aria-label=Histogram][role=tab]' : '.frame[aria-label=Histogram]',
        );
        const within = isIn(at(landed!), shown) || isIn(at(shown), landed!);
        const boxes = JSON.stringify({ shown, landed });
        assert.ok(within, `${what}: ${boxes}`);
        assert.deepEqual(await tab.evaluate(() => page.faults()), [], what);
        await tab.evaluate(() => document.querySelector('imjoy-dock')!.undo());
        await settled(tab);
        assert.deepEqual(await order(tab), former, `${what}, undone`);
      }
      assert.deepEqual(errors, []);
      await tab.close();
    });

  it('keeps a bar under the pointer on a page that is scaled', async () => {
    const { page: tab } = await site.visit('scaled');
    await site.openWindows(tab, ['Cells', 'Histogram']);
    const [bar] = await areasOf(tab, '.lm_splitter');
    await drag(tab, at(bar!), { x: at(bar!).x + 100, y: at(bar!).y });
    await settled(tab);
    const [moved] = await areasOf(tab, '.lm_splitter');
    assert.ok(Math.abs(moved!.x - bar!.x - 100) <= 1, `moved by ${moved!.x - bar!.x} px`);
    assert.deepEqual(await tab.evaluate(() => page.faults()), []);
    await tab.close();
  });

  it('arranges what fills the dock, and leaves the others where they were', async () => {
    const { page: tab, errors } = await site.visit('plain');
    await site.openWindows(tab, ['Cells', 'Histogram', 'Table', 'Log']);
    const former = await order(tab);
    assert.deepEqual(former, ['Cells', 'Log', 'Histogram', 'Table']);
    await tab.evaluate(() => document.querySelector('imjoy-dock')!.toggleMaximized('Log'));
    await settled(tab);
    const [title] = await areasOf(tab, '[aria-label=Cells] .lm_title');
    const [bar] = await areasOf(tab, '.lm_tabs');
    await drag(tab, at(title!), at(bar!, 0.7));
    await settled(tab);
    assert.deepEqual(await order(tab), ['Log', 'Cells'], 'another order of tabs');
    const [place] = await areasOf(tab, '.lm_items');
    const [moved] = await areasOf(tab, '[aria-label=Log] .lm_title');
    await drag(tab, at(moved!), at(place!, 0.5, 0.9));
    await settled(tab);
    assert.deepEqual(
      await order(tab),
      ['Cells', 'Log', 'Histogram', 'Table'],
      'places of their own',
    );
    const root = await tree(tab);
    assert.ok(root?.kind === 'row' && root.children[0]?.kind === 'column');
    assert.equal(root.children[0].size, 0.5);
    assert.deepEqual(await tab.evaluate(() => page.faults()), []);
    assert.deepEqual(errors, []);
    await tab.close();
  });

  it('selects a window by a click inside its frame, from frame to frame', async () => {
    const { page: tab } = await site.visit('plain');
    await site.openWindows(tab, ['Cells', 'Histogram']);
    const [left, right] = await areasOf(tab, '.lm_items');
    for (const [area, id] of [
      [left, 'Cells'],
      [right, 'Histogram'],
      [left, 'Cells'],
    ] as const) {
      await tab.mouse.click(at(area!).x, at(area!).y);
      await tab.waitForFunction(
        (wanted) => document.querySelector('imjoy-dock')!.active === wanted,
        { timeout: 5000 },
        id,
      );
    }
    await tab.close();
  });

  for (const [style, sign] of [
    ['plain', 1],
    ['rtl', -1],
  ] as const)
    it(`resizes windows while a bar is dragged over them, in one step to take back (${style} page)`, async () => {
      const { page: tab, errors } = await site.visit(style);
      await site.openWindows(tab, ['Cells', 'Histogram']);
      const identities = await tab.evaluate(() => page.identities());
      const widths = async () =>
        (await areasOf(tab, '.frame')).map(({ width }) => Math.round(width));
      const canUndo = () => tab.evaluate(() => document.querySelector('imjoy-dock')!.canUndo);
      const cursor = () =>
        tab.evaluate(() => {
          const root = document.querySelector('imjoy-dock')!.shadowRoot!;
          return getComputedStyle(root.querySelector('[role=tab]')!).cursor;
        });
      const former = await widths();
      const [bar] = await areasOf(tab, '.lm_splitter');
      const { x, y } = at(bar!);
      await tab.mouse.move(x, y);
      await tab.mouse.down();
      for (const way of [-150, -30, 90]) {
        await tab.mouse.move(x + way, y, { steps: 3 });
        await settled(tab);
        assert.deepEqual(
          await widths(),
          [former[0]! + sign * way, former[1]! - sign * way],
          `${way} px on`,
        );
        assert.deepEqual(await tab.evaluate(() => page.faults()), []);
      }
      assert.equal(await canUndo(), false, 'nothing is done yet');
      assert.equal(await cursor(), 'ew-resize', 'wherever the pointer is');
      await tab.keyboard.press('Escape');
      await settled(tab);
      assert.deepEqual([await widths(), await canUndo()], [former, false], 'after Escape');
      assert.equal(await cursor(), 'pointer');
      await tab.mouse.up();
      await tab.mouse.move(x, y);
      await tab.mouse.down();
      await tab.mouse.move(x + 200, y, { steps: 5 });
      await tab.mouse.up();
      await settled(tab);
      const later = await widths();
      assert.deepEqual(later, [former[0]! + sign * 200, former[1]! - sign * 200]);
      await tab.mouse.move(x - 200, y);
      await settled(tab);
      assert.deepEqual(await widths(), later, 'once let go, it stays');
      await tab.evaluate(() => document.querySelector('imjoy-dock')!.undo());
      await settled(tab);
      assert.deepEqual([await widths(), await canUndo()], [former, false], 'one step back');
      assert.deepEqual(await tab.evaluate(() => page.identities()), identities);
      assert.deepEqual(errors, []);
      await tab.close();
    });
});
