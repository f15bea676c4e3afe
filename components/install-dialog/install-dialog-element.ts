import {
  html,
  LitElement,
  nothing,
  type CSSResultGroup,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { property, query, state } from 'lit/decorators.js';
import {
  messageOf,
  parsePluginUri,
  type FlatConfig,
  type PluginFile,
  type Workspace,
} from '../../src/index.js';
import { ModalController } from '../shell/modal-controller.js';
import { shellDialogStyles } from '../shell/shell-dialog.styles.js';
import { chipStyles } from '../shared/chip.styles.js';
import { controlStyles } from '../shared/controls.styles.js';
import { hostStyles } from '../shared/host.styles.js';
import { tokens } from '../shared/tokens.styles.js';
import {
  actionFor,
  installedVersion,
  readCandidate,
  selectionOf,
  type Candidate,
  type Offer,
} from './candidate.js';
import { installDialogStyles } from './install-dialog.styles.js';
import { Installation, type InstallOutcome } from './installation.js';
import { pluginDescription, pluginFacts, pluginHead } from './plugin-summary.js';
import { addressPage, problemText, readingPage, refusalPage } from './reading-pages.js';

type Step =
  | { readonly kind: 'address'; readonly address: string; readonly problem: string | null }
  | { readonly kind: 'reading'; readonly offer: Offer }
  | { readonly kind: 'read'; readonly candidate: Candidate };

/**
 * Shows what a plugin is and asks for, and installs it if the user says so. Nothing of it runs before. Opens as
 * soon as it is on the page and is answered once.
 *
 * @element imjoy-install-dialog
 * @slot icon - a picture of the plugin, instead of its own
 * @csspart base - the dialog
 * @csspart actions - the buttons
 */
export class ImjoyInstallDialogElement extends LitElement {
  static override styles: CSSResultGroup = [
    tokens,
    hostStyles,
    controlStyles,
    shellDialogStyles,
    chipStyles,
    installDialogStyles,
  ];

  @property({ attribute: false }) workspace!: Workspace;
  /** The plugin; null to ask the user for the address of one. Read once. */
  @property({ attribute: false }) offer: Offer | null = null;

  /** The tag the user chose. */
  @state() tag: string | null = null;
  @state() private step: Step = { kind: 'address', address: '', problem: null };

  @query('#address') private address!: HTMLInputElement | null;
  @query('[autofocus]') private first!: HTMLElement | null;
  readonly #installation = new Installation(() => this.requestUpdate());
  readonly #modal = new ModalController(this, () => this.#dismiss());
  #answer!: (outcome: InstallOutcome | Promise<InstallOutcome>) => void;

  /** What came of it. Always settles, never rejects. */
  readonly answered = new Promise<InstallOutcome>((resolve) => {
    this.#answer = resolve;
  });

  /** The plugin that was read; null before, and when it cannot be fetched. */
  get candidate(): Candidate | null {
    return this.step.kind === 'read' ? this.step.candidate : null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.offer) void this.#read(this.offer);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#answer(this.#installation.outcome);
  }

  /** What had the focus is gone with the former step. */
  protected override updated(changed: PropertyValues): void {
    if (changed.has('step')) this.first?.focus();
  }

  protected override render(): TemplateResult {
    return html`<dialog
      part="base"
      aria-labelledby="title"
      aria-busy=${this.#installation.isRunning}
      @cancel=${this.#dismiss}
      @close=${this.#dismiss}
      @keydown=${keepToItself}
    >
      <form method="dialog" @submit=${this.#submit}>${this.#page()}</form>
    </dialog>`;
  }

  #page(): TemplateResult {
    const { step } = this;
    const cancel = html`<button type="button" @click=${this.#dismiss}>Cancel</button>`;
    if (step.kind === 'address') return addressPage(step.address, step.problem, cancel);
    if (step.kind === 'reading') return readingPage(step.offer, cancel);
    const { candidate } = step;
    if (candidate.file) return this.#question(candidate, candidate.file);
    const buttons = html`${this.#edit(true)} ${cancel} ${this.#back(candidate)}
    ${this.#ask(candidate)}`;
    return refusalPage(candidate, buttons);
  }

  #question(candidate: Candidate, file: PluginFile): TemplateResult {
    const selection = selectionOf(file, this.tag);
    const isUsable = !(selection instanceof Error);
    const config = isUsable ? selection.config : (file.config as FlatConfig);
    const { name, version, tags } = config;
    const installed = installedVersion(this.workspace, name);
    const action = actionFor(version, installed);
    const { isRunning, isKept, problem } = this.#installation;
    return html`
      ${pluginHead(config, candidate.from, installed)}
      <div class="body">
        ${pluginDescription(config)}
        ${tags.length > 0 ? this.#tags(tags, isUsable ? selection.tag : this.tag) : nothing}
        ${pluginFacts(config, file, candidate)}
        ${problemText(isUsable ? problem : messageOf(selection))}
      </div>
      <footer part="actions" role="none">
        ${this.#edit(!isRunning)}
        <button type="button" @click=${this.#dismiss}>
          ${isRunning || isKept ? 'Close' : 'Cancel'}
        </button>
        <button class="primary" ?disabled=${!isUsable} aria-disabled=${isRunning}>
          ${isRunning ? 'Installing…' : action}
        </button>
      </footer>
    `;
  }

  #tags(tags: readonly string[], chosen: string | null): TemplateResult {
    return html`<fieldset ?disabled=${this.#installation.isRunning}>
      <legend>Tag</legend>
      ${tags.map(
        (tag) =>
          html`<label class="chip">
            <input
              type="radio"
              name="tag"
              .checked=${tag === chosen}
              @change=${() => (this.tag = tag)}
            />${tag}
          </label>`,
      )}
    </fieldset>`;
  }

  #edit(enabled: boolean): TemplateResult {
    const edit = () => this.#settle('edit');
    return html`<button type="button" class="edit" ?disabled=${!enabled} @click=${edit}>
      Edit
    </button>`;
  }

  #back({ source: { url } }: Candidate): TemplateResult | typeof nothing {
    if (url === null) return nothing;
    const back = () => (this.step = { kind: 'address', address: url, problem: null });
    return html`<button type="button" @click=${back}>Other address</button>`;
  }

  /** A page may be an app of its own, which only itself can tell. */
  #ask({ source: { url } }: Candidate): TemplateResult | typeof nothing {
    if (url === null || parsePluginUri(url).kind !== 'page') return nothing;
    const ask = () => void this.#read({ src: url, asksPage: true });
    return html`<button type="button" class="primary" @click=${ask}>Open as an app</button>`;
  }

  /** Whoever corrects an address finds it as it was. */
  async #read(offer: Offer): Promise<void> {
    this.step = { kind: 'reading', offer };
    try {
      const candidate = await readCandidate(offer, this.workspace);
      const known =
        candidate.file && this.workspace.library.installed.get(candidate.file.config.name);
      this.tag = candidate.source.tag ?? known?.tag ?? null;
      this.step = { kind: 'read', candidate };
    } catch (error) {
      const address = typeof offer.src === 'string' ? offer.src : '';
      this.step = { kind: 'address', address, problem: messageOf(error) };
    }
  }

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    const { step } = this;
    const src = this.address?.value.trim();
    if (step.kind === 'address' && src) void this.#read({ src, asksPage: true });
    if (step.kind === 'read' && step.candidate.file) void this.#install(step.candidate);
  };

  async #install(candidate: Candidate): Promise<void> {
    const { workspace, tag } = this;
    if (this.#installation.isRunning) return;
    if (await this.#installation.run(workspace, candidate, tag)) this.#settle('installed');
  }

  readonly #dismiss = (): void => this.#settle(this.#installation.outcome);

  #settle(outcome: InstallOutcome | Promise<InstallOutcome>): void {
    this.#answer(outcome);
    this.#modal.close();
  }
}

/** The keys pressed in a question are no shortcuts of what lies below it. */
const keepToItself = (event: Event): void => event.stopPropagation();
