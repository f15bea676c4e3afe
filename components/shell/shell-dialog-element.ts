import { html, LitElement, nothing, type CSSResultGroup } from 'lit';
import { property, query } from 'lit/decorators.js';
import { controlStyles } from '../shared/controls.styles.js';
import { hostStyles } from '../shared/host.styles.js';
import { tokens } from '../shared/tokens.styles.js';
import { ModalController } from './modal-controller.js';
import type { Question } from './question.js';
import { shellDialogStyles } from './shell-dialog.styles.js';

/**
 * One question in a modal dialog. Opens as soon as it is on the page and is answered once: Enter or the
 * confirming button says yes; Escape, the other button or removal says no.
 *
 * @element imjoy-shell-dialog
 * @csspart base - the dialog
 * @csspart from - the line that names the plugin that asks
 * @csspart heading - the title
 * @csspart body - what is asked
 * @csspart actions - the buttons
 */
export class ImjoyShellDialogElement extends LitElement {
  static override styles: CSSResultGroup = [tokens, hostStyles, controlStyles, shellDialogStyles];

  @property({ attribute: false }) question!: Question<unknown>;
  @property({ attribute: false }) content: unknown = nothing;
  /** Whether the user may refuse further questions of the same plugin. */
  @property({ attribute: false }) offersMute = false;

  @query('#mute') private muteBox!: HTMLInputElement | null;
  readonly #modal = new ModalController(this, () => this.#dismiss());
  #answer!: (confirmed: boolean) => void;

  /** Whether the user confirmed. Always settles, never rejects. */
  readonly answered = new Promise<boolean>((resolve) => {
    this.#answer = resolve;
  });

  /** Whether the user refuses further questions of the same plugin. */
  get mutes(): boolean {
    return this.muteBox?.checked ?? false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#answer(false);
  }

  protected override async firstUpdated(): Promise<void> {
    // The browser's own choice stops at the border of a form of ours.
    const first = this.renderRoot.querySelector<HTMLElement>('[autofocus]');
    if (!(first instanceof LitElement)) return;
    await first.updateComplete;
    first.focus();
  }

  protected override render() {
    const { kind, heading, from, confirmText, cancelText } = this.question;
    const label = [from !== null && 'from', heading !== null && 'title'].filter(Boolean).join(' ');
    return html`<dialog
      part="base"
      aria-labelledby=${label || nothing}
      aria-label=${label ? nothing : 'Message'}
      aria-describedby=${kind === 'message' ? 'content' : nothing}
      @cancel=${this.#onCancel}
      @close=${this.#dismiss}
    >
      <form method="dialog" @submit=${this.#confirm}>
        <header>
          ${this.#renderFrom()}
          ${heading === null ? nothing : html`<h2 id="title" part="heading">${heading}</h2>`}
        </header>
        <div class="body" part="body">${this.content}</div>
        <footer part="actions">
          ${this.#renderMute()}
          ${
            cancelText === null
              ? nothing
              : html`<button type="button" @click=${this.#dismiss}>${cancelText}</button>`
          }
          <button type="submit" class="primary" autofocus>${confirmText}</button>
        </footer>
      </form>
    </dialog>`;
  }

  #renderFrom() {
    const { from, verb } = this.question;
    return from === null
      ? nothing
      : html`<p id="from" class="from" part="from"><bdi>${from}</bdi> ${verb}</p>`;
  }

  #renderMute() {
    if (!this.offersMute) return nothing;
    return html`<label class="mute">
      <input id="mute" type="checkbox" /> Don’t show more from <bdi>${this.question.from}</bdi>
    </label>`;
  }

  readonly #dismiss = (): void => this.#settle(false);

  /** Comes before the dialog closes, while its `close` event may be a long time coming in a hidden tab. */
  readonly #onCancel = (event: Event): void => {
    // A file input inside cancels, too.
    if (event.target === event.currentTarget) this.#settle(false);
  };

  /** Hears the native form as well as a plugin's form inside, which announces Enter in its own fields. */
  readonly #confirm = (event: Event): void => {
    event.preventDefault();
    this.#settle(true);
  };

  #settle(confirmed: boolean): void {
    this.#answer(confirmed);
    this.#modal.close();
  }
}
