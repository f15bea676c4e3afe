import { Signal, type PlaceRequest } from '../../src/index.js';
import { isSame, LayoutHistory } from './layout-history.js';
import { usable, type Extent } from './layout-geometry.js';
import {
  keepWindows,
  stackWith,
  windowsOf,
  withActive,
  withoutWindow,
  withShare,
  type DockLayout,
  type LayoutTree,
} from './layout-tree.js';
import { NO_WISH, placeLike, placeNew, unitsToShare, type Wish } from './placement.js';

/** A window of the dock. */
export interface DockWindow {
  /** Tells it from all others, even from one of the same id that is just being closed. */
  readonly key: string;
  readonly request: PlaceRequest;
  /** What the window calls itself. */
  readonly name: string;
  /** What the user calls it; null: as it calls itself. */
  readonly title: string | null;
  readonly hidden: boolean;
}

const EMPTY: DockLayout = { tree: null, maximized: null };

/** Until the dock has a size, it is as large as most are. */
const USUAL: Extent = { width: 1280, height: 720 };

/** Which windows a dock has, how they are laid out, and which one is active. Knows no page. */
export class DockModel {
  readonly onChange = new Signal<void>();
  /** Set by who knows; placing depends on the room there is. */
  extent: Extent = USUAL;
  readonly #windows = new Map<string, DockWindow>();
  readonly #history = new LayoutHistory();
  /** Keys, the active window's last. */
  #recent: readonly string[] = [];
  #layout = EMPTY;
  /** Where hidden windows and those to be restored belong. */
  readonly #homes = new Map<string, LayoutTree>();
  #restoring: { readonly layout: DockLayout; touched: boolean } | null = null;

