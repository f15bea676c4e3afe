import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { openDockSite, type DockSite } from './dock-site.js';
import type { DockPage } from './pages/dock.js';
import { areasOf, at, settled } from './random-moves.js';

declare const page: DockPage;

describe('a drag in a dock, whatever happens meanwhile', () => {
  let site: DockSite;
  before(async () => {
    site = await openDockSite();
  });
  after(() => site.close());

  const tree = (browserPage: Page) =>
    browserPage.evaluate(() => document.querySelector('imjoy-dock')!.saveLayout().tree);

  const windows = (browserPage: Page) =>
    browserPage.evaluate(() => document.querySelector('imjoy-dock')!.windows);

  it('takes a trembling hand on a tab for a click, however far the page is scrolled', async () => {
    const { page: tab } = await site.visit('scrolled');
    await site.openWindows(tab, ['Cells', 'Histogram', 'Table']);
    const [title] = await areasOf(tab, '[aria-label=Histogram] .lm_title');
    const { x, y } = at(title!);
    await tab.mouse.move(x, y);
    await tab.mouse.down();
    await tab.mouse.move(x + 2, y + 1);
    assert.equal(await tab.$('body > .lm_dragProxy'), null);
    await tab.mouse.up();
    await settled(tab);
    assert.equal(
      await tab.evaluate(() => document.querySelector('imjoy-dock')!.active),
      'Histogram',
    );
    await tab.close();
  });

  it('drags tabs and bars with the first button alone', async () => {
    const { page: tab, errors } = await site.visit('plain');
    await site.openWindows(tab, ['Cells', 'Histogram', 'Table']);
    const former = await tree(tab);
    const [place] = await areasOf(tab, '.lm_items');
    for (const [what, selector] of [
      ['tab', '[aria-label=Table] .lm_title'],
      ['bar', '.lm_splitter'],
    ] as const)
      for (const button of ['middle', 'right'] as const) {
        const [area] = await areasOf(tab, selector);
        await tab.mouse.move(at(area!).x, at(area!).y);
        await tab.mouse.down({ button });
        await tab.mouse.move(at(place!).x, at(place!).y, { steps: 3 });
        const isDragging = await tab.evaluate(() =>
          Boolean(document.querySelector('body.lm_dragging, body > .lm_dragProxy')),
        );
        await tab.mouse.up({ button });
        await tab.keyboard.press('Escape');
        await settled(tab);
        const seen = [isDragging, await tree(tab)];
        assert.deepEqual(seen, [false, former], `${what}, ${button} button`);
      }
    assert.deepEqual(errors, []);
    await tab.close();
  });

  it('gives a drag up on Escape', async () => {
    const { page: tab, errors } = await site.visit('plain');
    await site.openWindows(tab, ['Cells', 'Histogram']);
    const before = await tree(tab);
    const [title] = await areasOf(tab, '.lm_tab .lm_title');
    const [, right] = await areasOf(tab, '.lm_items');
    await tab.mouse.move(at(title!).x, at(title!).y);
    await tab.mouse.down();
    await tab.mouse.move(at(right!).x, at(right!, 0.5, 0.9).y, { steps: 5 });
    assert.equal(await tab.$('body > .lm_dragProxy').then(Boolean), true);
    await tab.keyboard.press('Escape');
    await settled(tab);
    assert.deepEqual(await tree(tab), before);
    await tab.mouse.up();
    assert.deepEqual(await tab.evaluate(() => page.faults()), []);
    assert.equal(await tab.evaluate(() => document.querySelector('imjoy-dock')!.canUndo), false);
    assert.deepEqual(errors, []);
    await tab.close();
  });

  it('keeps keys, wheel and menus from the page while a tab or a bar is dragged', async () => {
    for (const selector of ['[aria-label=Cells] .lm_title', '.lm_splitter']) {
      const { page: tab, errors } = await site.visit('scrolled');
      await site.openWindows(tab, ['Cells', 'Histogram']);
      const where = await tab.evaluate(() => {
        const heard: Event[] = [];
        for (const type of ['wheel', 'contextmenu', 'keydown'])
          addEventListener(type, (event) => heard.push(event), { capture: true, passive: true });
        document.addEventListener('keydown', (event) => heard.push(event));
        Object.assign(globalThis, { heard });
        return [scrollX, scrollY];
      });
      for (const endsIt of [
        () => tab.mouse.down({ button: 'right' }),
        () => tab.keyboard.press('Escape'),
      ]) {
        const [area] = await areasOf(tab, selector);
        const { x, y } = at(area!);
        await tab.mouse.move(x, y);
        await tab.mouse.down();
        await tab.mouse.move(x + 60, y + 60, { steps: 3 });
        await tab.mouse.wheel({ deltaY: 200 });
        await endsIt();
        await tab.mouse.reset();
        await settled(tab);
      }
      const heard = await tab.evaluate(() => {
        const events = (globalThis as unknown as { heard: Event[] }).heard;
        return events.map(({ type, defaultPrevented }) => `${type} ${defaultPrevented}`);
      });
      // Nothing came of any, and nobody but who asked first heard of the key.
      const all = ['wheel true', 'contextmenu true', 'wheel true', 'keydown true'];
      assert.deepEqual(heard, all, selector);
      assert.deepEqual(await tab.evaluate(() => [scrollX, scrollY]), where);
      assert.deepEqual(errors, []);
      await tab.close();
    }
  });

  it('lets go of nothing while windows come and go during the drag of a bar', async () => {
    const { page: tab, errors } = await site.visit('plain');
    await site.openWindows(tab, ['Cells', 'Histogram', 'Table']);
    const [bar] = await areasOf(tab, '.lm_splitter');
    const { x, y } = at(bar!);
    await tab.mouse.move(x, y);
    await tab.mouse.down();
    await tab.mouse.move(x + 50, y, { steps: 3 });
    await tab.evaluate(() => {
      document.querySelector('imjoy-dock')!.close('Table');
      page.open('New', { position: { x: null, y: 20 } });
    });
    await settled(tab);
    const isHeld = await tab.evaluate(() =>
      Boolean(document.querySelector('imjoy-dock')!.shadowRoot!.querySelector('[data-held]')),
    );
    assert.equal(isHeld, true);
    await tab.mouse.move(x + 100, y, { steps: 3 });
    await tab.mouse.up();
    await settled(tab);
    assert.deepEqual(await tab.evaluate(() => page.faults()), []);
    assert.deepEqual(await windows(tab), ['Cells', 'Histogram', 'New']);
    assert.deepEqual(errors, []);
    await tab.close();
  });

  it('survives windows that come and go during a drag', async () => {
    const { page: tab, errors } = await site.visit('plain');
    await site.openWindows(tab, ['Cells', 'Histogram', 'Table']);
    const [title] = await areasOf(tab, '[aria-label=Cells] .lm_title');
    const [, right] = await areasOf(tab, '.lm_items');
    await tab.mouse.move(at(title!).x, at(title!).y);
    await tab.mouse.down();
    await tab.mouse.move(at(right!).x, at(right!, 0.5, 0.9).y, { steps: 5 });
    await tab.evaluate(() => {
      const dock = document.querySelector('imjoy-dock')!;
      dock.close('Cells');
      dock.close('Table');
      page.open('New');
    });
    await settled(tab);
    await tab.mouse.up();
    await settled(tab);
    assert.deepEqual(await tab.evaluate(() => page.faults()), []);
    assert.deepEqual(await windows(tab), ['Histogram', 'New']);
    assert.deepEqual(errors, []);
    await tab.close();
  });

  it('leaves nothing behind when it is taken off the page during a drag', async () => {
    const { page: tab, errors } = await site.visit('plain');
    await site.openWindows(tab, ['Cells', 'Histogram']);
    const [title] = await areasOf(tab, '.lm_tab .lm_title');
    await tab.mouse.move(at(title!).x, at(title!).y);
    await tab.mouse.down();
    await tab.mouse.move(at(title!).x + 200, at(title!).y + 200, { steps: 5 });
    await tab.evaluate(() => document.querySelector('imjoy-dock')!.remove());
    await tab.mouse.up();
    const left = await tab.evaluate(() => ({
      elements: document.querySelectorAll('body > [class^=lm_]').length,
      isDragging: document.body.classList.contains('lm_dragging'),
      windows: Object.keys(page.identities()),
    }));
    assert.deepEqual(left, { elements: 0, isDragging: false, windows: [] });
    assert.deepEqual(errors, []);
    await tab.close();
  });
});
