import {
  html,
  LitElement,
  nothing,
  type CSSResultGroup,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { pluginTemplates, type PluginTemplate, type Workspace } from '../../src/index.js';
import { pickFiles } from '../drop/pick-files.js';
import { add, search as searchGlyph } from '../icons/glyphs.js';
import { outline } from '../icons/outline.js';
import type { Offer } from '../install-dialog/candidate.js';
import type { InstallOutcome } from '../install-dialog/installation.js';
import { isPluginFile } from '../install-dialog/is-plugin-file.js';
import type { ImjoyMenuElement } from '../menu/menu-element.js';
import type { SharedPlugin } from '../share/open-share-dialog.js';
import { controlStyles } from '../shared/controls.styles.js';
import { hostStyles } from '../shared/host.styles.js';
import { tokens } from '../shared/tokens.styles.js';
import { addItems, templateItems, type AddActions } from './add-items.js';
import { ImjoyPluginCreateEvent, ImjoyPluginRunEvent } from './events.js';
import { MenuController } from './menu-controller.js';
import { matchesQuery, type PluginEntry } from './plugin-entry.js';
import { pluginItems } from './plugin-items.js';
import type { ImjoyPluginListElement } from './plugin-list-element.js';
import { pluginMenuStyles } from './plugin-menu.styles.js';
import type { RowEvent } from './row-event.js';
import { startCards } from './start-cards.js';

/**
 * The plugins of a workspace: to run them, to fill in their forms, to see how they are, and to add more.
 *
 * @element imjoy-plugin-menu
 * @slot header - beside the title, such as a button that closes the menu
 * @slot empty - instead of what is said while there are no plugins
 * @fires {ImjoyPluginRunEvent} imjoy-plugin-run - a run was started from the menu
 * @fires {ImjoyPluginCreateEvent} imjoy-plugin-create - the user wants to write a plugin; cancelable
 * @csspart base - the whole menu
 * @csspart header - title, search and the button that adds plugins
 */
export class ImjoyPluginMenuElement extends LitElement {
  static override styles: CSSResultGroup = [tokens, hostStyles, controlStyles, pluginMenuStyles];

  /** The workspace; by default that of the `<imjoy-workspace>` around, or the page's own. */
  @property({ attribute: false }) workspace: Workspace | null = null;
  /** What new plugins can be started from. */
  @property({ attribute: false }) templates: readonly PluginTemplate[] = pluginTemplates;

  @state() private query = '';
  @query('input[type=search]') private readonly search!: HTMLInputElement | null;
  @query('.base') private readonly base!: HTMLElement;
  @query('.add') private readonly adder!: HTMLElement;
  @query('imjoy-menu') private readonly menu!: ImjoyMenuElement;
  @query('imjoy-plugin-list') private readonly list!: ImjoyPluginListElement | null;

  readonly #menu = new MenuController(this);
  #shown: PluginEntry[] = [];

  readonly #adding: AddActions = {
    create: (template) => {
      if (this.dispatchEvent(new ImjoyPluginCreateEvent(template)))
        this.#menu.actions?.create(template);
    },
    browse: () => this.#attempt(this.browse()),
    openFile: () => this.#attempt(pickFiles({ accept: '.html,text/html' }).then(this.#offerAll)),
    openLink: () => this.#attempt(this.#propose({})),
  };

  /** Puts the focus into the search or, where there is nothing to search, on the button that adds plugins. */
  override focus(options?: FocusOptions): void {
    (this.search ?? this.adder).focus(options);
  }

  /**
   * Shows what a plugin is, and installs it if the user says so.
   * @param src its text or URL
   * @param from where it comes from, for the user to judge; the URL itself by default
   * @returns what the user decided: `installed`, `edit`, or null
   */
  async offer(src: string, from?: string): Promise<InstallOutcome> {
    await this.updateComplete;
    return this.#propose({ src, ...(from !== undefined && { from }) });
  }

  /**
   * Shows what repositories offer, and what is installed.
   * @param repository one to begin with, which is added to the list: `USER/REPO` or the URL of a manifest
   * @param query what to search for
   * @returns when the user has closed it
   */
  async browse(repository?: string | null, query?: string): Promise<void> {
    await this.updateComplete;
    const { model } = this.#menu;
    if (!model) return;
    const { openPluginLibrary } = await import('../plugin-library/open-plugin-library.js');
    await openPluginLibrary({
      ...{ workspace: model.workspace, parent: this.base },
      ...(repository && { repository }),
      ...(query && { query }),
    });
  }

  /** @internal Lets the user make links to a plugin. */
  async share(plugin: SharedPlugin): Promise<void> {
    const { openShareDialog } = await import('../share/open-share-dialog.js');
    await openShareDialog(plugin, this.base);
  }

  /** @internal Shows the plugin engines, and lets the user add one. */
  async showEngines(): Promise<void> {
    const { model } = this.#menu;
    if (!model) return;
    const { openEnginePanel } = await import('../engines/open-engine-panel.js');
    await openEnginePanel(model.workspace, this.base);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('workspace')) this.#menu.follow();
    const { query } = this;
    const { entries } = this.#menu;
    this.#shown = query.trim()
      ? entries.filter((entry) => matchesQuery(entry, query))
      : [...entries];
  }

  /** The first plugin takes the place of the cards, one of which may have the focus. */
  protected override update(changed: PropertyValues<this>): void {
    const focused = this.shadowRoot?.activeElement;
    super.update(changed);
    if (focused && !focused.isConnected) this.#focusList();
  }

  protected override render(): TemplateResult {
    return html`<div
      class="base"
      part="base"
      @row=${this.#onRow}
      @dragover=${this.#onDragOver}
      @drop=${this.#onDrop}
    >
      <div class="header" part="header">
        <h2>Plugins</h2>
        <slot name="header"></slot>
        <button
          class="add ${this.#menu.entries.length ? '' : 'primary'}"
          aria-haspopup="menu"
          @click=${() => this.menu.show(this.adder, 'Add plugins', addItems(this.templates, this.#adding))}
        >
          ${outline(add)}<span>Plugins</span>
        </button>
        ${this.#menu.entries.length ? this.#searchBox() : nothing}
      </div>
      ${this.#menu.entries.length ? this.#content() : this.#start()}
      <imjoy-plugin-notices
        .notices=${this.#menu.notices}
        @leave=${() => this.#focusList()}
      ></imjoy-plugin-notices>
      <imjoy-menu></imjoy-menu>
    </div>`;
  }

  #searchBox(): TemplateResult {
    const { query } = this;
    const count = `${this.#shown.length} of ${this.#menu.entries.length} plugins`;
    return html`<div class="search">
      ${outline(searchGlyph)}
      <input
        type="search"
        aria-label="Search plugins"
        placeholder="Search"
        .value=${query}
        @input=${(event: Event) => (this.query = (event.currentTarget as HTMLInputElement).value)}
        @keydown=${this.#onSearchKey}
      />
      <span class="hidden" role="status">${query.trim() ? count : ''}</span>
    </div>`;
  }

  #content(): TemplateResult {
    const nobody = this.#shown.length === 0;
    return html`<imjoy-plugin-list
        ?hidden=${nobody}
        .model=${this.#menu.model}
        .actions=${this.#menu.actions}
        .entries=${this.#shown}
        .total=${this.#menu.entries.length}
        @type=${() => this.search?.focus()}
      ></imjoy-plugin-list>
      ${
        nobody
          ? html`<div class="nothing">
              <p>
                No plugin matches <q><bdi>${this.query.trim()}</bdi></q>
              </p>
              <button @click=${() => this.#clearSearch()}>Show all</button>
            </div>`
          : nothing
      }`;
  }

  #start(): TemplateResult {
    return html`<slot name="empty">
      ${startCards(this.#adding, (event) => {
        const items = templateItems(this.templates, this.#adding.create);
        if (items.length === 0) this.#adding.create(null);
        else void this.menu.show(event.currentTarget as HTMLElement, 'Templates', items);
      })}
    </slot>`;
  }

  readonly #onRow = (event: RowEvent): void => {
    event.stopPropagation();
    const { wish, entry, anchor, operator } = event;
    const { model, actions } = this.#menu;
    if (wish === 'menu' && actions)
      void this.menu.show(anchor, `Menu of ${entry.title}`, pluginItems(entry, actions));
    if (wish !== 'run' || !operator || !model) return;
    const result = model.run(operator);
    result.catch(() => undefined);
    this.dispatchEvent(new ImjoyPluginRunEvent(entry.name, operator.key, result));
  };

  readonly #onSearchKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && this.query) {
      event.preventDefault();
      event.stopPropagation();
      this.#clearSearch();
    } else if (event.key === 'ArrowDown') {
      event.preventDefault();
      this.list?.focusFirst();
    }
  };

  #clearSearch(): void {
    this.query = '';
    this.search?.focus();
  }

  #focusList(): void {
    if (this.list) this.list.focus();
    else this.adder.focus();
  }

  readonly #onDragOver = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
  };

  /** Other files are left to whoever is around the menu. */
  readonly #onDrop = (event: DragEvent): void => {
    const files = [...(event.dataTransfer?.files ?? [])].filter(isPluginFile);
    if (event.defaultPrevented || files.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    this.#attempt(this.#offerAll(files));
  };

  /** One after another. */
  readonly #offerAll = async (files: readonly File[]): Promise<void> => {
    for (const src of files) await this.#propose({ src });
  };

  /** Inside the menu, for the looks of it; without anything to offer the user is asked for an address. */
  async #propose(offer: Partial<Offer>): Promise<InstallOutcome> {
    const { model } = this.#menu;
    if (!model) return null;
    const { openInstallDialog } = await import('../install-dialog/open-install-dialog.js');
    return openInstallDialog({ ...offer, workspace: model.workspace, parent: this.base });
  }

  #attempt(opening: Promise<unknown>): void {
    void this.#menu.notices.watch(opening, 'open the plugin');
  }
}
