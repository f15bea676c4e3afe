import { html, LitElement, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { messageOf, type FlatConfig, type PluginFile, type Workspace } from '../../src/index.js';
import { readPluginInfo } from '../builtin/markdown/plugin-info.js';
import { activeElement } from '../shell/active-element.js';
import { shellDialogStyles } from '../shell/shell-dialog.styles.js';
import { controlStyles } from '../shared/controls.styles.js';
import { hostStyles } from '../shared/host.styles.js';
import { tokens } from '../shared/tokens.styles.js';
import { actionFor, installedVersion, selectionOf, type Candidate } from './candidate.js';
import { installDialogStyles } from './install-dialog.styles.js';
import { needsOf, whereRuns } from './plugin-needs.js';

/** What the user decided; null for nothing. */
export type InstallOutcome = 'installed' | 'edit' | null;

/** Characters of a source that are shown. */
const MOST = 200_000;

/**
 * Shows what a plugin is and asks for, and installs it if the user says so. Nothing of it runs before. Opens as
 * soon as it is on the page and is answered once.
 *
 * @element imjoy-install-dialog
 * @slot icon - a picture of the plugin, instead of its own or its first letter
 * @csspart base - the dialog
 * @csspart actions - the buttons
 */
export class ImjoyInstallDialogElement extends LitElement {
  static override styles: CSSResultGroup = [
    tokens,
    hostStyles,
    controlStyles,
    shellDialogStyles,
    installDialogStyles,
  ];

  @property({ attribute: false }) workspace!: Workspace;
  /** The plugin, as soon as it is read. */
  @property({ attribute: false }) reading!: Promise<Candidate>;

  /** The plugin that was read; null before, and when it cannot be fetched. */
  @state() candidate: Candidate | null = null;
  /** The tag the user chose. */
  @state() tag: string | null = null;
  @state() private problem: string | null = null;
  @state() private busy = false;
  /** Whether it is installed already, though it could not be started. */
  @state() private kept = false;

  @query('dialog') private dialog!: HTMLDialogElement | null;
  #cameFrom: Element | null = null;
  #installing: Promise<unknown> = Promise.resolve();
  #answer!: (outcome: InstallOutcome | Promise<InstallOutcome>) => void;

  /** What came of it. Always settles, never rejects. */
  readonly answered = new Promise<InstallOutcome>((resolve) => {
    this.#answer = resolve;
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#cameFrom = activeElement();
    void this.#read();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#settle(this.#outcome());
    // The browser gives the focus back when a dialog closes, but not when it vanishes.
    if (this.dialog?.open && this.#cameFrom instanceof HTMLElement) this.#cameFrom.focus();
  }

  protected override firstUpdated(): void {
    if (this.isConnected) this.dialog?.showModal();
  }

  protected override render() {
    const { candidate } = this;
    return html`<dialog
      part="base"
      aria-labelledby="title"
      aria-busy=${this.busy}
      @cancel=${this.#dismiss}
      @close=${this.#dismiss}
    >
      <form method="dialog">
        ${candidate?.file ? this.#renderPlugin(candidate, candidate.file) : this.#renderNone()}
      </form>
    </dialog>`;
  }

  /** Not read yet, or not to be read. */
  #renderNone(): TemplateResult {
    const { candidate, problem } = this;
    const error = candidate?.error ? messageOf(candidate.error) : problem;
    const title = error === null ? 'Reading the plugin…' : 'This is not a plugin that can be used';
    return html`
      <header><h2 id="title" tabindex="-1" autofocus>${title}</h2></header>
      <div class="body">
        ${this.#renderProblem(error)} ${candidate ? renderSource(candidate.source.code) : nothing}
      </div>
      <footer part="actions">
        ${this.#renderEdit(candidate !== null)}
        <button type="button" @click=${this.#dismiss}>Cancel</button>
      </footer>
    `;
  }

  #renderPlugin(candidate: Candidate, file: PluginFile): TemplateResult {
    const selection = selectionOf(file, this.tag);
    const isUsable = !(selection instanceof Error);
    const config = isUsable ? selection.config : (file.config as FlatConfig);
    const { name, version, description, tags } = config;
    const installed = installedVersion(this.workspace, name);
    const action = actionFor(version, installed);
    const { origin, source } = candidate;
    return html`
      ${renderHead(config, origin, installed)}
      <div class="body">
        ${readPluginInfo(config)?.covers.map(
          (cover) => html`<img class="cover" src=${cover} alt="" referrerpolicy="no-referrer" />`,
        )}
        ${description ? html`<p class="description">${description}</p>` : nothing}
        ${tags.length > 0 ? this.#renderTags(tags, isUsable ? selection.tag : this.tag) : nothing}
        <p class="note">
          <strong>A third-party plugin.</strong> ${whereRuns(config.type)} Install it only if you
          trust where it comes from.
        </p>
        ${renderNeeds(config, source.base)} ${file.docs ? this.#renderDocs(file.docs) : nothing}
        ${renderSource(source.code)}
        ${this.#renderProblem(isUsable ? this.problem : messageOf(selection))}
      </div>
      <footer part="actions">
        ${this.#renderEdit(!this.busy)}
        <button type="button" @click=${this.#dismiss}>
          ${this.busy || this.kept ? 'Close' : 'Cancel'}
        </button>
        <button
          type="button"
          class="primary"
          ?disabled=${this.busy || !isUsable}
          @click=${this.#install}
        >
          ${this.busy ? 'Installing…' : action}
        </button>
      </footer>
    `;
  }

  #renderTags(tags: readonly string[], chosen: string | null): TemplateResult {
    return html`<fieldset>
      <legend>Tag</legend>
      ${tags.map(
        (tag) =>
          html`<label class="chip">
            <input
              type="radio"
              name="tag"
              .checked=${tag === chosen}
              ?disabled=${this.busy}
              @change=${() => (this.tag = tag)}
            />${tag}
          </label>`,
      )}
    </fieldset>`;
  }

  #renderDocs(docs: string): TemplateResult {
    const show = async (event: Event): Promise<void> => {
      const place = (event.currentTarget as Element).querySelector('.docs');
      if (!place || place.hasChildNodes()) return;
      const { renderMarkdown } = await import('../shared/render-markdown.js');
      place.replaceChildren(renderMarkdown(docs));
    };
    return html`<details @toggle=${show}>
      <summary>Documentation</summary>
      <div class="docs" tabindex="0" role="region" aria-label="Documentation"></div>
    </details>`;
  }

  #renderEdit(enabled: boolean): TemplateResult {
    return html`<button
      type="button"
      class="edit"
      ?disabled=${!enabled}
      @click=${() => this.#settle('edit')}
    >
      Edit
    </button>`;
  }

  #renderProblem(problem: string | null): TemplateResult | typeof nothing {
    return problem === null ? nothing : html`<p class="problem" role="alert">${problem}</p>`;
  }

  async #read(): Promise<void> {
    try {
      const candidate = await this.reading;
      const known =
        candidate.file && this.workspace.library.installed.get(candidate.file.config.name);
      this.tag = candidate.source.tag ?? known?.tag ?? null;
      this.candidate = candidate;
    } catch (error) {
      this.problem = messageOf(error);
    }
  }

  /** What is installed is the text that was shown, wherever it came from. */
  readonly #install = async (): Promise<void> => {
    const { candidate, workspace, tag } = this;
    if (!candidate?.file || this.busy) return;
    const { source, origin, file } = candidate;
    this.busy = true;
    this.problem = null;
    const { code: src, base } = source;
    this.#installing = workspace.library.install({ src, tag, origin, base });
    try {
      await this.#installing;
      this.#settle('installed');
    } catch (error) {
      this.kept = workspace.library.installed.get(file.config.name)?.code === src;
      const what = this.kept ? 'It is installed, but could not be started' : 'It is not installed';
      this.problem = `${what}: ${messageOf(error)}`;
    } finally {
      this.busy = false;
    }
  };

  readonly #dismiss = (): void => this.#settle(this.#outcome());

  /** Whoever leaves while it is being installed is told by what comes of that. */
  #outcome(): InstallOutcome | Promise<InstallOutcome> {
    if (!this.busy) return this.kept ? 'installed' : null;
    return this.#installing.then(
      () => 'installed' as const,
      () => (this.kept ? ('installed' as const) : null),
    );
  }

  #settle(outcome: InstallOutcome | Promise<InstallOutcome>): void {
    this.#answer(outcome);
    if (this.dialog?.open) this.dialog.close();
  }
}

