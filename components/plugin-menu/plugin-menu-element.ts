import { ContextConsumer } from '@lit/context';
import {
  html,
  LitElement,
  nothing,
  type CSSResultGroup,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Workspace } from '../../src/index.js';
import { workspaceContext } from '../context.js';
import { defaultWorkspace } from '../default-workspace.js';
import { add, code, link, search as searchGlyph, upload } from '../icons/glyphs.js';
import { outline } from '../icons/outline.js';
import type { ImjoyMenuElement } from '../menu/menu-element.js';
import type { MenuItem } from '../menu/menu-item.js';
import { controlStyles } from '../shared/controls.styles.js';
import { hostStyles } from '../shared/host.styles.js';
import { tokens } from '../shared/tokens.styles.js';
import { ImjoyPluginCreateEvent, ImjoyPluginRunEvent } from './events.js';
import type { ImjoyPluginInstallElement } from './install-element.js';
import { MenuModel } from './menu-model.js';
import { Notices } from './notices.js';
import { PluginActions } from './plugin-actions.js';
import { matchesQuery, type PluginEntry } from './plugin-entry.js';
import { pluginItems } from './plugin-items.js';
import type { ImjoyPluginListElement } from './plugin-list-element.js';
import { pluginMenuStyles } from './plugin-menu.styles.js';
import type { PluginTemplate } from './plugin-template.js';
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
  @property({ attribute: false }) templates: readonly PluginTemplate[] = [];

  @state() private query = '';
  @state() private all: readonly PluginEntry[] = [];
  @query('input[type=search]') private readonly search!: HTMLInputElement | null;
  @query('input[type=file]') private readonly files!: HTMLInputElement;
  @query('.add') private readonly adder!: HTMLElement;
  @query('imjoy-menu') private readonly menu!: ImjoyMenuElement;
  @query('imjoy-plugin-install') private readonly installer!: ImjoyPluginInstallElement;
  @query('imjoy-plugin-list') private readonly list!: ImjoyPluginListElement | null;

  readonly #notices = new Notices();
  #model: MenuModel | null = null;
  #actions: PluginActions | null = null;
  #shown: PluginEntry[] = [];
  #disconnect: (() => void) | null = null;
  #context = new ContextConsumer(this, {
    context: workspaceContext,
    callback: () => this.#follow(),
    subscribe: true,
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#disconnect?.();
    this.#disconnect = null;
    this.#model = null;
  }

  /** Puts the focus into the search or, where there is nothing to search, on the button that adds plugins. */
  override focus(options?: FocusOptions): void {
    (this.search ?? this.adder).focus(options);
  }

  /**
   * Shows what a plugin is, and installs it if the user says so.
   * @param src its text or URL
   * @param from where it comes from, for the user to judge; the URL itself by default
   */
  async offer(src: string, from = src): Promise<void> {
    await this.updateComplete;
    await this.installer.offer({ src, from });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('workspace')) this.#follow();
    const { all, query } = this;
    this.#shown = query.trim() ? all.filter((entry) => matchesQuery(entry, query)) : [...all];
  }

  protected override render(): TemplateResult {
    return html`<div
      class="base"
      part="base"
      @row=${this.#onRow}
      @dragover=${this.#onDragOver}
      @drop=${this.#onDrop}
    >
      <header part="header">
        <h2>Plugins</h2>
        <slot name="header"></slot>
        <button
          class="add ${this.all.length ? '' : 'primary'}"
          aria-haspopup="menu"
          @click=${(event: Event) => this.#showAdders(event.currentTarget as HTMLElement)}
        >
          ${outline(add)}<span>Plugins</span>
        </button>
        ${this.all.length ? this.#searchBox() : nothing}
      </header>
      <imjoy-plugin-install
        .workspace=${this.#model?.workspace ?? null}
        @close=${() => this.#focusList()}
      ></imjoy-plugin-install>
      ${this.all.length ? this.#content() : this.#start()}
      <imjoy-plugin-notices
        .notices=${this.#notices}
        @leave=${() => this.#focusList()}
      ></imjoy-plugin-notices>
      <imjoy-menu></imjoy-menu>
      <input type="file" accept=".html,text/html" hidden @change=${this.#onFile} />
    </div>`;
  }

  #searchBox(): TemplateResult {
    const { query, all } = this;
    const count = `${this.#shown.length} of ${all.length} plugins`;
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
        .model=${this.#model}
        .actions=${this.#actions}
        .entries=${this.#shown}
        .total=${this.all.length}
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
      ${startCards({
        template: (event) => {
          if (this.templates.length === 0) this.#create(null);
          else this.#show(event, 'Templates', this.#templateItems());
        },
        file: () => this.files.click(),
        link: () => this.installer.ask(),
      })}
    </slot>`;
  }

  #showAdders(anchor: HTMLElement): void {
    const [
      first = { label: 'New plugin', icon: outline(code), run: () => this.#create(null) },
      ...rest
    ] = this.#templateItems();
    void this.menu.show(anchor, 'Add plugins', [
      first,
      ...rest,
      { label: 'Open file…', icon: outline(upload), divided: true, run: () => this.files.click() },
      { label: 'From URL…', icon: outline(link), run: () => this.installer.ask() },
    ]);
  }

  #templateItems(): MenuItem[] {
    return this.templates.map((template) => ({
      label: `New: ${template.name}`,
      icon: outline(code),
      run: () => this.#create(template),
    }));
  }

  #show(event: Event, label: string, items: readonly MenuItem[]): void {
    void this.menu.show(event.currentTarget as HTMLElement, label, items);
  }

  #create(template: PluginTemplate | null): void {
    if (!this.dispatchEvent(new ImjoyPluginCreateEvent(template))) return;
    this.#actions?.create(template);
  }

  #follow(): void {
    const workspace = this.isConnected ? this.#findWorkspace() : null;
    if (workspace === (this.#model?.workspace ?? null)) return;
    this.#disconnect?.();
    this.#notices.clear();
    const model = workspace && MenuModel.of(workspace);
    this.#model = model;
    this.#actions = model && new PluginActions(model, this.#notices);
    this.#disconnect = model?.onChange.connect(() => (this.all = model.list())) ?? null;
    this.all = model?.list() ?? [];
  }

  /** Null while the `<imjoy-workspace>` around the element is not defined yet; it is asked again then. */
  #findWorkspace(): Workspace | null {
    const workspace = this.workspace ?? this.#context.value;
    if (workspace) return workspace;
    if (!this.closest('imjoy-workspace')) return defaultWorkspace();
    void customElements.whenDefined('imjoy-workspace').then(() => this.#context.hostConnected());
    return null;
  }

  readonly #onRow = (event: RowEvent): void => {
    event.stopPropagation();
    const { wish, entry, anchor, operator } = event;
    if (wish === 'menu' && this.#actions)
      void this.menu.show(anchor, `Menu of ${entry.name}`, pluginItems(entry, this.#actions));
    if (wish !== 'run' || !operator || !this.#model) return;
    const result = this.#model.run(operator);
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

  readonly #onFile = (): void => {
    const [file] = this.files.files ?? [];
    // Chosen once more, the same file is a change.
    this.files.value = '';
    if (file) void this.#offerFile(file);
  };

  readonly #onDragOver = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
  };

  /** Other files are left to whoever is around the menu. */
  readonly #onDrop = (event: DragEvent): void => {
    const file = [...(event.dataTransfer?.files ?? [])].find(({ name }) => isPluginName(name));
    if (!file) return;
    event.preventDefault();
    event.stopPropagation();
    void this.#offerFile(file);
  };

  async #offerFile(file: File): Promise<void> {
    const reading = file.text().then((text) => this.offer(`${text}\n`, `the file ${file.name}`));
    await this.#notices.watch(reading, `read ${file.name}`);
  }
}

const isPluginName = (name: string): boolean => /\.imjoy\.html?$/i.test(name);
