import { html, LitElement, nothing, type CSSResultGroup } from 'lit';
import { state } from 'lit/decorators.js';
import { controlStyles } from '../shared/controls.styles.js';
import { hostStyles } from '../shared/host.styles.js';
import { tokens } from '../shared/tokens.styles.js';
import { chromeIcon } from './chrome-icon.js';
import { chromeStyles } from './chrome.styles.js';
import { Countdown } from './countdown.js';
import { isErrorText } from './error-text.js';
import { shellStatusStyles } from './shell-status.styles.js';

/** How long a status stays that nothing follows while nothing is in progress, in milliseconds. */
const STALE_AFTER = 60_000;

/**
 * What goes on, at the lower edge of the page: a line of text in the corner and a thin bar of progress. There
 * only while there is something to say.
 *
 * @element imjoy-shell-status
 * @csspart base - the box of the text
 * @csspart progress - the bar
 */
export class ImjoyShellStatusElement extends LitElement {
  static override styles: CSSResultGroup = [
    tokens,
    hostStyles,
    controlStyles,
    chromeStyles,
    shellStatusStyles,
  ];

  @state() private text = '';
  @state() private percent = 0;
  @state() private expanded = false;
  readonly #countdown = new Countdown(() => this.showText(''));

  /** @param text nothing for none */
  showText(text: string): void {
    this.text = text;
    this.expanded = false;
    if (text) this.#countdown.start(STALE_AFTER);
    else this.#countdown.stop();
  }

  /** @param percent 0–100; at either end there is no bar */
  showProgress(percent: number): void {
    this.percent = percent > 0 && percent < 100 ? percent : 0;
    if (this.percent) this.#countdown.hold('progress');
    else this.#countdown.release('progress');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#countdown.stop();
  }

  protected override render() {
    return html`<div
        class="status ${isErrorText(this.text) ? 'error' : ''}"
        part="base"
        ?hidden=${!this.text}
      >
        <div role="status">
          <button
            type="button"
            class="text"
            aria-expanded=${this.expanded}
            @click=${() => (this.expanded = !this.expanded)}
          >
            ${this.text}
          </button>
        </div>
        <button
          type="button"
          class="icon-button"
          aria-label="Dismiss status"
          @click=${() => this.showText('')}
        >
          ${chromeIcon('close')}
        </button>
      </div>
      ${
        this.percent
          ? html`<progress
              part="progress"
              aria-label="Progress"
              max="100"
              .value=${this.percent}
            ></progress>`
          : nothing
      }`;
  }
}
