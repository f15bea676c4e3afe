import { usable, type Extent } from './layout-geometry.js';
import {
  keepWindows,
  stackWith,
  windowsOf,
  withActive,
  withoutWindow,
  withShare,
  type DockLayout,
} from './layout-tree.js';
import { NO_WISH, placeNew, unitsToShare, type Wish } from './placement.js';

/** The maximised window, if a window is in its stack. */
export function maximizedWith({ tree, maximized }: DockLayout, key: string): string | null {
  const isMate = maximized !== null && stackWith(tree, maximized)?.windows.includes(key);
  return isMate ? maximized : null;
}

/** The layout with a new window, in front of its stack. */
export function addWindow(
  layout: DockLayout,
  key: string,
  wish: Wish & { readonly fullscreen: boolean },
  extent: Extent,
): DockLayout {
  const tree = withActive(placeNew(layout.tree, key, wish, extent), key);
  const fills = wish.fullscreen || wish.standalone;
  return { tree, maximized: fills ? key : maximizedWith({ ...layout, tree }, key) };
}

/**
 * The layout without a window.
 * @returns also the window of its stack that is in front now; null if it was alone
 */
export function takeOut(
  { tree, maximized }: DockLayout,
  key: string,
): { readonly layout: DockLayout; readonly heir: string | null } {
  const mate = stackWith(tree, key)?.windows.find((other) => other !== key);
  const rest = withoutWindow(tree, key);
  const heir = mate === undefined ? null : (stackWith(rest, mate)?.active ?? null);
  return { layout: { tree: rest, maximized: maximized === key ? heir : maximized }, heir };
}

/** The layout with a window where it can be seen: in front of its stack, and no other over it. */
export function bringToFront(layout: DockLayout, key: string): DockLayout {
  return { tree: withActive(layout.tree, key), maximized: maximizedWith(layout, key) };
}

/** The layout with a window of another size. @param size in grid units */
export function resizeWindow(
  layout: DockLayout,
  key: string,
  size: { w?: number; h?: number },
  extent: Extent,
): DockLayout {
  const across = unitsToShare(size.w, extent.width);
  const down = unitsToShare(size.h, extent.height);
  let { tree } = layout;
  if (across !== null) tree = withShare(tree, key, 'row', across);
  if (down !== null) tree = withShare(tree, key, 'column', down);
  return { ...layout, tree: usable(tree, extent) };
}

/** A former layout with the windows that are shown now: the others leave no holes, new ones get a place. */
export function reconcile(
  former: DockLayout,
  shown: readonly string[],
  extent: Extent,
): DockLayout {
  let tree = keepWindows(former.tree, (key) => shown.includes(key));
  const placed = new Set(windowsOf(tree));
  for (const key of shown) if (!placed.has(key)) tree = placeNew(tree, key, NO_WISH, extent);
  const { maximized } = former;
  const isThere = maximized !== null && stackWith(tree, maximized) !== null;
  return { tree, maximized: isThere ? maximized : null };
}
