import {
  stacksOf,
  type LayoutNode,
  type LayoutTree,
  type Side,
  type SplitNode,
  type StackNode,
} from './layout-tree.js';

export interface Extent {
  readonly width: number;
  readonly height: number;
}

/** In CSS pixels from the upper left corner of the dock. */
export interface Box extends Extent {
  readonly x: number;
  readonly y: number;
}

/** A stack and where it lies. */
export interface PlacedStack {
  readonly stack: StackNode;
  readonly box: Box;
}

/** A bar between two neighbours in a split, in the order they come on the page. */
export interface SplitterInfo {
  readonly kind: SplitNode['kind'];
  /** The place before the bar, of what both neighbours have: 0–1. */
  readonly position: number;
  /** Length of both neighbours, in CSS pixels. */
  readonly length: number;
}

/** The least that dragging or keys leave of a place, in CSS pixels. */
const LEAST: Extent = { width: 120, height: 90 };

const lengthOf = (kind: SplitNode['kind'], { width, height }: Extent): number =>
  kind === 'row' ? width : height;
const leastOf = (kind: SplitNode['kind']): number => lengthOf(kind, LEAST);

/** The boxes of a split's children. */
function boxesIn(split: SplitNode, box: Box): Box[] {
  let start = 0;
  return split.children.map(({ size }) => {
    const from = start;
    start += size;
    return split.kind === 'row'
      ? { ...box, x: box.x + from * box.width, width: size * box.width }
      : { ...box, y: box.y + from * box.height, height: size * box.height };
  });
}

/** Where each stack lies in a dock of an extent. */
export function placeStacks(tree: LayoutTree, extent: Extent): readonly PlacedStack[] {
  const place = (node: LayoutNode, box: Box): PlacedStack[] => {
    if (node.kind === 'stack') return [{ stack: node, box }];
    const boxes = boxesIn(node, box);
    return node.children.flatMap((child, index) => place(child, boxes[index] ?? box));
  };
  return tree ? place(tree, { x: 0, y: 0, ...extent }) : [];
}

/** The stack next to another on a side: the one that is nearest, and then the one most opposite. */
export function neighbour(
  tree: LayoutTree,
  extent: Extent,
  key: string,
  side: Side,
): StackNode | null {
  const placed = placeStacks(tree, extent);
  const own = placed.find(({ stack }) => stack.windows.includes(key));
  if (!own) return null;
  const found = placed
    .filter((other) => other !== own)
    .map(({ stack, box }) => ({ stack, ...distance(own.box, box, side) }))
    .filter(({ ahead, overlap }) => ahead > -1 && overlap > 1)
    .sort((a, b) => a.ahead - b.ahead || b.overlap - a.overlap);
  return found[0]?.stack ?? null;
}

function distance(from: Box, to: Box, side: Side): { ahead: number; overlap: number } {
  const ahead = {
    left: from.x - (to.x + to.width),
    right: to.x - (from.x + from.width),
    top: from.y - (to.y + to.height),
    bottom: to.y - (from.y + from.height),
  }[side];
  const [a, b, lengthA, lengthB] =
    side === 'left' || side === 'right'
      ? [from.y, to.y, from.height, to.height]
      : [from.x, to.x, from.width, to.width];
  return { ahead, overlap: Math.min(a + lengthA, b + lengthB) - Math.max(a, b) };
}

/** Every bar between two places, in the order of the document. */
export function splittersOf(tree: LayoutTree, extent: Extent): readonly SplitterInfo[] {
  const visit = (node: LayoutNode, box: Box): SplitterInfo[] => {
    if (node.kind === 'stack') return [];
    const boxes = boxesIn(node, box);
    return node.children.flatMap((child, index) => {
      const inner = visit(child, boxes[index] ?? box);
      const next = node.children[index + 1];
      if (!next) return inner;
      const both = child.size + next.size;
      const length = both * lengthOf(node.kind, box);
      return [...inner, { kind: node.kind, position: child.size / both, length }];
    });
  };
  return tree ? visit(tree, { x: 0, y: 0, ...extent }) : [];
}

/**
 * Moves one bar.
 * @param nth as in {@link splittersOf}
 * @param position of the bar between both neighbours' far ends, 0–1
 */
export function moveSplitter(tree: LayoutTree, nth: number, position: number): LayoutTree {
  let seen = 0;
  const visit = (node: LayoutNode): LayoutNode => {
    if (node.kind === 'stack') return node;
    const children = [...node.children];
    for (let index = 0; index < children.length; index++) {
      const child = children[index];
      if (child) children[index] = visit(child);
      const [before, after] = [children[index], children[index + 1]];
      if (!before || !after || seen++ !== nth) continue;
      const both = before.size + after.size;
      children[index] = { ...before, size: both * position };
      children[index + 1] = { ...after, size: both * (1 - position) };
    }
    return { ...node, children };
  };
  return tree && visit(tree);
}

/** Keeps a bar so far from both ends that no place gets too small to use, if there is room for that. */
export function keepUsable({ kind, length }: SplitterInfo, position: number): number {
  const least = Math.min(leastOf(kind) / length, 0.5);
  return Math.min(Math.max(position, least), 1 - least);
}

/** The tree with no place squeezed to nothing. */
export function usable(tree: LayoutTree, extent: Extent): LayoutTree {
  return splittersOf(tree, extent).reduce((result, splitter, nth) => {
    const position = keepUsable(splitter, splitter.position);
    return position === splitter.position ? result : moveSplitter(result, nth, position);
  }, tree);
}

/** The stack with the fewest windows; of several, the last one: the first is what the user began with. */
export function leastCrowded(tree: LayoutTree): StackNode | null {
  return stacksOf(tree).reduce<StackNode | null>(
    (least, stack) => (least && least.windows.length < stack.windows.length ? least : stack),
    null,
  );
}
