import type { ContentItem, Stack, VirtualLayout } from 'golden-layout';

/** What golden-layout 2.6 keeps out of its types, and the dock cannot do without. */
interface ItemInternals {
  /** Part of the parent's length, in percent. */
  size: number;
}

export interface StackInternals {
  /** Measures the stack before something is dragged over it. */
  getArea(): unknown;
  /** What is shown, and done, at each of its sides. */
  readonly _contentAreaDimensions: Record<string, unknown>;
  /** @param x where the pointer is over its tabs, counted with the scrolling of the body */
  highlightHeaderDropZone(x: number): void;
}

export interface GroundInternals {
  /** The edges of the whole layout: at `x1` something is added behind all others, at `x2` before them. */
  createSideAreas(): { readonly side: string }[];
}

/** Takes effect when the layout is laid out the next time. @param size part of the parent's length, 0–1 */
export function setItemSize(item: ContentItem, size: number): void {
  (item as unknown as ItemInternals).size = size * 100;
}

export const stackInternals = (stack: Stack): StackInternals => stack as unknown as StackInternals;

export const groundInternals = (layout: VirtualLayout): GroundInternals | undefined =>
  (layout as unknown as { readonly groundItem?: GroundInternals }).groundItem;