  get windows(): readonly DockWindow[] {
    return [...this.#windows.values()];
  }

  get layout(): DockLayout {
    return this.#layout;
  }

  /** Null when no window is shown. */
  get active(): string | null {
    return this.#recent.at(-1) ?? null;
  }

  /** The key of the window of an id, of the newest if there are two; null if there is none. */
  keyOf(id: string): string | null {
    return this.windows.findLast(({ request }) => request.id === id)?.key ?? null;
  }

  idOf(key: string | null): string | null {
    return (key === null ? null : this.#windows.get(key)?.request.id) ?? null;
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

  window(key: string): DockWindow | null {
    return this.#windows.get(key) ?? null;
  }

  titleOf(key: string): string {
    const window = this.#windows.get(key);
    return window?.title ?? window?.name ?? key;
  }

  /** @returns the key of the new window, which is the active one then */
  add(
    request: PlaceRequest,
    { title, hidden }: Pick<DockWindow, 'title' | 'hidden'> = { title: null, hidden: false },
  ): string {
    const key = this.#freeKey(request.id);
    const { name } = request;
    this.#windows.set(key, { key, request, name, title, hidden });
    if (hidden) this.#homes.set(key, this.#restoring?.layout.tree ?? null);
    else this.#insert(key, request);
    this.#changed();
    return key;
  }

  remove(key: string): void {
    if (!this.#windows.delete(key)) return;
    this.#homes.delete(key);
    this.#takeOut(key);
    this.#changed();
  }

  rename(key: string, names: { name?: string; title?: string | null }): void {
    const window = this.#windows.get(key);
    if (!window) return;
    this.#windows.set(key, { ...window, ...names });
    this.#changed();
  }

  /** Makes a window the active one and brings it into view. */
  select(key: string): void {
    const window = this.#windows.get(key);
    if (!window) return;
    if (window.hidden) this.setHidden(key, false);
    const { tree, maximized } = this.#layout;
    const inFront = stackWith(tree, key)?.active === key;
    const covered = maximized !== null && !this.isMaximized(key);
    if (this.active === key && inFront && !covered) return;
    this.#layout = { tree: withActive(tree, key), maximized: covered ? null : maximized };
    this.#touch(key);
    this.#changed();
  }

  setHidden(key: string, hidden: boolean): void {
    const window = this.#windows.get(key);
    if (!window || window.hidden === hidden) return;
    this.#windows.set(key, { ...window, hidden });
    if (hidden) {
      this.#homes.set(key, this.#layout.tree);
      this.#takeOut(key);
    } else {
      const home = this.#homes.get(key) ?? null;
      this.#homes.delete(key);
      this.#layout = {
        tree: placeLike(this.#layout.tree, key, home, this.extent),
        maximized: null,
      };
      this.#touch(key);
    }
    this.#changed();
  }

  /** Puts the windows as the user wants them, which can be undone. */
  arrange(tree: LayoutTree, maximized = this.#layout.maximized): void {
    this.#commit(this.#reconcile({ tree: usable(tree, this.extent), maximized }));
  }

  /** Lets the stack of a window fill the dock, or no stack. */
  maximize(key: string | null): void {
    this.arrange(this.#layout.tree, key);
  }

  toggleMaximized(key: string): void {
    this.maximize(this.isMaximized(key) ? null : key);
  }

  /** @param size in grid units */
  resize(key: string, size: { w?: number; h?: number }): void {
    const across = unitsToShare(size.w, this.extent.width);
    const down = unitsToShare(size.h, this.extent.height);
    let { tree } = this.#layout;
    if (across !== null) tree = withShare(tree, key, 'row', across);
    if (down !== null) tree = withShare(tree, key, 'column', down);
    // It is the window that wants this, not the user.
    this.#commit(this.#reconcile({ ...this.#layout, tree: usable(tree, this.extent) }), false);
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
    this.#changed();
  }

  /** @param active id of the window that was the active one then */
  endRestoring(active: string | null): void {
    const isTouched = this.#restoring?.touched;
    this.#restoring = null;
    if (active !== null && !isTouched) this.select(active);
  }

  #insert(key: string, wish: Wish & Pick<PlaceRequest, 'fullscreen'>): void {
    const { tree } = this.#layout;
    const former = this.#restoring?.layout;
    if (former && stackWith(former.tree, key)) {
      // Once the user has moved something, it must not move back.
      this.#layout = this.#restoring?.touched
        ? { ...this.#layout, tree: placeLike(tree, key, former.tree, this.extent) }
        : this.#reconcile(former);
    } else {
      const placed = withActive(placeNew(tree, key, wish, this.extent), key);
      const fills = wish.fullscreen || wish.standalone;
      const maximized = maximizedWith({ ...this.#layout, tree: placed }, key);
      this.#layout = { tree: placed, maximized: fills ? key : maximized };
    }
    this.#touch(key);
  }

  #takeOut(key: string): void {
    const { tree, maximized } = this.#layout;
    const mates = stackWith(tree, key)?.windows.filter((other) => other !== key) ?? [];
    const rest = withoutWindow(tree, key);
    const heir = mates.length > 0 ? (stackWith(rest, mates[0] ?? '')?.active ?? null) : null;
    this.#layout = { tree: rest, maximized: maximized === key ? heir : maximized };
    const wasActive = this.active === key;
    this.#recent = this.#recent.filter((other) => other !== key);
    if (!wasActive) return;
    // Within a stack the eye stays where it is; else it goes back to where it came from.
    const next = heir ?? this.active;
    if (next !== null) this.#touch(next);
  }

  #commit(next: DockLayout, canBeUndone = true): void {
    if (isSame(next, this.#layout)) {
      this.#layout = next;
      return;
    }
    if (canBeUndone) this.#history.push(this.#layout);
    if (this.#restoring) this.#restoring.touched = true;
    this.#layout = next;
    this.#changed();
  }

  #travelTo(layout: DockLayout | null): void {
    if (!layout) return;
    this.#layout = layout;
    const { active } = this;
    if (active !== null) this.#layout = { ...layout, tree: withActive(layout.tree, active) };
    this.#changed();
  }

  /** A former layout with the windows there are now. */
  readonly #reconcile = (former: DockLayout): DockLayout => {
    let tree = keepWindows(former.tree, (key) => this.#isShown(key));
    const present = new Set(windowsOf(tree));
    for (const { key, hidden } of this.#windows.values())
      if (!hidden && !present.has(key)) tree = placeNew(tree, key, NO_WISH, this.extent);
    return this.#valid({ ...former, tree });
  };

  #valid({ tree, maximized }: DockLayout): DockLayout {
    const isThere = maximized !== null && stackWith(tree, maximized) !== null;
    return { tree, maximized: isThere ? maximized : null };
  }

  #isShown(key: string): boolean {
    return this.#windows.get(key)?.hidden === false;
  }

  #touch(key: string): void {
    this.#recent = [...this.#recent.filter((other) => other !== key), key];
  }

  #freeKey(id: string): string {
    let key = id;
    for (let nth = 2; this.#windows.has(key); nth++) key = `${id} (${nth})`;
    return key;
  }

  #changed(): void {
    this.onChange.emit();
  }
}

/** The maximised window, if another is in its stack. */
function maximizedWith({ tree, maximized }: DockLayout, key: string): string | null {
  const isMate = maximized !== null && stackWith(tree, maximized)?.windows.includes(key);
  return isMate ? maximized : null;
}
