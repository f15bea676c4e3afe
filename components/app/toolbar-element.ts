import { html, LitElement, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import type { Workspace } from '../../src/index.js';
import { summaryOf } from '../engines/engine-state.js';
import { EnginesController } from '../engines/engines-controller.js';
import { engine, expand, folder, menu, search, windows } from '../icons/glyphs.js';
import { outline } from '../icons/outline.js';
import type { ImjoyMenuElement } from '../menu/menu-element.js';
import type { MenuItem } from '../menu/menu-item.js';
import { controlStyles } from '../shared/controls.styles.js';
import { hostStyles } from '../shared/host.styles.js';
import { stateDotStyles } from '../shared/state-dot.styles.js';
import { tokens } from '../shared/tokens.styles.js';
import type { AppActions } from './app-actions.js';
import { toolbarStyles } from './toolbar.styles.js';

/** How a Mac calls the key that shortcuts begin with. */
const MODIFIER = /mac/i.test(navigator.platform) ? '⌘' : 'Ctrl ';

/**
 * The upper edge of the application: its plugins, its workspace, the search, its windows and files.
 *
 * @element imjoy-app-toolbar
 * @csspart base - The bar.
 */
export class ImjoyAppToolbarElement extends LitElement {
  static override styles: CSSResultGroup = [
    tokens,
    hostStyles,
    controlStyles,
    stateDotStyles,
    toolbarStyles,
  ];

  @property({ attribute: false }) workspace!: Workspace;
  @property({ attribute: false }) actions!: AppActions;
  /** What is offered under the workspace's name; null where only this one exists. */
  @property({ attribute: false }) workspaceItems: (() => Promise<readonly MenuItem[]>) | null =
    null;
  /** Whether the menu of plugins is shown. */
  @property({ type: Boolean }) menuShown = false;
  /** How many windows are open. */
  @property({ type: Number }) windowCount = 0;
  @query('imjoy-menu') private readonly menu!: ImjoyMenuElement;
  readonly #engines = new EnginesController(this);

  protected override render(): TemplateResult {
    const { windowCount: count } = this;
    const { name } = this.workspace;
    return html`<header part="base">
      <button
        type="button"
        class="square"
        aria-label="Plugins"
        title="Show or hide the plugins"
        aria-pressed=${this.menuShown}
        @click=${() => this.actions.toggleMenu()}
      >
        ${outline(menu)}
      </button>
      ${
        this.workspaceItems
          ? html`<button
              type="button"
              class="name"
              aria-haspopup="menu"
              title="Workspace"
              @click=${this.#showWorkspaces}
            >
              <bdi>${name}</bdi>${outline(expand)}
            </button>`
          : html`<span class="name"><bdi>${name}</bdi></span>`
      }
      <button
        type="button"
        class="search"
        aria-keyshortcuts="Control+K Meta+K"
        @click=${() => this.actions.showPalette()}
      >
        ${outline(search)}<span class="label">Search and run</span><kbd>${MODIFIER}K</kbd>
      </button>
      <button
        type="button"
        class="windows"
        aria-haspopup="menu"
        aria-label=${`Windows: ${count}`}
        ?disabled=${count === 0}
        @click=${this.#showWindows}
      >
        ${outline(windows)}<span>${count}</span>
      </button>
      <button type="button" class="files" aria-haspopup="menu" @click=${this.#showFiles}>
        ${outline(folder)}<span class="label">Files</span>
      </button>
      ${this.#engines.matters ? this.#engineButton() : nothing}
      <imjoy-menu></imjoy-menu>
    </header>`;
  }

  #engineButton(): TemplateResult {
    const { tone, text } = summaryOf(this.#engines.all);
    const label = `Plugin engines: ${text}`;
    return html`<button
      type="button"
      class="engines"
      aria-haspopup="dialog"
      aria-label=${label}
      title=${label}
      @click=${() => this.actions.showEngines()}
    >
      ${outline(engine)}<span class="dot ${tone}"></span>
    </button>`;
  }

  readonly #showFiles = (event: Event): void => {
    const { actions } = this;
    this.#show(event, 'Files', [
      { label: 'Open files…', run: () => void actions.openFiles() },
      { label: 'Open a folder…', run: () => void actions.openFiles({ directory: true }) },
      ...(actions.hasManagedFiles
        ? [{ label: 'Files on the engine…', run: () => void actions.openManagedFiles() }]
        : []),
    ]);
  };

  readonly #showWindows = (event: Event): void => {
    const { all, active } = this.workspace.windows;
    const items = all.map((window) => ({
      label: window.state.name,
      checked: window === active,
      run: () => void window.controls.focus?.(),
    }));
    const closeAll = { label: 'Close all', divided: true, run: () => this.actions.closeAll() };
    this.#show(event, 'Windows', [...items, closeAll]);
  };

  readonly #showWorkspaces = async (event: Event): Promise<void> => {
    const anchor = event.currentTarget as HTMLElement;
    const items = await this.workspaceItems?.();
    if (items && this.isConnected) void this.menu.show(anchor, 'Workspace', items);
  };

  #show(event: Event, label: string, items: readonly MenuItem[]): void {
    void this.menu.show(event.currentTarget as HTMLElement, label, items);
  }
}
