import type { PlaceRequest } from '../../src/index.js';
import { leastCrowded, placeStacks, type Box, type Extent } from './layout-geometry.js';
import {
  atEdge,
  stackOfOne,
  stacksOf,
  stackWith,
  withSplit,
  withTab,
  type LayoutTree,
  type Side,
} from './layout-tree.js';

/** Side of a grid unit, in CSS pixels. */
const UNIT = 30;

/** What a window needs to be of use beside another, in CSS pixels. */
const ROOMY: Extent = { width: 400, height: 260 };

/** The least and the most of a place that a new window takes from the one it is put beside. */
const SHARES = { least: 0.2, most: 0.8 };

export type Wish = Pick<PlaceRequest, 'size' | 'position' | 'standalone'>;

/** For windows that do not care. */
export const NO_WISH: Wish = {
  size: { w: null, h: null },
  position: { x: null, y: null },
  standalone: false,
};

/**
 * Where a new window goes in a tiled layout:
 * 1. the first fills the dock;
 * 2. a `standalone` one gets a stack of its own at the right;
 * 3. one that names a position goes to the side of the stack there that the position is nearest to, if there
 *    is room for both, else it becomes a tab there;
 * 4. the second goes beside the first, along the dock's longer side, if there is room for both;
 * 5. any other becomes a tab of the stack with the fewest.
 * `w` and `h` say how much of the place it takes, as far as it leaves enough of it to its neighbour.
 */
export function placeNew(tree: LayoutTree, key: string, wish: Wish, extent: Extent): LayoutTree {
  if (!tree) return stackOfOne(key);
  if (wish.standalone) return atEdge(tree, key, 'right', 0.5);
  return (
    placeAt(tree, key, wish, extent) ??
    placeBesideFirst(tree, key, wish, extent) ??
    withTab(tree, leastCrowded(tree)?.active ?? key, key)
  );
}

/** Puts a window back beside those it was with, as far as they are still there. */
export function placeLike(
  tree: LayoutTree,
  key: string,
  former: LayoutTree,
  extent: Extent,
): LayoutTree {
  const mates = stackWith(former, key)?.windows ?? [];
  const mate = mates.find((other) => other !== key && stackWith(tree, other));
  return mate === undefined ? placeNew(tree, key, NO_WISH, extent) : withTab(tree, mate, key);
}

function placeAt(tree: LayoutTree, key: string, wish: Wish, extent: Extent): LayoutTree {
  const { x, y } = wish.position;
  if (!isNumber(x) && !isNumber(y)) return null;
  const point = {
    x: isNumber(x) ? within(x * UNIT, extent.width) : extent.width / 2,
    y: isNumber(y) ? within(y * UNIT, extent.height) : extent.height / 2,
  };
  const target = placeStacks(tree, extent).find(({ box }) => contains(box, point));
  if (!target) return null;
  const { box, stack } = target;
  const side = nearestSide(box, point);
  return hasRoom(box, side)
    ? withSplit(tree, stack.active, key, side, shareOf(wish, box, side))
    : withTab(tree, stack.active, key);
}

function placeBesideFirst(tree: LayoutTree, key: string, wish: Wish, extent: Extent): LayoutTree {
  const [first, second] = stacksOf(tree);
  if (!first || second) return null;
  const box = { x: 0, y: 0, ...extent };
  const side: Side = extent.width >= extent.height ? 'right' : 'bottom';
  if (!hasRoom(box, side)) return null;
  return withSplit(tree, first.active, key, side, shareOf(wish, box, side));
}

const isAcross = (side: Side): boolean => side === 'left' || side === 'right';

function hasRoom({ width, height }: Extent, side: Side): boolean {
  return isAcross(side) ? width >= 2 * ROOMY.width : height >= 2 * ROOMY.height;
}

function shareOf({ size }: Wish, { width, height }: Extent, side: Side): number {
  const [wanted, room] = isAcross(side) ? [size.w, width] : [size.h, height];
  return unitsToShare(wanted, room) ?? 0.5;
}

function nearestSide(box: Box, { x, y }: { x: number; y: number }): Side {
  const distances: [Side, number][] = [
    ['right', (box.x + box.width - x) / box.width],
    ['bottom', (box.y + box.height - y) / box.height],
    ['left', (x - box.x) / box.width],
    ['top', (y - box.y) / box.height],
  ];
  return distances.reduce((best, next) => (next[1] < best[1] ? next : best))[0];
}

function contains({ x, y, width, height }: Box, point: { x: number; y: number }): boolean {
  return point.x >= x && point.x < x + width && point.y >= y && point.y < y + height;
}

const within = (value: number, length: number): number =>
  Math.min(Math.max(value, 0), Math.max(length - 1, 0));

/** Plugins say what they like. */
const isNumber = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value);

/** A length in grid units as part of the room there is; null if it is none. */
export function unitsToShare(units: unknown, room: number): number | null {
  if (!isNumber(units) || units <= 0 || room <= 0) return null;
  return Math.min(Math.max((units * UNIT) / room, SHARES.least), SHARES.most);
}
