import type { PlaceRequest } from '../../src/index.js';

/** Side of a grid unit in CSS pixels. */
export const GRID_UNIT = 30;

/** Height of a window's title bar: the part that must stay within reach. */
export const BAR_HEIGHT = 40;

export interface Extent {
  readonly width: number;
  readonly height: number;
}

/** In CSS pixels from the upper left corner of the viewport. */
export interface Rect extends Extent {
  readonly x: number;
  readonly y: number;
}

/** The borders of a window that can be moved. */
export type Edge = 'w' | 'e' | 's' | 'sw' | 'se';

type Wish = Pick<PlaceRequest, 'dialog' | 'size' | 'position'>;

const SMALLEST: Extent = { width: 200, height: 150 };
const DIALOG: Extent = { width: 800, height: 670 };
const FLOATING: Extent = { width: 20 * GRID_UNIT, height: 10 * GRID_UNIT };
const MARGIN = 16;
/** What remains in view of a window that is moved aside. */
const REACHABLE = 80;
/** How often a new window lies a unit further before the next starts over. */
const CASCADE = 8;

/** @param nth how many windows are open already */
export function firstRect(wish: Wish, viewport: Extent, nth: number): Rect {
  const usual = wish.dialog ? DIALOG : FLOATING;
  const width = fit(
    pixels(wish.size.w) ?? usual.width,
    SMALLEST.width,
    viewport.width - 2 * MARGIN,
  );
  const height = fit(
    pixels(wish.size.h) ?? usual.height,
    SMALLEST.height,
    viewport.height - 2 * MARGIN,
  );
  const step = wish.dialog ? 0 : (nth % CASCADE) * GRID_UNIT;
  const x = pixels(wish.position.x) ?? (viewport.width - width) / 2 + step;
  const y = pixels(wish.position.y) ?? (viewport.height - height) / (wish.dialog ? 2 : 3) + step;
  return moveRect({ x, y, width, height }, 0, 0, viewport);
}

/** Moves as far as some of the title bar stays in view. */
export function moveRect(rect: Rect, dx: number, dy: number, viewport: Extent): Rect {
  return {
    ...rect,
    x: Math.round(fit(rect.x + dx, REACHABLE - rect.width, viewport.width - REACHABLE)),
    y: Math.round(fit(rect.y + dy, 0, viewport.height - BAR_HEIGHT)),
  };
}

/** Moves one border, or two that meet; the others stay. */
export function dragEdge(rect: Rect, edge: Edge, dx: number, dy: number, viewport: Extent): Rect {
  const wider = edge.includes('e') ? dx : edge.includes('w') ? -dx : 0;
  const width = fit(rect.width + wider, SMALLEST.width, viewport.width);
  const height = edge.includes('s')
    ? fit(rect.height + dy, SMALLEST.height, viewport.height)
    : rect.height;
  return { x: edge.includes('w') ? rect.x + rect.width - width : rect.x, y: rect.y, width, height };
}

/** @param size in grid units; what is missing or no size stays */
export function resizeRect(rect: Rect, size: { w?: number; h?: number }, viewport: Extent): Rect {
  const dx = (pixels(size.w) ?? rect.width) - rect.width;
  const dy = (pixels(size.h) ?? rect.height) - rect.height;
  return dragEdge(rect, 'se', dx, dy, viewport);
}

/** Plugins say what they like: anything but a number counts as not said. */
function pixels(units: number | null | undefined): number | null {
  return typeof units === 'number' && Number.isFinite(units) ? units * GRID_UNIT : null;
}

/** The lower bound wins where a small viewport leaves no room for both. */
function fit(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
