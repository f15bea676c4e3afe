import { ImjoyError, messageOf, reportError } from '../../src/index.js';
import type { DockModel } from './dock-model.js';
import type { DockWindow } from './dock-windows.js';
import type { DockHost } from './dock-host.js';
import { changeStacks, keepWindows, stackWith } from './layout-tree.js';
import {
  parseSavedLayout,
  plainConfig,
  toSavedLayout,
  type SavedLayout,
  type SavedWindow,
} from './saved-layout.js';

/** The layout and its windows as plain JSON: those that can be opened again, as if the others were closed. */
export function saveLayout(model: DockModel, host: DockHost | null): SavedLayout {
  // Of two windows with one id, the older one is just being closed.
  const saved = new Map(
    model.windows
      .filter(({ request: { id } }) => host?.canReopen?.(id) ?? true)
      .map((window) => [window.request.id, window]),
  );
  const kept = new Map([...saved].map(([id, { key }]) => [key, id]));
  const idOf = (key: string | null): string | null =>
    key === null ? null : (kept.get(key) ?? null);
  const { tree, maximized } = model.layout;
  const filling = maximized === null ? null : stackWith(tree, maximized);
  return toSavedLayout({
    tree: changeStacks(
      keepWindows(tree, (key) => kept.has(key)),
      (stack) => ({
        ...stack,
        windows: stack.windows.map((key) => idOf(key) ?? key),
        active: idOf(stack.active) ?? stack.active,
      }),
    ),
    maximized: idOf(maximized) ?? idOf(filling?.windows.find((key) => kept.has(key)) ?? null),
    active: idOf(model.active),
    windows: [...saved.values()].map((window) => toSavedWindow(window, host)),
  });
}

function toSavedWindow(window: DockWindow, host: DockHost | null): SavedWindow {
  const { request, name, title, hidden } = window;
  const { id, type, standalone, size } = request;
  const config = plainConfig(host?.configOf?.(id) ?? null);
  return { id, type, name, title, hidden, standalone, size, config };
}

/** Brings a saved layout back. One is at work at a time: the next takes over from the last. */
export class LayoutRestorer {
  readonly #model: DockModel;
  #waiting: ReadonlyMap<string, SavedWindow> = new Map();

  constructor(model: DockModel) {
    this.#model = model;
  }

  /** What the user had made of a window that is being opened again. */
  takeFormer(id: string): { title: string | null; hidden: boolean } {
    const { title = null, hidden = false } = this.#waiting.get(id) ?? {};
    return { title, hidden };
  }

  /** @returns whether there was a layout to restore */
  async restore(saved: unknown, reopen: (window: SavedWindow) => unknown): Promise<boolean> {
    const layout = readLayout(saved);
    if (!layout) return false;
    const waiting = new Map(layout.windows.map((window) => [window.id, window]));
    this.#waiting = waiting;
    this.#model.startRestoring(layout);
    await Promise.all(
      layout.windows
        .filter(({ id }) => !this.#model.windows.some(({ request }) => request.id === id))
        .map((window) => reopenOne(window, reopen)),
    );
    if (this.#waiting !== waiting) return true;
    this.#waiting = new Map();
    this.#model.endRestoring(layout.active);
    return true;
  }
}

function readLayout(saved: unknown): SavedLayout | null {
  try {
    return parseSavedLayout(saved);
  } catch (error) {
    const message = `The saved layout is ignored: ${messageOf(error)}`;
    reportError(new ImjoyError('ARGUMENT', message, { cause: error }), 'dock');
    return null;
  }
}

async function reopenOne(
  window: SavedWindow,
  reopen: (window: SavedWindow) => unknown,
): Promise<void> {
  try {
    await reopen(window);
  } catch (error) {
    reportError(error, `window "${window.title ?? window.name}" of the saved layout`);
  }
}
