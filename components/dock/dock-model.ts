import { Signal, type PlaceRequest } from '../../src/index.js';
import {
  addWindow,
  bringToFront,
  maximizedWith,
  reconcile,
  resizeWindow,
  takeOut,
} from './arrangement.js';
import { DockWindows, type DockWindow } from './dock-windows.js';
import { isSame, LayoutHistory } from './layout-history.js';
import { usable, type Extent } from './layout-geometry.js';
import {
  stackWith,
  windowsOf,
  withActive,
  type DockLayout,
  type LayoutTree,
} from './layout-tree.js';
import { placeLike } from './placement.js';

const EMPTY: DockLayout = { tree: null, maximized: null };

/** Until the dock has a size, it is as large as most are. */
const USUAL: Extent = { width: 1280, height: 720 };

/** Which windows a dock has, how they are laid out, and which one is active. Knows no page. */
export class DockModel {
  readonly onChange = new Signal<void>();
  /** Set by who knows; placing depends on the room there is. */
  extent: Extent = USUAL;
  readonly #windows = new DockWindows();
  readonly #history = new LayoutHistory();
  #layout = EMPTY;
  /** Where hidden windows belong. */
  readonly #homes = new Map<string, LayoutTree>();
  #restoring: { readonly layout: DockLayout; touched: boolean } | null = null;

  get windows(): readonly DockWindow[] {
    return this.#windows.all;
  }

  get layout(): DockLayout {
    return this.#layout;
  }

  /** Null when no window is shown. */
  get active(): string | null {
    return this.#windows.active;
  }

  /** The key of the window of an id, of the newest if there are two; null if there is none. */
  keyOf(id: string): string | null {
    return this.#windows.keyOf(id);
  }

  idOf(key: string | null): string | null {
    return this.#windows.idOf(key);
  }

  titleOf(key: string): string {
    return this.#windows.titleOf(key);
  }

  window(key: string): DockWindow | null {
    return this.#windows.get(key) ?? null;
  }

  /** The window in front of the stack that fills the dock, if it wants no bar above it. */
  get standalone(): string | null {
    const { tree, maximized } = this.#layout;
    const front = maximized === null ? undefined : stackWith(tree, maximized)?.active;
    const window = front === undefined ? undefined : this.#windows.get(front);
    return window?.request.standalone ? window.key : null;
  }

  /** The windows that are shown, as they lie on the page. */
  inOrder(): readonly string[] {
    return windowsOf(this.#layout.tree);
  }

  /** Whether the stack of a window fills the dock. */
  isMaximized(key: string): boolean {
    return maximizedWith(this.#layout, key) !== null;
  }

  /** @returns the key of the new window, which is the active one then */
  add(
    request: PlaceRequest,
    marks: Pick<DockWindow, 'title' | 'hidden'> = { title: null, hidden: false },
  ): string {
    const key = this.#windows.add(request, marks);
    if (marks.hidden) this.#homes.set(key, this.#restoring?.layout.tree ?? null);
    else this.#insert(key, request);
    this.onChange.emit();
    return key;
  }

  remove(key: string): void {
    if (!this.#windows.remove(key)) return;
    this.#homes.delete(key);
    this.#takeOut(key);
    this.onChange.emit();
  }

  rename(key: string, names: { name?: string; title?: string | null }): void {
    if (this.#windows.change(key, names)) this.onChange.emit();
  }

  /** Makes a window the active one and brings it into view. */
  select(key: string): void {
    const window = this.#windows.get(key);
    if (!window) return;
    if (window.hidden) this.setHidden(key, false);
    const { tree, maximized } = this.#layout;
    const next = bringToFront(this.#layout, key);
    const isInFront = stackWith(tree, key)?.active === key && maximized === next.maximized;
    if (this.active === key && isInFront) return;
    this.#layout = next;
    this.#windows.activate(key);
    this.onChange.emit();
  }

  setHidden(key: string, hidden: boolean): void {
    const window = this.#windows.get(key);
    if (!window || window.hidden === hidden) return;
    this.#windows.change(key, { hidden });
    const { tree } = this.#layout;
    if (hidden) {
      this.#homes.set(key, tree);
      this.#takeOut(key);
    } else {
      const home = this.#homes.get(key) ?? null;
      this.#homes.delete(key);
      this.#layout = { tree: placeLike(tree, key, home, this.extent), maximized: null };
      this.#windows.activate(key);
    }
    this.onChange.emit();
  }

  /** Puts the windows as the user wants them, which can be undone. */
  arrange(tree: LayoutTree, maximized = this.#layout.maximized): void {
    this.#commit({ tree: usable(tree, this.extent), maximized });
  }

  /** Lets the stack of a window fill the dock, or not any more. */
  toggleMaximized(key: string): void {
    this.arrange(this.#layout.tree, this.isMaximized(key) ? null : key);
  }

  /** It is the window that wants this, not the user. @param size in grid units */
  resize(key: string, size: { w?: number; h?: number }): void {
    this.#commit(resizeWindow(this.#layout, key, size, this.extent), false);
  }

  get canUndo(): boolean {
    return this.#history.canUndo(this.#layout, this.#reconcile);
  }

  get canRedo(): boolean {
    return this.#history.canRedo(this.#layout, this.#reconcile);
  }

  undo(): void {
    this.#travelTo(this.#history.undo(this.#layout, this.#reconcile));
  }

  redo(): void {
    this.#travelTo(this.#history.redo(this.#layout, this.#reconcile));
  }

  /** From now on windows of these ids go where they are in a former layout. */
  startRestoring(layout: DockLayout): void {
    this.#restoring = { layout, touched: false };
    this.#layout = this.#reconcile(layout);
    this.onChange.emit();
  }

  /** @param active id of the window that was the active one then */
  endRestoring(active: string | null): void {
    const isTouched = this.#restoring?.touched;
    this.#restoring = null;
    if (active !== null && !isTouched) this.select(active);
  }

  #insert(key: string, request: PlaceRequest): void {
    const { extent } = this;
    const restoring = this.#restoring;
    const layout = this.#layout;
    if (!restoring || !stackWith(restoring.layout.tree, key))
      this.#layout = addWindow(layout, key, request, extent);
    // Once the user has moved something, it must not move back.
    else if (restoring.touched)
      this.#layout = {
        ...layout,
        tree: placeLike(layout.tree, key, restoring.layout.tree, extent),
      };
    else this.#layout = this.#reconcile(restoring.layout);
    this.#windows.activate(key);
  }

  #takeOut(key: string): void {
    const { layout, heir } = takeOut(this.#layout, key);
    this.#layout = layout;
    this.#windows.deactivate(key, heir);
  }

  #commit(wanted: DockLayout, canBeUndone = true): void {
    const next = this.#reconcile(wanted);
    const former = this.#layout;
    this.#layout = next;
    if (isSame(next, former)) return;
    if (canBeUndone) this.#history.push(former);
    if (this.#restoring) this.#restoring.touched = true;
    this.onChange.emit();
  }

  #travelTo(layout: DockLayout | null): void {
    if (!layout) return;
    const { active } = this;
    this.#layout = active === null ? layout : { ...layout, tree: withActive(layout.tree, active) };
    this.onChange.emit();
  }

  /** A former layout with the windows there are now. */
  readonly #reconcile = (former: DockLayout): DockLayout => {
    const shown = this.windows.filter(({ hidden }) => !hidden).map(({ key }) => key);
    return reconcile(former, shown, this.extent);
  };
}
