import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { hostStyles } from '../../shared/host.styles.js';
import { tokens } from '../../shared/tokens.styles.js';
import { failure } from '../shared/notice.js';
import { fileKind, type FilePreview as PreviewKind } from '../values/file-kind.js';
import type { NamedBlob } from '../values/unwrap-file.js';
import { parseTable } from './parse-table.js';

/** Bytes of a text, and rows of a table, that a preview reads. */
const HEAD = 64 * 1024;
const ROWS = 50;

type Render = (file: NamedBlob) => TemplateResult | Promise<TemplateResult>;

const image: Render = ({ blob, name }) =>
  html`<imjoy-thumbnail .source=${blob} .label=${name}></imjoy-thumbnail>`;

const previews: Readonly<Record<PreviewKind, Render>> = {
  image,
  tiff: (file) => image({ ...file, blob: named(file) }),
  text: async ({ blob }) => html`<pre tabindex="0">${await head(blob)}</pre>`,
  table: async ({ blob }) => renderTable(parseTable(await head(blob), ROWS)),
  none: () => html`<p>This kind of file cannot be previewed.</p>`,
};

/** The first look into a file. */
export class FilePreview extends LitElement {
  static override readonly styles = [
    tokens,
    hostStyles,
    css`
      :host {
        padding: var(--_space-s) var(--_space-m);
      }
      imjoy-thumbnail {
        max-width: 320px;
        border-radius: var(--_radius-s);
      }
      p {
        margin: 0;
        color: var(--_color-text-muted);
      }
      pre,
      .scroll {
        max-height: 18rem;
        margin: 0;
        overflow: auto;
        border: 1px solid var(--_color-border);
        border-radius: var(--_radius-s);
        background: var(--_color-sunken);
        font-family: var(--_font-family-mono);
        font-size: var(--_font-size-s);
      }
      pre {
        padding: var(--_space-s);
      }
      table {
        border-collapse: collapse;
      }
      th,
      td {
        padding: var(--_space-2xs) var(--_space-s);
        border: 1px solid var(--_color-border);
        text-align: start;
        white-space: nowrap;
      }
      th {
        position: sticky;
        inset-block-start: 0;
        background: var(--_color-raised);
      }
    `,
  ];

  @property({ attribute: false }) file: NamedBlob | null = null;
  @state() private content: TemplateResult = html`<p>Loading…</p>`;

  #loading = 0;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('file') && this.file) void this.#load(this.file);
  }

  protected override render(): TemplateResult {
    return this.content;
  }

  async #load(file: NamedBlob): Promise<void> {
    const load = ++this.#loading;
    const show = previews[fileKind(file.name, file.blob.type).preview];
    try {
      const content = await show(file);
      if (load === this.#loading) this.content = content;
    } catch (error) {
      if (load === this.#loading) this.content = failure(error);
    }
  }
}

function head(blob: Blob): Promise<string> {
  return blob.slice(0, HEAD).text();
}

/** Encoded files carry their name beside the blob, but only a name tells a TIFF without a media type. */
function named({ blob, name }: NamedBlob): Blob {
  return blob instanceof File ? blob : new File([blob], name, { type: blob.type });
}

function renderTable([header = [], ...rows]: readonly (readonly string[])[]): TemplateResult {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Table">
    <table>
      <thead>
        <tr>
          ${header.map((cell) => html`<th scope="col">${cell}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
