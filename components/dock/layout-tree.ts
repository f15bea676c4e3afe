/** Windows that share one place, shown one at a time behind their tabs. */
export interface StackNode {
  readonly kind: 'stack';
  /** Keys of the windows, in the order of their tabs; never empty. */
  readonly windows: readonly string[];
  readonly active: string;
  /** Part of the parent's length, 0–1. */
  readonly size: number;
}

/** Places side by side, the first one where lines begin, or one above the other; there are always two or more, of another kind than this. */
export interface SplitNode {
  readonly kind: 'row' | 'column';
  readonly children: readonly LayoutNode[];
  readonly size: number;
}

export type LayoutNode = StackNode | SplitNode;

/** A whole layout; null when nothing is shown. */
export type LayoutTree = LayoutNode | null;

/** How the windows of a dock are laid out. */
export interface DockLayout {
  readonly tree: LayoutTree;
  /** A window whose stack fills the dock; null: none. */
  readonly maximized: string | null;
}

/** As where lines run from left to right: what is on the left comes before. */
export type Side = 'left' | 'right' | 'top' | 'bottom';

export function stackOfOne(key: string, size = 1): StackNode {
  return { kind: 'stack', windows: [key], active: key, size };
}

export function stacksOf(tree: LayoutTree): readonly StackNode[] {
  if (!tree) return [];
  return tree.kind === 'stack' ? [tree] : tree.children.flatMap(stacksOf);
}

export function windowsOf(tree: LayoutTree): readonly string[] {
  return stacksOf(tree).flatMap(({ windows }) => windows);
}

export function stackWith(tree: LayoutTree, key: string): StackNode | null {
  return stacksOf(tree).find(({ windows }) => windows.includes(key)) ?? null;
}

/**
 * The tree with each stack changed; what is left is tidied: no empty places, no split of one, no row in a row.
 * @param change null takes the stack away
 */
export function changeStacks(
  tree: LayoutTree,
  change: (stack: StackNode) => LayoutTree,
): LayoutTree {
  if (!tree) return null;
  if (tree.kind === 'stack') return change(tree);
  return tidy({
    ...tree,
    children: tree.children.flatMap((child) => changeStacks(child, change) ?? []),
  });
}

function tidy(split: SplitNode): LayoutTree {
  const children = split.children.flatMap((child) =>
    child.kind === split.kind
      ? child.children.map((inner) => ({ ...inner, size: inner.size * child.size }))
      : [child],
  );
  const [first, second] = children;
  if (!first) return null;
  if (!second) return { ...first, size: split.size };
  const total = children.reduce((sum, { size }) => sum + size, 0);
  return { ...split, children: children.map((child) => ({ ...child, size: child.size / total })) };
}

export function withoutWindow(tree: LayoutTree, key: string): LayoutTree {
  return keepWindows(tree, (other) => other !== key);
}

/** Takes away all windows that are not wanted. */
export function keepWindows(tree: LayoutTree, isWanted: (key: string) => boolean): LayoutTree {
  return changeStacks(tree, (stack) => {
    const windows = stack.windows.filter(isWanted);
    if (windows.length === stack.windows.length) return stack;
    const at = stack.windows.indexOf(stack.active);
    const next =
      stack.windows.slice(at).find(isWanted) ?? stack.windows.slice(0, at).findLast(isWanted);
    return next === undefined ? null : { ...stack, windows, active: next };
  });
}

/** Adds a window as a tab beside another, in front of the others of its stack. */
export function withTab(tree: LayoutTree, mate: string, key: string): LayoutTree {
  return changeStacks(tree, (stack) =>
    stack.windows.includes(mate)
      ? { ...stack, windows: [...stack.windows, key], active: key }
      : stack,
  );
}

const kindOf = (side: Side): SplitNode['kind'] =>
  side === 'left' || side === 'right' ? 'row' : 'column';

/**
 * Adds a window at a side of the stack that holds another.
 * @param share part of that stack's place, 0–1
 */
export function withSplit(
  tree: LayoutTree,
  mate: string,
  key: string,
  side: Side,
  share = 0.5,
): LayoutTree {
  return changeStacks(tree, (stack) =>
    stack.windows.includes(mate) ? beside(stack, key, side, share) : stack,
  );
}

/** Adds a window at a side of all others. @param share of the whole, 0–1 */
export function atEdge(tree: LayoutTree, key: string, side: Side, share = 0.5): LayoutTree {
  if (!tree) return stackOfOne(key);
  const split = beside(tree, key, side, share);
  return split && tidy(split);
}

function beside(node: LayoutNode, key: string, side: Side, share: number): SplitNode {
  const added = stackOfOne(key, share);
  const rest = { ...node, size: 1 - share };
  const children = side === 'left' || side === 'top' ? [added, rest] : [rest, added];
  return { kind: kindOf(side), children, size: node.size };
}

/** Brings a window to the front of its stack. */
export function withActive(tree: LayoutTree, key: string): LayoutTree {
  return changeStacks(tree, (stack) =>
    stack.windows.includes(key) ? { ...stack, active: key } : stack,
  );
}

/**
 * Gives the place of a window another part of the row (or column) it is in.
 * @param share 0–1; the others share the rest as before
 */
export function withShare(
  tree: LayoutTree,
  key: string,
  kind: SplitNode['kind'],
  share: number,
): LayoutTree {
  if (!tree || tree.kind === 'stack') return tree;
  const holds = (child: LayoutNode): boolean => windowsOf(child).includes(key);
  const inner = tree.children.map((child) =>
    holds(child) ? (withShare(child, key, kind, share) ?? child) : child,
  );
  const isDeepest = inner.every((child, index) => child === tree.children[index]);
  if (tree.kind !== kind || !isDeepest || !tree.children.some(holds))
    return isDeepest ? tree : { ...tree, children: inner };
  const rest = tree.children.reduce((sum, child) => (holds(child) ? sum : sum + child.size), 0);
  const sized = tree.children.map((child) => ({
    ...child,
    size: holds(child) ? share : (child.size / rest) * (1 - share),
  }));
  return { ...tree, children: sized };
}

/** Which windows share which places, and how those lie to each other. */
export function structureOf(tree: LayoutTree): string {
  return JSON.stringify(tree, (name, value: unknown) =>
    name === 'active' || name === 'size' ? undefined : value,
  );
}

/** What tells two layouts apart: all but which tab is in front. */
export function shapeOf(tree: LayoutTree): string {
  return JSON.stringify(tree, (name, value: unknown) => {
    if (name === 'active') return undefined;
    return name === 'size' && typeof value === 'number' ? Math.round(value * 1e4) : value;
  });
}
