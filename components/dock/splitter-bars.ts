import type { DockModel } from './dock-model.js';
import { keepUsable, moveSplitter, splittersOf, type SplitterInfo } from './layout-geometry.js';
import type { LayoutTree } from './layout-tree.js';
import { isRtl } from './reading-direction.js';

/** How far an arrow key moves a bar, in CSS pixels; with Shift further. */
const STEP = 20;
const LEAP = 100;

const ARROWS: Readonly<Record<'row' | 'column', Readonly<Record<string, 1 | -1>>>> = {
  row: { ArrowLeft: -1, ArrowRight: 1 },
  column: { ArrowUp: -1, ArrowDown: 1 },
};

/** To the least and to the most that the place before the bar can have. */
const ENDS: Readonly<Record<string, number>> = { Home: -Infinity, End: Infinity };

/** A bar between two places, as it is now. */
export interface SplitterBar {
  readonly element: HTMLElement;
  readonly splitter: SplitterInfo;
  /** 1 where the bar goes onwards to the right or down, -1 where it goes to the left. */
  readonly onwards: 1 | -1;
  /** The layout with the bar further on. @param distance in CSS pixels; what no place can spare is not taken */
  moved(distance: number): LayoutTree;
}

/** Length of both places beside a bar, without the bars that the layout itself knows nothing of. */
function lengthBeside(bar: HTMLElement, kind: SplitterInfo['kind']): number {
  return [bar.previousElementSibling, bar.nextElementSibling].reduce((sum, place) => {
    if (!(place instanceof HTMLElement)) return sum;
    return sum + (kind === 'row' ? place.offsetWidth : place.offsetHeight);
  }, 0);
}

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

  /** The bar that something is in; null if it is in none. */
  at(target: EventTarget | null): SplitterBar | null {
    const element = target instanceof Element ? target.closest<HTMLElement>('.lm_splitter') : null;
    const nth = this.indexOf(element);
    const tree = this.#tree;
    const splitter = splittersOf(tree, this.#model.extent)[nth];
    if (!element || !splitter) return null;
    const length = lengthBeside(element, splitter.kind);
    return {
      element,
      splitter,
      onwards: splitter.kind === 'row' && isRtl(element) ? -1 : 1,
      moved(distance) {
        const position = splitter.position + distance / length;
        return moveSplitter(tree, nth, keepUsable(splitter, position));
      },
    };
  }

  indexOf(element: Element | null): number {
    return this.#bars.findIndex((bar) => bar === element);
  }

  focus(nth: number): void {
    this.#bars[nth]?.focus({ preventScroll: true });
  }

  readonly #keydown = (event: KeyboardEvent): void => {
    const bar = this.at(event.target);
    if (!bar) return;
    const arrow = (ARROWS[bar.splitter.kind][event.key] ?? 0) * bar.onwards;
    const distance = ENDS[event.key] ?? arrow * (event.shiftKey ? LEAP : STEP);
    if (distance === 0) return;
    event.preventDefault();
    this.#model.arrange(bar.moved(distance));
  };
}
