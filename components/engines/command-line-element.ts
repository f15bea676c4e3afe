import { css, html, LitElement, type CSSResultGroup, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { controlStyles } from '../shared/controls.styles.js';
import { copyText } from '../shared/copy-text.js';
import { hostStyles } from '../shared/host.styles.js';
import { tokens } from '../shared/tokens.styles.js';

/**
 * A command for a terminal, to be copied.
 *
 * @element imjoy-command-line
 */
export class ImjoyCommandLineElement extends LitElement {
  static override styles: CSSResultGroup = [
    tokens,
    hostStyles,
    controlStyles,
    css`
      .line {
        display: flex;
        gap: var(--_space-s);
      }
      input {
        flex: 1;
        min-width: 0;
        background: var(--_color-sunken);
        font-family: var(--_font-family-mono);
        font-size: var(--_font-size-s);
        direction: ltr;
      }
      button {
        flex: none;
      }
      [role='status'] {
        margin: 0;
        color: var(--_color-text-muted);
        font-size: var(--_font-size-s);
      }
    `,
  ];

  @property() command = '';
  @state() private outcome = '';
  @query('input') private readonly field!: HTMLInputElement;

  protected override render(): TemplateResult {
    return html`<div class="line">
        <input
          readonly
          aria-label="Command"
          .value=${this.command}
          @focus=${() => this.field.select()}
        />
        <button type="button" aria-label="Copy the command" @click=${this.#copy}>Copy</button>
      </div>
      <p role="status">${this.outcome}</p>`;
  }

  readonly #copy = async (): Promise<void> => {
    const isCopied = await copyText(this.command);
    this.outcome = isCopied ? 'Copied' : 'Select and copy it yourself';
    if (!isCopied) this.field.select();
  };
}
