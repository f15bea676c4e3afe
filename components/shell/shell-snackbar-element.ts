import { html, LitElement, nothing, type CSSResultGroup, type PropertyValues } from 'lit';
import { query, state } from 'lit/decorators.js';
import { controlStyles } from '../shared/controls.styles.js';
import { hostStyles } from '../shared/host.styles.js';
import { tokens } from '../shared/tokens.styles.js';
import { chromeIcon } from './chrome-icon.js';
import { chromeStyles } from './chrome.styles.js';
import { Countdown } from './countdown.js';
import { isErrorText } from './error-text.js';
import { shellSnackbarStyles } from './shell-snackbar.styles.js';

const DEFAULT_SECONDS = 10;

/** A short message, and where it may lead. */
export interface SnackbarMessage {
  readonly text: string;
  /** How long it stays while nobody looks into it; 10 if it is not above 0. */
  readonly seconds: number;
  /** A web page to open in a new tab. */
  readonly link?: { readonly url: string; readonly label: string };
}

/**
 * Messages at the bottom of the page, the newest only. Goes by itself, but not while it is pointed at or has
 * the focus; a click on the text shows all of it.
 *
 * @element imjoy-shell-snackbar
 * @csspart base - the message's box
 */
export class ImjoyShellSnackbarElement extends LitElement {
  static override styles: CSSResultGroup = [
    tokens,
    hostStyles,
    controlStyles,
    chromeStyles,
    shellSnackbarStyles,
  ];

  @state() private message: SnackbarMessage | null = null;
  @state() private expanded = false;
  @query('.snackbar') private box!: HTMLElement;
  readonly #countdown = new Countdown(() => this.hide());

  show(message: SnackbarMessage): void {
    if (!message.text) return this.hide();
    this.message = message;
    this.expanded = false;
    this.#countdown.start(1000 * (message.seconds > 0 ? message.seconds : DEFAULT_SECONDS));
  }

  hide(): void {
    this.message = null;
    this.#countdown.stop();
    // What disappears under the pointer is not told that the pointer left.
    this.#countdown.release('pointer');
    this.#countdown.release('focus');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.hide();
  }

  protected override updated(changed: PropertyValues): void {
    if (!this.isConnected || !changed.has('message')) return;
    const isOpen = this.box.matches(':popover-open');
    if (isOpen && this.message && this.box.matches(':focus-within')) return;
    // Shown again, it comes to lie above a dialog that was opened in between.
    if (isOpen) this.box.hidePopover();
    if (this.message) this.box.showPopover();
  }

  protected override render() {
    const isError = this.message !== null && isErrorText(this.message.text);
    const content = this.message ? this.#renderMessage(this.message) : nothing;
    return html`<div
      class="snackbar ${isError ? 'error' : ''}"
      part="base"
      popover="manual"
      @pointerenter=${() => this.#countdown.hold('pointer')}
      @pointerleave=${() => this.#countdown.release('pointer')}
      @focusin=${() => this.#countdown.hold('focus')}
      @focusout=${() => this.#countdown.release('focus')}
    >
      <div role="status">${isError ? nothing : content}</div>
      <div role="alert">${isError ? content : nothing}</div>
      <button type="button" class="icon-button" aria-label="Dismiss message" @click=${this.hide}>
        ${chromeIcon('close')}
      </button>
    </div>`;
  }

  #renderMessage({ text, link }: SnackbarMessage) {
    return html`<button
        type="button"
        class="text"
        aria-expanded=${this.expanded}
        @click=${() => (this.expanded = !this.expanded)}
      >
        <span>${text}</span>
      </button>
      ${
        link
          ? html`<a href=${link.url} target="_blank" rel="noopener noreferrer" @click=${this.hide}
              >${link.label}</a
            >`
          : nothing
      }`;
  }
}