function renderHead(
  config: FlatConfig,
  origin: string | null,
  installed: string | null,
): TemplateResult {
  const { name, type, version } = config;
  const info = readPluginInfo(config);
  const picture = info?.iconUrl
    ? html`<img src=${info.iconUrl} alt="" referrerpolicy="no-referrer" />`
    : (info?.iconText ?? [...name][0]?.toUpperCase());
  return html`<header class="plugin">
    <span class="icon" aria-hidden="true"><slot name="icon">${picture}</slot></span>
    <div>
      <h2 id="title" tabindex="-1" autofocus><bdi>${name}</bdi></h2>
      <p class="facts">
        ${version ? html`<span>version ${version}</span>` : nothing}
        ${installed ? html`<span>(installed: ${installed})</span>` : nothing}
        <span>${type}</span>
        <span>${origin === null ? 'from a file or text' : html`from <bdi>${origin}</bdi>`}</span>
      </p>
    </div>
  </header>`;
}

function renderNeeds(config: FlatConfig, base: string): TemplateResult | typeof nothing {
  const needs = needsOf(config, base);
  if (needs.length === 0) return nothing;
  return html`<dl>
    ${needs.map(
      ({ label, items }) =>
        html`<dt>${label}</dt>
          <dd>${items.join(', ')}</dd>`,
    )}
  </dl>`;
}

function renderSource(code: string): TemplateResult {
  const isCut = code.length > MOST;
  return html`<details>
    <summary>Source</summary>
    <pre tabindex="0" role="region" aria-label="Source">
${code.slice(0, MOST)}${isCut ? '…' : ''}</pre>
  </details>`;
}
