import { neighbour, type Extent } from './layout-geometry.js';
import {
  atEdge,
  stackWith,
  withoutWindow,
  withSplit,
  withTab,
  type LayoutTree,
  type Side,
} from './layout-tree.js';

/** Moves a window to the next stack on a side; where there is none, into a place of its own there. */
export function moveTowards(tree: LayoutTree, extent: Extent, key: string, side: Side): LayoutTree {
  const target = neighbour(tree, extent, key, side);
  if (target) return withTab(withoutWindow(tree, key), target.active, key);
  const isAlone = stackWith(tree, key)?.windows.length === 1;
  return isAlone ? tree : splitOff(tree, key, side);
}

/** Gives a window a place of its own: at a side of its stack, or of the whole dock if it was alone there. */
export function splitOff(tree: LayoutTree, key: string, side: Side): LayoutTree {
  const mate = stackWith(tree, key)?.windows.find((other) => other !== key);
  const rest = withoutWindow(tree, key);
  if (!rest) return tree;
  return mate === undefined ? atEdge(rest, key, side) : withSplit(rest, mate, key, side);
}
