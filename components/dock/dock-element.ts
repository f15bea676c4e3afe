import { html, LitElement, nothing, type CSSResultGroup } from 'lit';
import { property, query } from 'lit/decorators.js';
import type { PlaceRequest, WindowPlace } from '../../src/index.js';
import type { ImjoyMenuElement } from '../menu/menu-element.js';
import { controlStyles } from '../shared/controls.styles.js';
import { hostStyles } from '../shared/host.styles.js';
import { tokens } from '../shared/tokens.styles.js';
import { chromeStyles } from '../shell/chrome.styles.js';
import { FrameFocus } from '../shell/frame-focus.js';
import { windowStateStyles } from '../shell/window-state.js';
import { DockAnnouncer } from './dock-announcer.js';
import { DockCommands, type CommandTarget } from './dock-commands.js';
import { DockFrames } from './dock-frames.js';
import type { DockHost } from './dock-host.js';
import { DockKeys } from './dock-keys.js';
import { DockModel } from './dock-model.js';
import { DockStage, type StageHost } from './dock-stage.js';
import { dockStyles } from './dock.styles.js';
import { LayoutRestorer, saveLayout } from './layout-storage.js';
import { layoutStyles } from './layout.styles.js';
import type { SavedLayout, SavedWindow } from './saved-layout.js';
import { renderStandaloneControls, renderSwitcher } from './solo-controls.js';

/**
 * Where the windows of a workspace are: side by side and in tabs, arranged by the user with pointer or keys. A
 * narrow dock shows one window at a time. Whatever is arranged, no window's frame ever loads again. On a page
 * that is read from right to left the layout begins on the right.
 *
 * A window's `w` and `h` say how much of its neighbour's place it takes when it comes, `x` and `y` to which side
 * of which window it goes (`x` is counted from where lines begin); `fullscreen` maximises it, and `standalone`
 * also hides its bar.
 *
 * @element imjoy-dock
 * @slot empty - What is shown while there is no window.
 * @csspart base - The whole dock.
 * @csspart tabs - The tabs of one place.
 * @csspart tab - One tab.
 * @csspart frame - The box around one window.
 * @csspart switcher - The bar to choose a window with, in a narrow dock.
 * @cssprop [--imjoy-dock-height=100%] - Height of the dock.
 * @fires imjoy-dock-changed - Layout, names or active window changed; at most one a frame.
 * @fires imjoy-dock-selected - Another window is the active one.
 */
export class ImjoyDockElement extends LitElement implements CommandTarget, StageHost {
  static override styles: CSSResultGroup = [
    tokens,
    hostStyles,
    controlStyles,
    chromeStyles,
    windowStateStyles,
    layoutStyles,
    dockStyles,
  ];

  /** What the dock cannot know or do by itself. */
  @property({ attribute: false }) host: DockHost | null = null;
  /** The page itself offers to leave and to close a standalone window: the dock does not. */
  @property({ type: Boolean, attribute: 'page-controls' }) pageControls = false;
  /** @internal */
  @query('imjoy-menu') readonly menu!: ImjoyMenuElement;
  /** @internal */
  @query('.base') readonly base!: HTMLElement;
  /** @internal */
  @query('.stage') readonly stage!: HTMLElement;
  readonly #model = new DockModel();
  readonly #frames = new DockFrames(this.#model);
  readonly #commands = new DockCommands(this.#model, this.#frames, this);
  readonly #stage = new DockStage(this, this.#model, this.#frames, this.#commands);
  readonly #restorer = new LayoutRestorer(this.#model);
  #lostFocus = false;

  constructor() {
    super();
    new DockKeys(this, this.#commands, (key) => this.#frames.get(key)?.takeFocus());
    new FrameFocus(this, (iframe) => {
      const key = this.#frames.keyHolding(iframe);
      if (key !== null) this.#model.select(key);
    });
    this.#model.onChange.connect(() => {
      this.#lostFocus = this.#frames.sweep() || this.#lostFocus;
      this.requestUpdate();
    });
    new DockAnnouncer(this, this.#model, this.#frames);
  }

  /** Id of the active window; null when none is shown. */
  get active(): string | null {
    return this.#model.idOf(this.#model.active);
  }

  /** Ids of all windows, in the order they were opened. */
  get windows(): readonly string[] {
    return this.#model.windows.map(({ request }) => request.id);
  }

  get canUndo(): boolean {
    return this.#model.canUndo;
  }

  get canRedo(): boolean {
    return this.#model.canRedo;
  }

  /** Gives a window a place. The dock must be on the page. */
  placeWindow(request: PlaceRequest): WindowPlace {
    // A frame loads when it gets on the page, which shall be now.
    if (!this.hasUpdated && this.isConnected) this.performUpdate();
    return this.#frames.add(this.#model.add(request, this.#restorer.takeFormer(request.id)));
  }

  /** Brings a window into view and makes it the active one. An unknown id does nothing. */
  select(id: string): void {
    const key = this.#model.keyOf(id);
    if (key !== null) this.#model.select(key);
  }

  /** Asks a window to close, as the user does. */
  close(id: string): void {
    const key = this.#model.keyOf(id);
    if (key !== null) this.#commands.close(key);
  }

  /** Lets the stack of a window fill the dock, or not any more. */
  toggleMaximized(id: string): void {
    const key = this.#model.keyOf(id);
    if (key !== null) this.#commands.toggleMaximized(key);
  }

  /** Takes back the last change the user made to the layout. Windows that were closed stay closed. */
  undo(): void {
    this.#model.undo();
  }

  redo(): void {
    this.#model.redo();
  }

  /** The layout with its windows, those that can be opened again, as plain JSON. */
  saveLayout(): SavedLayout {
    return saveLayout(this.#model, this.host);
  }

  /**
   * Lays windows out as they were saved. A layout that cannot be read is reported and ignored.
   * @param reopen opens a window again under its former id; a promise says when it has. What it does not open
   * is left out, and the others take its place.
   * @returns whether there was a layout to restore
   */
  restoreLayout(saved: unknown, reopen: (window: SavedWindow) => unknown): Promise<boolean> {
    return this.#restorer.restore(saved, reopen);
  }

  /** @internal */
  get isSolo(): boolean {
    return this.#stage.solo !== null;
  }

  /** @internal */
  renameInPlace(key: string): void {
    this.#stage.rename(key);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => {
      if (!this.isConnected) this.#frames.giveUp();
    });
  }

  /** The window that had the focus was closed: it goes to the one that is active now. */
  protected override updated(): void {
    const { active } = this.#model;
    if (!this.#lostFocus || active === null) return;
    this.#lostFocus = false;
    this.#stage.focus(active);
  }

  protected override render() {
    const { solo, isNarrow } = this.#stage;
    const keys = this.#model.inOrder();
    return html`<div class="base" part="base">
      ${
        isNarrow && keys.length > 0
          ? renderSwitcher(this.#commands, keys, this.#model.active ?? '')
          : nothing
      }
      ${this.#stage.direction}
      <div class="stage">
        ${this.#stage.layout} ${this.#frames.layer}
        <div class="empty" ?hidden=${keys.length > 0}>
          <slot name="empty">No window is open</slot>
        </div>
        ${
          solo !== null && solo === this.#model.standalone && !isNarrow && !this.pageControls
            ? renderStandaloneControls(this.#commands, solo)
            : nothing
        }
      </div>
      <imjoy-menu></imjoy-menu>
    </div>`;
  }
}
