import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { openDockSite, type DockSite } from './dock-site.js';
import type { DockPage } from './pages/dock.js';
import { areasOf, at, settled } from './random-moves.js';
import { swipe, tap } from './touch.js';

declare const page: DockPage;

describe('a dock under real fingers', () => {
  let site: DockSite;
  let tab: Page;
  let errors: string[];
  let identities: unknown;
  before(async () => {
    site = await openDockSite();
  });
  after(() => site.close());

  async function open(style: 'plain' | 'scrolled', ...ids: string[]): Promise<void> {
    ({ page: tab, errors } = await site.visit(style, { hasTouch: true }));
    await site.openWindows(tab, ids);
    identities = await tab.evaluate(() => page.identities());
  }

  /** No frame has loaded again, all lie where they belong, and nobody complained. */
  async function close(): Promise<void> {
    const [now, faults] = await tab.evaluate(() => [page.identities(), page.faults()]);
    assert.deepEqual(now, identities);
    assert.deepEqual(faults, []);
    assert.deepEqual(errors, []);
    await tab.close();
  }

  const title = async (id: string) => at((await areasOf(tab, `[aria-label=${id}] .lm_title`))[0]!);
  const active = () => tab.evaluate(() => document.querySelector('imjoy-dock')!.active);
  const saved = () => tab.evaluate(() => document.querySelector('imjoy-dock')!.saveLayout());
  const scrolled = () => tab.evaluate(() => [scrollX, scrollY]);
  const menuIsOpen = () =>
    tab.evaluate(() => {
      const menu = document.querySelector('imjoy-dock')!.shadowRoot!.querySelector('imjoy-menu');
      return Boolean(menu?.shadowRoot?.querySelector(':popover-open'));
    });

  for (const style of ['plain', 'scrolled'] as const)
    it(`shows, drags and resizes windows (${style} page)`, async () => {
      await open(style, 'Cells', 'Histogram', 'Table');
      const where = await scrolled();
      await tap(tab, await title('Histogram'));
      assert.equal(await active(), 'Histogram');
      const [, right] = await areasOf(tab, '.lm_items');
      await swipe(tab, await title('Cells'), at(right!, 0.2, 0.9));
      const { tree } = await saved();
      assert.equal(tree?.kind, 'column');
      assert.equal(await active(), 'Cells');
      const [former] = await areasOf(tab, '.frame:not([data-away])');
      const [bar] = await areasOf(tab, '.lm_splitter');
      const beside = { x: at(bar!, 0.3).x, y: bar!.y - 8 };
      await swipe(tab, beside, { ...beside, y: beside.y - 100 });
      const [cells] = await areasOf(tab, '.frame:not([data-away])');
      const change = cells!.height - former!.height;
      assert.ok(Math.abs(change - 100) <= 1, `changed by ${change} px`);
      assert.deepEqual(await scrolled(), where, 'the page stays where it is');
      await close();
    });

  it('opens the menu of a window whose tab a finger stays on, and moves nothing', async () => {
    await open('plain', 'Cells', 'Histogram');
    const layout = await saved();
    const { x, y } = await title('Cells');
    await tab.evaluate(() => {
      const asked = new Promise((resolve) => addEventListener('contextmenu', resolve));
      Object.assign(globalThis, { asked: asked.then(() => true) });
    });
    const finger = await tab.touchscreen.touchStart(x, y);
    await tab.evaluate(() => (globalThis as unknown as { asked: Promise<true> }).asked);
    await finger.move(x + 200, y + 200);
    await settled(tab);
    assert.equal(await menuIsOpen(), false, 'not under the finger');
    await finger.end();
    await tab.waitForFunction(() =>
      document
        .querySelector('imjoy-dock')!
        .shadowRoot!.querySelector('imjoy-menu')!
        .shadowRoot!.querySelector(':popover-open'),
    );
    await settled(tab);
    assert.equal(await menuIsOpen(), true, 'after the finger is gone');
    assert.deepEqual((await saved()).tree, layout.tree);
    await tap(tab, at((await areasOf(tab, '.lm_items'))[1]!, 0.5, 0.8));
    await tab.waitForFunction(
      () =>
        !document
          .querySelector('imjoy-dock')!
          .shadowRoot!.querySelector('imjoy-menu')!
          .shadowRoot!.querySelector(':popover-open'),
    );
    assert.equal(await active(), 'Histogram');
    await close();
  });

  it('opens no menu where a finger goes on to drag, however long it takes', async () => {
    await open('plain', 'Cells', 'Histogram');
    const { x, y } = await title('Cells');
    await tab.evaluate(() => page.holdMenus());
    const finger = await tab.touchscreen.touchStart(x, y);
    assert.equal(await tab.evaluate(() => page.menus()), 1);
    await finger.move(x + 200, y + 200);
    assert.equal(await tab.evaluate(() => page.menus()), 0);
    await finger.end();
    await settled(tab);
    await close();
  });

  it('selects the window that is touched', async () => {
    await open('plain', 'Cells', 'Histogram');
    for (const [nth, id] of ['Cells', 'Histogram'].entries()) {
      await tap(tab, at((await areasOf(tab, '.lm_items'))[nth]!));
      await tab.waitForFunction(
        (wanted) => document.querySelector('imjoy-dock')!.active === wanted,
        {},
        id,
      );
    }
    await close();
  });

  it('closes nothing that does not show how', async () => {
    await open('plain', 'Cells', 'Histogram', 'Table');
    const end = async () => at((await areasOf(tab, '[aria-label=Histogram]'))[0]!, 0.95);
    await tap(tab, await end());
    assert.equal(await active(), 'Histogram');
    await tap(tab, at((await areasOf(tab, '[aria-label=Histogram] .tab-close'))[0]!));
    assert.deepEqual(await tab.evaluate(() => Object.keys(page.identities())), ['Cells', 'Table']);
    identities = await tab.evaluate(() => page.identities());
    await close();
  });

  it('leaves the page to be scrolled where there is nothing to hold', async () => {
    await open('scrolled', 'Cells', 'Histogram');
    for (const [selector, across] of [
      ['.lm_items', 0.5],
      ['.lm_tabs', 0.8],
    ] as const) {
      const [, y] = await scrolled();
      const from = at((await areasOf(tab, selector))[0]!, across);
      await swipe(tab, from, { x: from.x, y: from.y - 40 });
      await tab.waitForFunction((former) => scrollY > former!, {}, y);
    }
    assert.equal((await saved()).tree?.kind, 'row');
    await close();
  });

  it('scrolls tabs along their bar, and takes them out of it', async () => {
    const ids = Array.from({ length: 16 }, (_, nth) => `Window${nth}`);
    await open('plain', ...ids);
    const bar = async () => (await areasOf(tab, '.lm_tabs'))[0]!;
    const offset = () =>
      tab.evaluate(() => {
        const root = document.querySelector('imjoy-dock')!.shadowRoot!;
        return root.querySelector('.lm_tabs')!.scrollLeft;
      });
    const before = await offset();
    const layout = await saved();
    await tab.evaluate(() => {
      const taken: Node[] = [];
      new MutationObserver((changes) =>
        taken.push(...changes.flatMap(({ addedNodes }) => [...addedNodes])),
      ).observe(document.body, { childList: true });
      Object.assign(globalThis, { taken });
    });
    const start = at(await bar(), 0.4);
    const finger = await tab.touchscreen.touchStart(start.x, start.y);
    for (let way = 4; way < 400; way += way < 60 ? 4 : 40)
      await finger.move(start.x + way, start.y);
    await finger.end();
    await tab.waitForFunction(
      (former) => {
        const root = document.querySelector('imjoy-dock')!.shadowRoot!;
        return root.querySelector('.lm_tabs')!.scrollLeft < former;
      },
      {},
      before,
    );
    assert.deepEqual((await saved()).tree, layout.tree);
    const taken = await tab.evaluate(
      () => (globalThis as unknown as { taken: Node[] }).taken.length,
    );
    assert.equal(taken, 0, 'no tab was taken along meanwhile');
    const shown = (await areasOf(tab, '.frame:not([data-away])'))[0]!;
    assert.equal(await active(), 'Window15');
    await tap(tab, at(shown));
    await tab.waitForFunction(
      () => document.querySelector('imjoy-dock')!.active === 'Window14',
      {},
    );
    const from = at(await bar(), 0.5);
    await swipe(tab, from, { x: from.x + 20, y: from.y + 600 });
    assert.notDeepEqual((await saved()).tree, layout.tree);
    await close();
  });

  it('follows one finger only, whether another touches the bar or a window', async () => {
    await open('plain', 'Cells', 'Histogram');
    const [left] = await areasOf(tab, '.frame');
    const [bar] = await areasOf(tab, '.lm_splitter');
    const from = { x: bar!.x - 8, y: at(bar!, 0.5, 0.3).y };
    const first = await tab.touchscreen.touchStart(from.x, from.y);
    await first.move(from.x + 100, from.y);
    for (const elsewhere of [from.x + 100, from.x + 300]) {
      await settled(tab);
      const second = await tab.touchscreen.touchStart(elsewhere, from.y + 100);
      await second.move(elsewhere + 50, from.y + 100);
      await second.end();
    }
    await first.move(from.x + 60, from.y);
    await first.end();
    await settled(tab);
    assert.equal((await areasOf(tab, '.frame'))[0]!.width, left!.width + 60);
    await close();
  });

  it('drags the tab that the first finger holds, whatever another touches', async () => {
    await open('plain', 'Cells', 'Histogram', 'Table');
    const [from, other] = [await title('Cells'), await title('Histogram')];
    const [, right] = await areasOf(tab, '.lm_items');
    const to = at(right!, 0.2, 0.9);
    const first = await tab.touchscreen.touchStart(from.x, from.y);
    const second = await tab.touchscreen.touchStart(other.x, other.y);
    await first.move(to.x, to.y - 20);
    await first.move(to.x, to.y);
    await first.end();
    await second.end();
    await settled(tab);
    assert.equal((await saved()).tree?.kind, 'column');
    await close();
  });

  it('is worked with its buttons where it is narrow', async () => {
    await open('plain', 'Cells', 'Histogram');
    await tab.setViewport({ width: 390, height: 760, hasTouch: true });
    await tab.waitForFunction(() =>
      document.querySelector('imjoy-dock')!.shadowRoot!.querySelector('.switcher'),
    );
    await settled(tab);
    await tap(tab, at((await areasOf(tab, '[aria-label="Next window"]'))[0]!));
    assert.equal(await active(), 'Cells');
    await tap(tab, at((await areasOf(tab, '[aria-label="Menu of Cells"]'))[0]!));
    assert.equal(await menuIsOpen(), true);
    await tab.keyboard.press('Escape');
    await close();
  });
});
