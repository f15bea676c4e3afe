import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { ImjoyError } from '../../../src/index.js';
import { hostStyles } from '../../shared/host.styles.js';
import { tokens } from '../../shared/tokens.styles.js';
import { download } from '../shared/download.js';
import { icon } from '../shared/icon.js';
import { failure, notice } from '../shared/notice.js';
import { viewStyles } from '../shared/view.styles.js';
import type { BuiltinContext, BuiltinMethods, BuiltinView } from '../types.js';
import { formatBytes } from '../values/format-bytes.js';
import { unwrapFile, type NamedBlob } from '../values/unwrap-file.js';

/** Bytes of a text that are shown: browsers lay out more only with a long wait. */
const MOST = 2 ** 20;

/** `imjoy/text`: a text file, or a text. */
export class TextView extends LitElement implements BuiltinView {
  static override readonly styles = [
    tokens,
    hostStyles,
    viewStyles,
    css`
      :host {
        overflow: hidden;
      }
      .bar {
        min-height: 2.5rem;
        padding-inline-start: var(--_space-m);
        font-size: var(--_font-size-s);
      }
      pre {
        flex: 1;
        min-height: 0;
        margin: 0;
        padding: var(--_space-m);
        overflow: auto;
        font-family: var(--_font-family-mono);
        font-size: var(--_font-size-m);
        tab-size: 4;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      pre:focus-visible {
        outline-offset: -2px;
      }
    `,
  ];

  @property({ attribute: false }) data: unknown = null;
  @property({ attribute: false }) config: unknown = null;
  @property({ attribute: false }) context: BuiltinContext | null = null;
  readonly methods: BuiltinMethods = {};

  @state() private file: NamedBlob | null = null;
  @state() private text: string | null = null;
  @state() private error: unknown = null;

  #loading = 0;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('data')) void this.#load();
  }

  protected override render(): TemplateResult {
    if (this.error) return failure(this.error);
    const { file, text } = this;
    if (text === null || !file) return notice('Loading…');
    const { size } = file.blob;
    return html`
      <div class="bar">
        <span class="muted">
          ${size > MOST ? html`first ${formatBytes(MOST)} of ` : nothing}${formatBytes(size)}
        </span>
        <span class="spacer"></span>
        <button aria-label="Save" title="Save" @click=${() => download(file.blob, file.name)}>
          ${icon('download')}
        </button>
      </div>
      ${text === '' ? notice('The text is empty') : html`<pre tabindex="0">${text}</pre>`}
    `;
  }

  async #load(): Promise<void> {
    const load = ++this.#loading;
    try {
      const file = readText(this.data);
      const text = await file.blob.slice(0, MOST).text();
      if (load !== this.#loading) return;
      this.error = null;
      this.file = file;
      this.text = text;
    } catch (error) {
      if (load === this.#loading) this.error = error;
    }
  }
}

/** @throws ImjoyError `ARGUMENT` */
function readText(data: unknown): NamedBlob {
  if (typeof data === 'string') return { blob: new Blob([data]), name: 'text.txt', path: '' };
  const file = unwrapFile(data);
  if (!file) throw new ImjoyError('ARGUMENT', 'The data is neither a text nor a text file');
  return file;
}

/** The elements this window is made of. */
export const elements = { 'imjoy-text-view': TextView };
