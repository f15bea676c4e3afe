import type { DockActions } from './dock-actions.js';
import type { DockModel } from './dock-model.js';
import { DragGesture } from './drag-gesture.js';
import { adoptDragStyles, dressDragged, showResizing } from './drag-theme.js';
import { GoldenSurface } from './golden-surface.js';
import type { Box } from './layout-geometry.js';
import { changeStacks, stackWith, type LayoutNode, type LayoutTree } from './layout-tree.js';
import { SplitterBars } from './splitter-bars.js';
import { SplitterDrag } from './splitter-drag.js';
import { keyAt, TabBars } from './tab-bars.js';

/** What the user drags: a tab, or a bar between places. */
export type Dragged = 'tab' | 'bar';

/** What a view tells its dock. */
export interface LayoutViewListener {
  /** While the user drags, frames must let the pointer through. @param what null: not any more */
  dragging(what: Dragged | null): void;
  /** Places have moved: frames shall follow. */
  moved(): void;
}

/** The tiled layout on the page: draws the model, and tells it what the user drags. */
export class LayoutView {
  readonly #dock: HTMLElement;
  readonly #model: DockModel;
  readonly #listener: LayoutViewListener;
  readonly #surface: GoldenSurface;
  readonly #tabs: TabBars;
  readonly #splitters: SplitterBars;
  readonly #gesture: DragGesture;
  readonly #splitterDrag: SplitterDrag;
  readonly #titleOf: (key: string) => string;
  /** What was on the page when the user took hold of something. */
  #before = '';
  /** The tab it was. */
  #held: Element | null = null;
  #isLate = false;

  /** @param root what it draws in; nothing else is in it */
  constructor(
    dock: HTMLElement,
    root: HTMLElement,
    model: DockModel,
    actions: DockActions,
    listener: LayoutViewListener,
  ) {
    adoptDragStyles();
    this.#dock = dock;
    this.#model = model;
    this.#listener = listener;
    this.#titleOf = (key) => actions.titleOf(key);
    this.#surface = new GoldenSurface(root);
    this.#surface.onMove = () => listener.moved();
    this.#tabs = new TabBars(root, actions);
    this.#splitters = new SplitterBars(root, model);
    this.#gesture = new DragGesture(root, {
      started: (tab) => this.#started(tab),
      moved: () => dressDragged(dock, this.#surface.indicator),
      ended: (cancelled) => this.#ended(cancelled),
    });
    this.#splitterDrag = new SplitterDrag(root, this.#splitters, {
      started: (kind) => {
        showResizing(kind);
        listener.dragging('bar');
      },
      moved: (tree) => {
        this.#draw(tree);
        listener.moved();
      },
      ended: (tree) => {
        showResizing(null);
        listener.dragging(null);
        if (tree) model.arrange(tree);
        this.update();
        listener.moved();
      },
    });
  }

  /** Where the content of each visible window is. */
  boxes(): ReadonlyMap<string, Box> {
    return this.#surface.boxes();
  }

  /** Shows how it stands with the model; during a drag only afterwards. */
  update(force = false): void {
    if (this.#gesture.isActive || this.#splitterDrag.isActive) {
      this.#isLate = true;
      return;
    }
    this.#isLate = false;
    const focus = this.#focused();
    this.#draw(this.#drawnTree(), force);
    if (focus && !this.#focused()) this.#giveBack(focus);
  }

  resize(): void {
    this.#surface.resize();
    this.#dress(this.#drawnTree());
  }

  /** @returns whether the window has a tab to focus */
  focusTab(key: string): boolean {
    return this.#tabs.focus(key);
  }

  rename(key: string): void {
    this.#tabs.rename(key);
  }

  dispose(): void {
    this.#gesture.dispose();
    this.#splitterDrag.dispose();
    this.#surface.dispose();
  }

  /** A maximised stack is drawn as if it were alone. */
  #drawnTree(): LayoutTree {
    const { tree, maximized } = this.#model.layout;
    const stack = maximized === null ? null : stackWith(tree, maximized);
    return stack ? { ...stack, size: 1 } : tree;
  }

  #draw(tree: LayoutTree, force = false): void {
    this.#surface.draw(tree, this.#titleOf, force);
    this.#dress(tree);
  }

  #dress(tree: LayoutTree): void {
    this.#tabs.dress(this.#surface.stacks());
    this.#splitters.dress(this.#surface.splitters(), tree);
  }

  #started(tab: Element): void {
    this.#held = tab;
    this.#before = JSON.stringify(this.#surface.read());
    dressDragged(this.#dock, this.#surface.indicator);
    this.#listener.dragging('tab');
  }

  #ended(cancelled: boolean): void {
    this.#listener.dragging(null);
    // Golden-layout makes a new tab of one that is dragged.
    const dragged = this.#held?.isConnected === false;
    const after = dragged && !cancelled ? this.#surface.read() : null;
    if (after && JSON.stringify(after) !== this.#before) this.#take(after);
    const key = keyAt(this.#held);
    if (after && key !== null) this.#model.select(key);
    // Whatever golden-layout made of the drag, it is drawn anew: its new tabs are bare.
    if (dragged || this.#isLate) this.update(dragged);
    this.#listener.moved();
  }

  #take(after: LayoutNode): void {
    const { tree, maximized } = this.#model.layout;
    if (maximized === null) return this.#model.arrange(after);
    const former = stackWith(tree, maximized);
    const merged = changeStacks(tree, (stack) =>
      stack === former ? { ...after, size: stack.size } : stack,
    );
    this.#model.arrange(merged, after.kind === 'stack' ? maximized : null);
  }

  #focused(): FocusedPart | null {
    const root = this.#dock.shadowRoot;
    const active = root?.activeElement ?? null;
    const splitter = this.#splitters.indexOf(active);
    if (splitter >= 0) return { kind: 'splitter', nth: splitter };
    if (active?.matches('.lm_tab')) return { kind: 'tab', key: keyAt(active) ?? '' };
    const what = active instanceof HTMLElement ? active.dataset['do'] : undefined;
    const tab = active?.closest('.lm_header')?.querySelector('.lm_active') ?? null;
    return what ? { kind: 'button', what, key: keyAt(tab) ?? '' } : null;
  }

  /** What had the focus was drawn anew. */
  #giveBack(focus: FocusedPart): void {
    if (focus.kind === 'splitter') return this.#splitters.focus(focus.nth);
    const found = focus.kind === 'button' && this.#tabs.focusButton(focus.key, focus.what);
    if (found || this.#tabs.focus(focus.key)) return;
    const { active } = this.#model;
    if (active !== null) this.#tabs.focus(active);
  }
}

type FocusedPart =
  | { readonly kind: 'splitter'; readonly nth: number }
  | { readonly kind: 'tab'; readonly key: string }
  | { readonly kind: 'button'; readonly what: string; readonly key: string };
