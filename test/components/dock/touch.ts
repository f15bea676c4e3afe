import type { Page } from 'puppeteer-core';
import { settled, type Point } from './random-moves.js';

export async function tap(page: Page, { x, y }: Point): Promise<void> {
  await page.touchscreen.tap(x, y);
  await settled(page);
}

/** Draws a finger over the page, which rests at its end: nothing goes on by its momentum. */
export async function swipe(page: Page, from: Point, to: Point): Promise<void> {
  const finger = await page.touchscreen.touchStart(from.x, from.y);
  for (const part of [0.1, 0.25, 0.5, 0.75, 1, 1, 1]) {
    await finger.move(from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part);
    await settled(page);
  }
  await finger.end();
  await settled(page);
}
