import { html, LitElement, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { KnownRepository, Lockfile, PluginSources, Workspace } from '../../src/index.js';
import { download } from '../builtin/shared/download.js';
import { pickFiles } from '../drop/pick-files.js';
import { close, search as searchGlyph } from '../icons/glyphs.js';
import { outline } from '../icons/outline.js';
import { openInstallDialog } from '../install-dialog/open-install-dialog.js';
import { chipStyles } from '../shared/chip.styles.js';
import { closeButtonStyles } from '../shared/close-button.styles.js';
import { controlStyles } from '../shared/controls.styles.js';
import { hostStyles } from '../shared/host.styles.js';
import { tokens } from '../shared/tokens.styles.js';
import { ModalController } from '../shell/modal-controller.js';
import { shellDialogStyles } from '../shell/shell-dialog.styles.js';
import { installedPage } from './installed-page.js';
import { LibraryModel } from './library-model.js';
import { pluginLibraryStyles } from './plugin-library.styles.js';
import { placesBar } from './places-bar.js';
import { repositoryPage } from './repository-page.js';

/**
 * The plugins there are: those of repositories, to be installed, and those that are installed, with their updates.
 * Opens as soon as it is on the page.
 *
 * @element imjoy-plugin-library
 * @csspart base - the dialog
 */
export class ImjoyPluginLibraryElement extends LitElement {
  static override styles: CSSResultGroup = [
    tokens,
    hostStyles,
    controlStyles,
    closeButtonStyles,
    shellDialogStyles,
    chipStyles,
    pluginLibraryStyles,
  ];

  @property({ attribute: false }) workspace!: Workspace;
  /** A repository to begin with: `USER/REPO[@REF]` or the URL of a manifest. It is added to the list. Read once. */
  @property({ attribute: false }) repository: string | null = null;
  /** What is searched for. */
  @property({ attribute: false }) query = '';

  @state() private isAdding = false;
  @state() private collection: string | null = null;
  @query('#repository') private readonly field!: HTMLInputElement | null;
  @query('.base') private readonly base!: HTMLElement;
  @query('input[type=search]') private readonly search!: HTMLElement | null;
  readonly #modal = new ModalController(this, () => this.#dismiss());
  #model: LibraryModel | null = null;
  #lock: { readonly of: readonly unknown[]; readonly file: Lockfile } | null = null;
  #close!: () => void;

  /** Resolves when the user has had enough. */
  readonly closed = new Promise<void>((resolve) => (this.#close = resolve));

  override connectedCallback(): void {
    super.connectedCallback();
    const model = new LibraryModel(this.workspace);
    model.onChange.connect(() => this.requestUpdate());
    this.#model = model;
    void model.open(this.repository);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#model?.close();
    this.#close();
  }

  protected override render(): TemplateResult {
    return html`<dialog
      part="base"
      aria-labelledby="title"
      @cancel=${this.#dismiss}
      @close=${this.#dismiss}
      @keydown=${(event: Event) => event.stopPropagation()}
    >
      <div class="base">${this.#model ? this.#content(this.#model) : nothing}</div>
    </dialog>`;
  }

  #content(model: LibraryModel): TemplateResult {
    const { problem, busy, removed } = model;
    return html`<div class="top">
        <h2 id="title">Plugin library</h2>
        <button class="close" aria-label="Close" @click=${this.#dismiss}>${outline(close)}</button>
        ${this.#searchBox()} ${this.#places(model)}
      </div>
      <div class="body">
        <div role="status">
          ${busy ? html`<p class="wait"><progress aria-label=${busy}></progress> ${busy}</p>` : nothing}
          ${
            removed
              ? html`<p class="note">
                  <bdi>${removed.name}</bdi> was removed from the list.
                  <button class="undo" @click=${removed.undo}>Undo</button>
                </p>`
              : nothing
          }
        </div>
        ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}
        ${model.sources ? this.#page(model, model.sources) : nothing}
      </div>`;
  }

  #searchBox(): TemplateResult {
    return html`<label class="search">
      ${outline(searchGlyph)}
      <input
        type="search"
        aria-label="Search plugins"
        placeholder="Search plugins"
        autofocus
        .value=${this.query}
        @input=${(event: Event) => (this.query = (event.currentTarget as HTMLInputElement).value)}
      />
    </label>`;
  }

  #places(model: LibraryModel): TemplateResult {
    return placesBar({
      place: model.place,
      repositories: model.repositories,
      count: this.workspace.library.installed.size,
      isAdding: this.isAdding,
      choose: (place) => {
        this.collection = null;
        model.choose(place);
      },
      toggleField: (shown) => void this.#toggleField(shown),
      add: this.#add,
    });
  }

  #page(model: LibraryModel, sources: PluginSources): TemplateResult {
    const { place, repositories } = model;
    const repository =
      place.kind === 'repository' ? repositories.find(({ key }) => key === place.key) : undefined;
    return repository ? this.#offered(model, repository) : this.#installed(model, sources);
  }

  #offered(model: LibraryModel, repository: KnownRepository): TemplateResult {
    const { key } = repository;
    return repositoryPage({
      repository,
      offering: model.offering ?? { kind: 'loading' },
      workspace: this.workspace,
      query: this.query.trim(),
      collection: this.collection,
      propose: ({ origin }) => void this.#propose(origin),
      chooseCollection: (name) => (this.collection = name),
      refresh: () => void model.refresh(key),
      retry: () => model.retry(key),
      remove: () => void this.#remove(model, repository),
      clearSearch: () => {
        this.query = '';
        this.collection = null;
        this.search?.focus();
      },
    });
  }

  #installed(model: LibraryModel, sources: PluginSources): TemplateResult {
    const { updates } = sources;
    const lockfile = this.#locked(sources);
    return installedPage({
      plugins: lockfile.plugins,
      updates,
      query: this.query.trim(),
      busy: model.busy !== null,
      check: () => void model.checkForUpdates(),
      updateAll: () => void model.updateAll(),
      propose: ({ origin }) => void this.#propose(origin),
      saveLockfile: () => this.#saveLockfile(lockfile),
      openLockfile: () => void this.#openLockfile(model),
    });
  }

  /** Hashed again only when something was installed or removed. */
  #locked(sources: PluginSources): Lockfile {
    const present = [...this.workspace.library.installed.values()];
    const { of = [], file } = this.#lock ?? {};
    if (file && of.length === present.length && present.every((plugin, at) => of[at] === plugin))
      return file;
    const lockfile = sources.lock();
    this.#lock = { of: present, file: lockfile };
    return lockfile;
  }

  #saveLockfile(lockfile: Lockfile): void {
    const name = this.workspace.name.replace(/[^\p{L}\p{N}._-]+/gu, '_');
    const text = `${JSON.stringify(lockfile, null, 2)}\n`;
    download(new Blob([text], { type: 'application/json' }), `${name}.imjoy-lock.json`);
  }

  async #openLockfile(model: LibraryModel): Promise<void> {
    const [file] = await pickFiles({ accept: '.json,application/json' });
    if (file) await model.installLocked(file);
  }

  async #propose(src: string): Promise<void> {
    const { workspace, base } = this;
    const outcome = await openInstallDialog({ workspace, src, parent: base });
    if (outcome === 'edit') this.#dismiss();
  }

  async #remove(model: LibraryModel, repository: KnownRepository): Promise<void> {
    await model.remove(repository);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.undo')?.focus();
  }

  readonly #add = async (event: Event): Promise<void> => {
    event.preventDefault();
    const text = this.field?.value.trim();
    if (text && (await this.#model?.add(text))) await this.#toggleField(false);
  };

  async #toggleField(shown: boolean): Promise<void> {
    this.isAdding = shown;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(shown ? '#repository' : '.add')?.focus();
  }

  readonly #dismiss = (): void => {
    this.#modal.close();
    this.#close();
  };
}
