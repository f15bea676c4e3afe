import { html, LitElement, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { controlStyles } from '../shared/controls.styles.js';
import { hostStyles } from '../shared/host.styles.js';
import { tokens } from '../shared/tokens.styles.js';
import { ModalController } from '../shell/modal-controller.js';
import { shellDialogStyles } from '../shell/shell-dialog.styles.js';

/** Something the user decides between. */
export interface FileQuestion {
  readonly heading: string;
  /** Shown as text. */
  readonly text: string;
  /** What can be answered, by its label; the last one is what is proposed. Escape says null. */
  readonly choices: readonly { readonly label: string; readonly value: string }[];
  /** Label of a box for "in all such cases"; null for none. */
  readonly forAll: string | null;
}

export interface FileAnswer {
  readonly value: string | null;
  readonly forAll: boolean;
}

/**
 * A question above the file dialog. Opens as soon as it is on the page and is answered once.
 *
 * @element imjoy-file-question
 * @csspart base - the dialog
 */
export class ImjoyFileQuestionElement extends LitElement {
  static override styles: CSSResultGroup = [tokens, hostStyles, controlStyles, shellDialogStyles];

  @property({ attribute: false }) question!: FileQuestion;
  @query('input') private readonly box!: HTMLInputElement | null;
  readonly #modal = new ModalController(this, () => this.#settle(null));
  #answer!: (answer: FileAnswer) => void;

  /** Always settles, never rejects. */
  readonly answered = new Promise<FileAnswer>((resolve) => (this.#answer = resolve));

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#answer({ value: null, forAll: false });
  }

  protected override render(): TemplateResult {
    const { heading, text, choices, forAll } = this.question;
    const dismiss = () => this.#settle(null);
    return html`<dialog
      part="base"
      aria-labelledby="heading"
      aria-describedby="text"
      @cancel=${dismiss}
      @close=${dismiss}
    >
      <header role="none"><h2 id="heading">${heading}</h2></header>
      <div class="body" id="text"><p class="message text">${text}</p></div>
      <footer role="none">
        ${forAll === null ? nothing : html`<label class="mute"><input type="checkbox" /> ${forAll}</label>`}
        ${choices.map(
          ({ label, value }, at) =>
            html`<button
              class=${at === choices.length - 1 ? 'primary' : ''}
              ?autofocus=${at === choices.length - 1}
              @click=${() => this.#settle(value)}
            >
              ${label}
            </button>`,
        )}
      </footer>
    </dialog>`;
  }

  #settle(value: string | null): void {
    this.#answer({ value, forAll: this.box?.checked ?? false });
    this.#modal.close();
  }
}
