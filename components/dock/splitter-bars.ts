import { keepUsable, moveSplitter, splittersOf } from './layout-geometry.js';
import type { DockModel } from './dock-model.js';
import type { LayoutTree } from './layout-tree.js';

/** How far an arrow key moves a bar, in CSS pixels; with Shift further. */
const STEP = 20;
const LEAP = 100;

const TOWARDS: Readonly<Record<'row' | 'column', Readonly<Record<string, 1 | -1>>>> = {
  row: { ArrowLeft: -1, ArrowRight: 1 },
  column: { ArrowUp: -1, ArrowDown: 1 },
};

/** Makes the bars between places reachable for everybody. */
export class SplitterBars {
  readonly #model: DockModel;
  #bars: readonly HTMLElement[] = [];
  #tree: LayoutTree = null;

  /** @param root what golden-layout draws in */
  constructor(root: HTMLElement, model: DockModel) {
    this.#model = model;
    root.addEventListener('keydown', this.#keydown);
  }

  /** @param tree what has been drawn */
  dress(bars: readonly HTMLElement[], tree: LayoutTree): void {
    this.#bars = bars;
    this.#tree = tree;
    const splitters = splittersOf(tree, this.#model.extent);
    bars.forEach((bar, nth) => {
      const splitter = splitters[nth];
      if (!splitter) return;
      const least = keepUsable(splitter, 0);
      bar.tabIndex = 0;
      bar.title = 'Resize with the arrow keys';
      bar.setAttribute('role', 'separator');
      bar.setAttribute('aria-label', 'Resize');
      bar.setAttribute('aria-orientation', splitter.kind === 'row' ? 'vertical' : 'horizontal');
      bar.setAttribute('aria-valuemin', `${Math.round(least * 100)}`);
      bar.setAttribute('aria-valuemax', `${Math.round((1 - least) * 100)}`);
      bar.setAttribute('aria-valuenow', `${Math.round(splitter.position * 100)}`);
    });
  }

  indexOf(element: Element | null): number {
    return this.#bars.findIndex((bar) => bar === element);
  }

  focus(nth: number): void {
    this.#bars[nth]?.focus({ preventScroll: true });
  }

  readonly #keydown = (event: KeyboardEvent): void => {
    const nth = this.#bars.findIndex((bar) => bar === event.target);
    const splitter = splittersOf(this.#tree, this.#model.extent)[nth];
    if (!splitter) return;
    const step = (event.shiftKey ? LEAP : STEP) / splitter.length;
    const steps = { ...TOWARDS[splitter.kind], Home: -Infinity, End: Infinity };
    const sign = Object.entries(steps).find(([key]) => key === event.key)?.[1];
    if (sign === undefined) return;
    event.preventDefault();
    const position = keepUsable(splitter, splitter.position + sign * step);
    this.#model.arrange(moveSplitter(this.#tree, nth, position));
  };
}
