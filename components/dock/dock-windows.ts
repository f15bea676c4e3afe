import type { PlaceRequest } from '../../src/index.js';

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

/** The windows of a dock by their keys, and which of those that are shown the user works with. */
export class DockWindows {
  readonly #windows = new Map<string, DockWindow>();
  /** Keys, the active window's last. */
  #recent: readonly string[] = [];

  get all(): readonly DockWindow[] {
    return [...this.#windows.values()];
  }

  /** Null when no window is shown. */
  get active(): string | null {
    return this.#recent.at(-1) ?? null;
  }

  get(key: string): DockWindow | undefined {
    return this.#windows.get(key);
  }

  /** The key of the window of an id, of the newest if there are two; null if there is none. */
  keyOf(id: string): string | null {
    return this.all.findLast(({ request }) => request.id === id)?.key ?? null;
  }

  idOf(key: string | null): string | null {
    return (key === null ? null : this.#windows.get(key)?.request.id) ?? null;
  }

  titleOf(key: string): string {
    const window = this.#windows.get(key);
    return window?.title ?? window?.name ?? key;
  }

  /** @returns its key */
  add(request: PlaceRequest, marks: Pick<DockWindow, 'title' | 'hidden'>): string {
    const key = this.#freeKey(request.id);
    this.#windows.set(key, { key, request, name: request.name, ...marks });
    return key;
  }

  /** @returns whether there was one to change */
  change(key: string, part: Partial<Pick<DockWindow, 'name' | 'title' | 'hidden'>>): boolean {
    const window = this.#windows.get(key);
    if (window) this.#windows.set(key, { ...window, ...part });
    return window !== undefined;
  }

  /** @returns whether there was one to remove */
  remove(key: string): boolean {
    return this.#windows.delete(key);
  }

  activate(key: string): void {
    this.#recent = [...this.#recent.filter((other) => other !== key), key];
  }

  /**
   * A window is not shown any more.
   * @param heir what the eye falls on where it was; null: it goes back to where it came from
   */
  deactivate(key: string, heir: string | null): void {
    const wasActive = this.active === key;
    this.#recent = this.#recent.filter((other) => other !== key);
    if (wasActive && heir !== null) this.activate(heir);
  }

  #freeKey(id: string): string {
    let key = id;
    for (let nth = 2; this.#windows.has(key); nth++) key = `${id} (${nth})`;
    return key;
  }
}
