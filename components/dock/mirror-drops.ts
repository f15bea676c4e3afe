import type { Stack } from 'golden-layout';
import { stackInternals, type GroundInternals } from './golden-internals.js';
import { isRtl } from './reading-direction.js';

const mirrored = new WeakSet<object>();

/**
 * Lets golden-layout drop at a side of a stack where it shows that it will: for it what comes before always
 * lies to the left, and on a page that is read from right to left it lies to the right.
 */
export function mirrorStack(stack: Stack): void {
  if (mirrored.has(stack)) return;
  mirrored.add(stack);
  const internals = stackInternals(stack);
  const getArea = internals.getArea.bind(stack);
  internals.getArea = () => {
    const area = getArea();
    const sides = internals._contentAreaDimensions;
    if (isRtl(stack.element) && sides['left'] && sides['right'])
      [sides['left'], sides['right']] = [sides['right'], sides['left']];
    return area;
  };
  const highlight = internals.highlightHeaderDropZone.bind(stack);
  internals.highlightHeaderDropZone = (x) =>
    highlight(isRtl(stack.element) ? mirrorOnTab(stack, x) : x);
}

/** The same for the edges of the whole layout. @param root what the layout is in */
export function mirrorEdges(ground: GroundInternals, root: Element): void {
  if (mirrored.has(ground)) return;
  mirrored.add(ground);
  const opposite: Readonly<Record<string, string>> = { x1: 'x2', x2: 'x1' };
  const createSideAreas = ground.createSideAreas.bind(ground);
  ground.createSideAreas = () => {
    const areas = createSideAreas();
    if (!isRtl(root)) return areas;
    return areas.map((area) => ({ ...area, side: opposite[area.side] ?? area.side }));
  };
}

/** Where the pointer would be on the tab under it, or behind all tabs, if they lay from left to right. */
function mirrorOnTab(stack: Stack, x: number): number {
  const { scrollLeft } = document.body;
  const tabs = stack.header.tabs.map(({ element }) => element.getBoundingClientRect());
  const under = tabs.find(({ left, right }) => x - scrollLeft >= left && x - scrollLeft < right);
  if (under) return under.left + under.right + 2 * scrollLeft - x;
  const last = tabs.at(-1);
  return last && x - scrollLeft < last.left ? Infinity : -Infinity;
}
