import type { ContentItem } from 'golden-layout';

/** What golden-layout 2.6 keeps out of its types, and the dock cannot do without. */
interface Internals {
  /** Part of the parent's length, in percent. */
  size: number;
}

const internals = (item: ContentItem): Internals => item as unknown as Internals;

/** Takes effect when the layout is laid out the next time. @param size part of the parent's length, 0–1 */
export function setItemSize(item: ContentItem, size: number): void {
  internals(item).size = size * 100;
}
