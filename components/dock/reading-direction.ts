import type { Side } from './layout-tree.js';

/** Whether an element is read from right to left. */
export const isRtl = (element: Element): boolean => getComputedStyle(element).direction === 'rtl';

/**
 * The side of a layout that the user sees on a side: layouts know what comes before and what after, and call
 * that left and right.
 */
export function sideSeen(side: Side, element: Element): Side {
  if (!isRtl(element)) return side;
  return side === 'left' ? 'right' : side === 'right' ? 'left' : side;
}
