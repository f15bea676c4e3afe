import { reportError, type Workspace } from '../../src/index.js';
import type { ImjoyDockElement } from '../dock/dock-element.js';
import type { SavedWindow } from '../dock/saved-layout.js';

/** The document of a workspace that holds its layout. */
const LAYOUT = 'layout';

/** How long a layout rests before it is written, in milliseconds: a drag changes it many times. */
const DELAY = 400;

/** Keeps the layout of a dock with its workspace, and opens what it showed again. */
export class LayoutKeeper {
  readonly #workspace: Workspace;
  readonly #dock: ImjoyDockElement;
  readonly #disconnect: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #restored = false;
  #disposed = false;

  constructor(workspace: Workspace, dock: ImjoyDockElement) {
    this.#workspace = workspace;
    this.#dock = dock;
    dock.addEventListener('imjoy-dock-changed', this.#onChanged);
    // The windows close then, which is no wish of the user's.
    this.#disconnect = workspace.onEnding.connect(() => this.dispose());
  }

  /** Opens the windows of the last time where they were, those whose plugins are there. */
  async restore(): Promise<void> {
    const { store, ready } = this.#workspace;
    try {
      await ready;
      const saved = await store.document(LAYOUT);
      if (this.#disposed || this.#workspace.windows.all.length > 0 || saved === undefined) return;
      await this.#dock.restoreLayout(saved, (window) => this.#reopen(window));
    } catch (error) {
      if (!this.#disposed) reportError(error, 'saved layout');
    } finally {
      this.#restored = true;
    }
  }

  /** Keeps what has yet to be written, and looks no more. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#disconnect();
    this.#dock.removeEventListener('imjoy-dock-changed', this.#onChanged);
    if (this.#timer !== undefined) void this.#save();
  }

  /** What comes before the saved layout was read must not replace it. */
  readonly #onChanged = (): void => {
    if (!this.#restored) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#save(), DELAY);
  };

  async #save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    try {
      await this.#workspace.store.putDocument(LAYOUT, this.#dock.saveLayout());
    } catch (error) {
      reportError(error, 'saving the layout');
    }
  }

  /** Its data is gone with the page, and its plugin may be, too: then it is left out. */
  async #reopen({ id, type, name, config }: SavedWindow): Promise<void> {
    const { plugins, api } = this.#workspace;
    if (plugins.find(type)?.state.kind !== 'ready') return;
    const createWindow = api.createWindow as (config: object) => Promise<unknown>;
    await createWindow({ id, type, name, config }).catch((error: unknown) => {
      // That a workspace ends before all is back is no failure.
      if (!this.#disposed) throw error;
    });
  }
}
