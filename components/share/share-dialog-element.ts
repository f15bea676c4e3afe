import { html, LitElement, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { toPageLink } from '../../src/index.js';
import { controlStyles } from '../shared/controls.styles.js';
import { copyText } from '../shared/copy-text.js';
import { hostStyles } from '../shared/host.styles.js';
import { tokens } from '../shared/tokens.styles.js';
import { ModalController } from '../shell/modal-controller.js';
import { shellDialogStyles } from '../shell/shell-dialog.styles.js';
import { shareDialogStyles } from './share-dialog.styles.js';

/** What is shared: a plugin that others can get from where it came from. */
export interface SharedPlugin {
  readonly name: string;
  /** Its URI, without a tag. */
  readonly origin: string;
  readonly tags: readonly string[];
  /** The tag it is used with here. */
  readonly tag: string | null;
  /** Whether it can stand in a page as a window. */
  readonly isWindow: boolean;
}

/**
 * Builds links to a plugin, on this page or on any other that has a workspace, and the tag that shows it in a page.
 * Opens as soon as it is on the page.
 *
 * @element imjoy-share-dialog
 * @csspart base - the dialog
 */
export class ImjoyShareDialogElement extends LitElement {
  static override styles: CSSResultGroup = [
    tokens,
    hostStyles,
    controlStyles,
    shellDialogStyles,
    shareDialogStyles,
  ];

  @property({ attribute: false }) plugin!: SharedPlugin;

  @state() private page = location.href.replace(/[?#].*$/s, '');
  @state() private tag: string | null = null;
  @state() private starts = false;
  @state() private fullscreen = false;
  /** Which of the texts was copied last, and whether the browser let us. */
  @state() private copied: { readonly id: string; readonly done: boolean } | null = null;
  @query('dialog') private readonly dialog!: HTMLDialogElement;
  readonly #modal = new ModalController(this, () => this.#dismiss());
  #close!: () => void;

  /** Resolves when the user has had enough. */
  readonly closed = new Promise<void>((resolve) => (this.#close = resolve));

  override connectedCallback(): void {
    super.connectedCallback();
    this.tag = this.plugin.tag;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#close();
  }

  protected override render(): TemplateResult {
    const { plugin, page } = this;
    const isPage = URL.canParse(page) && /^https?:/.test(page);
    return html`<dialog
      part="base"
      aria-labelledby="title"
      @cancel=${this.#dismiss}
      @close=${this.#dismiss}
      @keydown=${(event: Event) => event.stopPropagation()}
    >
      <form method="dialog">
        <header role="none">
          <h2 id="title">Share <bdi>${plugin.name}</bdi></h2>
        </header>
        <div class="body">
          <label class="field">
            Page that shows it
            <input
              type="url"
              .value=${page}
              aria-invalid=${!isPage}
              aria-describedby="hint"
              @input=${(event: Event) => (this.page = (event.target as HTMLInputElement).value)}
            />
          </label>
          <p class="hint" id="hint">
            Any page with <code>&lt;imjoy-workspace url-params&gt;</code>. Whoever follows the link
            is asked before the plugin is installed.
          </p>
          ${plugin.tags.length > 0 ? this.#tags(plugin.tags) : nothing}
          <label class="choice">
            <input type="checkbox" .checked=${this.starts} @change=${this.#toggleStart} />
            Start it once it is installed
          </label>
          ${
            plugin.isWindow
              ? html`<label class="choice">
                  <input
                    type="checkbox"
                    .checked=${this.fullscreen}
                    ?disabled=${!this.starts}
                    @change=${(event: Event) =>
                      (this.fullscreen = (event.target as HTMLInputElement).checked)}
                  />
                  Over all other windows
                </label>`
              : nothing
          }
          ${isPage ? this.#text('link', 'Link', this.#link) : html`<p role="alert" class="problem">This is no address of a page.</p>`}
          ${plugin.isWindow ? this.#text('embed', 'For a page of your own', this.#embedding) : nothing}
        </div>
        <footer role="none">
          <button type="button" class="primary" @click=${this.#dismiss}>Done</button>
        </footer>
      </form>
    </dialog>`;
  }

  #tags(tags: readonly string[]): TemplateResult {
    const choose = (event: Event) => (this.tag = (event.target as HTMLSelectElement).value || null);
    return html`<label class="field">
      Tag
      <select @change=${choose}>
        <option value="" ?selected=${this.tag === null}>left to the user</option>
        ${tags.map((tag) => html`<option ?selected=${tag === this.tag}>${tag}</option>`)}
      </select>
    </label>`;
  }

  #text(id: string, label: string, value: string): TemplateResult {
    const { copied } = this;
    const outcome = copied?.id !== id ? '' : copied.done ? 'Copied' : 'Select and copy it yourself';
    const copy = async (): Promise<void> => {
      const done = await copyText(value);
      this.copied = { id, done };
      if (!done) this.dialog.querySelector<HTMLInputElement>(`#${id}`)?.select();
    };
    return html`<label for=${id}>${label}</label>
      <div class="output">
        <input
          id=${id}
          readonly
          .value=${value}
          @focus=${(event: Event) => (event.target as HTMLInputElement).select()}
        />
        <button type="button" aria-label="Copy ${label.toLocaleLowerCase()}" @click=${copy}>
          Copy
        </button>
      </div>
      <p class="hint" role="status">${outcome}</p>`;
  }

  get #uri(): string {
    const { origin } = this.plugin;
    return this.tag === null ? origin : `${origin}@${this.tag}`;
  }

  get #link(): string {
    const { name } = this.plugin;
    const start = this.starts ? { start: name, fullscreen: this.fullscreen } : {};
    return toPageLink(this.page, { plugin: this.#uri, ...start });
  }

  get #embedding(): string {
    // In a document of its own it stays a mere tag.
    const window = document.implementation.createHTMLDocument('').createElement('imjoy-window');
    window.setAttribute('src', this.#uri);
    return window.outerHTML;
  }

  readonly #toggleStart = (event: Event): void => {
    this.starts = (event.target as HTMLInputElement).checked;
    if (!this.starts) this.fullscreen = false;
  };

  readonly #dismiss = (): void => {
    this.#modal.close();
    this.#close();
  };
}
