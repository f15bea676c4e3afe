import type { Page } from 'puppeteer-core';

/** Numbers in 0–1 that are the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Area extends Point {
  readonly width: number;
  readonly height: number;
}

/** Where the things of a kind are in the viewport: those that can be seen. */
export function areasOf(page: Page, selector: string): Promise<Area[]> {
  return page.evaluate((wanted) => {
    const root = document.querySelector('imjoy-dock')!.shadowRoot!;
    return [...root.querySelectorAll(wanted)]
      .map((element) => element.getBoundingClientRect())
      .filter(({ x, y, width, height }) => {
        const middle = [x + width / 2, y + height / 2] as const;
        return (
          width > 0 &&
          middle[0] > 0 &&
          middle[1] > 0 &&
          middle[0] < innerWidth &&
          middle[1] < innerHeight
        );
      })
      .map(({ x, y, width, height }) => ({ x, y, width, height }));
  }, selector);
}

export const at = ({ x, y, width, height }: Area, across = 0.5, down = 0.5): Point => ({
  x: x + width * across,
  y: y + height * down,
});

export async function drag(page: Page, from: Point, to: Point): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 3 });
  await page.mouse.move(to.x, to.y, { steps: 3 });
  await page.mouse.up();
}

/** The dock has drawn what there was to draw. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.querySelector('imjoy-dock')!.updateComplete;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
}

type Move = (page: Page, random: () => number) => Promise<void>;

/** What a user may do to a layout, by name. */
export const MOVES: Readonly<Record<string, Move>> = {
  async 'drag a tab'(page, random) {
    const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
    const tab = pick(await areasOf(page, '.lm_tab .lm_title'));
    const target = pick(await areasOf(page, random() < 0.3 ? '.lm_tabs' : '.lm_items'));
    if (tab && target) await drag(page, at(tab), at(target, random(), random()));
  },
  async 'drag a splitter'(page, random) {
    const [splitter] = await areasOf(page, '.lm_splitter');
    if (!splitter) return;
    const from = at(splitter);
    await drag(page, from, { x: from.x + random() * 400 - 200, y: from.y + random() * 400 - 200 });
  },
  async 'click a tab'(page, random) {
    const tabs = await areasOf(page, '.lm_tab .lm_title');
    const tab = tabs[Math.floor(random() * tabs.length)];
    if (tab) await page.mouse.click(at(tab).x, at(tab).y);
  },
  async maximize(page) {
    const [button] = await areasOf(page, '[data-do=maximize]');
    if (button) await page.mouse.click(at(button).x, at(button).y);
  },
  async 'move by key'(page, random) {
    const [tab] = await areasOf(page, '.lm_tab .lm_title');
    if (!tab) return;
    await page.mouse.click(at(tab).x, at(tab).y);
    await page.evaluate(() => {
      const root = document.querySelector('imjoy-dock')!.shadowRoot!;
      root.querySelector<HTMLElement>('[role=tab][tabindex="0"]')?.focus();
    });
    const arrows = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const;
    const arrow = arrows[Math.floor(random() * 4)] ?? 'ArrowLeft';
    await page.keyboard.down('Control');
    await page.keyboard.down('Shift');
    await page.keyboard.press(arrow);
    await page.keyboard.up('Shift');
    await page.keyboard.up('Control');
  },
  async 'undo or redo'(page, random) {
    const back = random() < 0.6;
    await page.evaluate((isBack) => {
      const dock = document.querySelector('imjoy-dock')!;
      if (isBack) dock.undo();
      else dock.redo();
    }, back);
  },
  async 'save and load'(page) {
    await page.evaluate(async () => {
      const dock = document.querySelector('imjoy-dock')!;
      const saved = JSON.parse(JSON.stringify(dock.saveLayout())) as unknown;
      await dock.restoreLayout(saved, (window) => {
        throw new Error(`${window.id} was open`);
      });
    });
  },
  async 'make it narrow and wide'(page) {
    const width = (wide: boolean) =>
      page.evaluate((isWide) => {
        document.querySelector('imjoy-dock')!.style.width = isWide ? '' : '500px';
      }, wide);
    await width(false);
    await settled(page);
    await width(true);
  },
};
