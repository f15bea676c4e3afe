import { followPointer } from './follow-pointer.js';
import type { LayoutTree } from './layout-tree.js';
import type { SplitterInfo } from './layout-geometry.js';
import type { SplitterBars } from './splitter-bars.js';

export interface SplitterDragListener {
  started(kind: SplitterInfo['kind']): void;
  /** The layout as it would be if the bar were let go here; at most once a frame. */
  moved(tree: LayoutTree): void;
  /** @param tree what the user wants; null: nothing */
  ended(tree: LayoutTree): void;
}

/** Moves the bars between places by pointer. Golden-layout would resize the places only when one is let go. */
export class SplitterDrag {
  readonly #root: HTMLElement;
  readonly #bars: SplitterBars;
  readonly #listener: SplitterDragListener;
  #giveUp: (() => void) | null = null;

  /** @param root holds all bars */
  constructor(root: HTMLElement, bars: SplitterBars, listener: SplitterDragListener) {
    this.#root = root;
    this.#bars = bars;
    this.#listener = listener;
    root.addEventListener('pointerdown', this.#press, { capture: true });
  }

  /** Whether the user holds a bar. */
  get isActive(): boolean {
    return this.#giveUp !== null;
  }

  dispose(): void {
    this.#giveUp?.();
    this.#root.removeEventListener('pointerdown', this.#press, { capture: true });
  }

  readonly #press = (event: PointerEvent): void => {
    const bar = this.#bars.at(event.target);
    if (!bar) return;
    event.stopPropagation();
    if (!event.isPrimary || event.button !== 0) return;
    this.#giveUp?.();
    const isAcross = bar.splitter.kind === 'row';
    // The pointer is measured on the screen, places where nothing is scaled yet.
    const scale = this.#root.getBoundingClientRect().width / this.#root.offsetWidth || 1;
    let tree: LayoutTree = null;
    let frame = 0;
    this.#giveUp = followPointer(event, {
      moved: (move) => {
        const way = isAcross ? move.clientX - event.clientX : move.clientY - event.clientY;
        tree = bar.moved((bar.onwards * way) / scale);
        frame ||= requestAnimationFrame(() => {
          frame = 0;
          this.#listener.moved(tree);
        });
      },
      ended: (cancelled) => {
        cancelAnimationFrame(frame);
        this.#giveUp = null;
        bar.element.removeAttribute('data-held');
        this.#listener.ended(cancelled ? null : tree);
      },
    });
    bar.element.toggleAttribute('data-held', true);
    this.#listener.started(bar.splitter.kind);
  };
}
