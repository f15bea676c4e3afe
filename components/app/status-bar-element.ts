import { css, html, LitElement, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { hostStyles } from '../shared/host.styles.js';
import { tokens } from '../shared/tokens.styles.js';
import { isErrorText } from '../shell/error-text.js';

/**
 * What goes on in a workspace, in one line at its lower edge; a click shows all of a long text.
 *
 * @element imjoy-status-bar
 * @slot - Facts at the end of the line.
 * @csspart base - The line.
 * @csspart text - The status.
 * @csspart progress - The bar of progress.
 */
export class ImjoyStatusBarElement extends LitElement {
  static override styles: CSSResultGroup = [
    tokens,
    hostStyles,
    css`
      .bar {
        display: flex;
        position: relative;
        align-items: flex-start;
        gap: var(--_space-m);
        min-height: 1.75rem;
        padding-inline: var(--_space-m);
        border-block-start: 1px solid var(--_color-border);
        background: var(--_color-surface);
        color: var(--_color-text-muted);
        font-size: var(--_font-size-s);
        line-height: 1.75rem;
      }
      [role='status'] {
        flex: 1;
        min-width: 0;
      }
      button {
        display: block;
        max-width: 100%;
        padding: 0;
        overflow: hidden;
        border: 0;
        border-radius: var(--_radius-s);
        background: none;
        color: inherit;
        font: inherit;
        text-align: start;
        text-overflow: ellipsis;
        white-space: nowrap;
        cursor: pointer;
      }
      button[aria-expanded='true'] {
        max-height: 30vh;
        padding-block: var(--_space-xs);
        overflow: auto;
        line-height: 1.4;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      .error {
        color: var(--_color-danger);
      }
      :focus-visible {
        outline-offset: -2px;
      }
      progress {
        position: absolute;
        inset: -2px 0 auto;
        width: 100%;
        height: 3px;
        border: 0;
        background: none;
        accent-color: var(--_color-accent);
        appearance: none;
      }
      progress::-webkit-progress-bar {
        background: none;
      }
      progress::-webkit-progress-value {
        background: var(--_color-accent);
        transition: inline-size 120ms;
      }
      progress::-moz-progress-bar {
        background: var(--_color-accent);
      }
    `,
  ];

  @state() private text = '';
  @state() private percent = 0;
  @state() private expanded = false;

  /** @param text Nothing for none. */
  showText(text: string): void {
    this.text = text;
    this.expanded = false;
  }

  /** @param percent 0–100; at either end there is no bar. */
  showProgress(percent: number): void {
    this.percent = percent > 0 && percent < 100 ? percent : 0;
  }

  protected override render(): TemplateResult {
    const { text, percent, expanded } = this;
    return html`<div class="bar" part="base">
      <div role="status">
        ${
          text
            ? html`<button
                part="text"
                class=${isErrorText(text) ? 'error' : ''}
                aria-expanded=${expanded}
                @click=${() => (this.expanded = !expanded)}
              >
                ${text}
              </button>`
            : nothing
        }
      </div>
      <slot></slot>
      ${
        percent
          ? html`<progress
              part="progress"
              aria-label="Progress"
              max="100"
              .value=${percent}
            ></progress>`
          : nothing
      }
    </div>`;
  }
}
