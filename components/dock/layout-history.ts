import { shapeOf, type DockLayout } from './layout-tree.js';

/** How many steps can be undone. */
const LONGEST = 100;

/** A former layout as it would be with the windows there are now. */
type Reconcile = (former: DockLayout) => DockLayout;

/**
 * Layouts that can be gone back to. Windows come and go meanwhile, so a former layout may come to the same as
 * the present one: such steps are passed over.
 */
export class LayoutHistory {
  #past: readonly DockLayout[] = [];
  #future: readonly DockLayout[] = [];

  /** Remembers a layout that is about to be left. */
  push(layout: DockLayout): void {
    this.#past = [...this.#past, layout].slice(-LONGEST);
    this.#future = [];
  }

  canUndo(present: DockLayout, reconcile: Reconcile): boolean {
    return findStep(this.#past, present, reconcile) !== null;
  }

  canRedo(present: DockLayout, reconcile: Reconcile): boolean {
    return findStep(this.#future, present, reconcile) !== null;
  }

  /** @returns the layout to go to; null if there is none */
  undo(present: DockLayout, reconcile: Reconcile): DockLayout | null {
    const step = findStep(this.#past, present, reconcile);
    if (!step) return null;
    this.#past = step.rest;
    this.#future = [...this.#future, present];
    return step.layout;
  }

  redo(present: DockLayout, reconcile: Reconcile): DockLayout | null {
    const step = findStep(this.#future, present, reconcile);
    if (!step) return null;
    this.#future = step.rest;
    this.#past = [...this.#past, present];
    return step.layout;
  }
}

interface Step {
  readonly layout: DockLayout;
  readonly rest: readonly DockLayout[];
}

function findStep(
  layouts: readonly DockLayout[],
  present: DockLayout,
  reconcile: Reconcile,
): Step | null {
  for (let at = layouts.length - 1; at >= 0; at--) {
    const former = layouts[at];
    const layout = former && reconcile(former);
    if (layout && !isSame(layout, present)) return { layout, rest: layouts.slice(0, at) };
  }
  return null;
}

/** Whether two layouts look the same, but for which tabs are in front. */
export function isSame(a: DockLayout, b: DockLayout): boolean {
  return shapeOf(a.tree) === shapeOf(b.tree) && a.maximized === b.maximized;
}
