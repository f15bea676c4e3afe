import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { hostStyles } from '../../shared/host.styles.js';
import { tokens } from '../../shared/tokens.styles.js';
import { writeCsv } from '../export/write-csv.js';
import { download } from '../shared/download.js';
import { icon } from '../shared/icon.js';
import { failure, notice } from '../shared/notice.js';
import { viewStyles } from '../shared/view.styles.js';
import type { BuiltinContext, BuiltinMethods, BuiltinView } from '../types.js';
import { unwrapFile } from '../values/unwrap-file.js';
import { loadTable, type LoadedTable } from './load-table.js';
import { tableViewStyles } from './table-view.styles.js';

/** Rows shown before more are asked for, and how many each such request adds. */
const PAGE = 500;
/** Columns shown: the width of a table that can still be read. */
const MOST_COLUMNS = 200;

const NUMBER = /^[-+]?(?:\d[\d_]*\.?\d*|\.\d+)(?:e[-+]?\d+)?$|^(?:nan|[-+]?inf(?:inity)?)$/i;

/** `imjoy/table`: a CSV or TSV file, a list of records, or an object of columns. */
export class TableView extends LitElement implements BuiltinView {
  static override readonly styles = [tokens, hostStyles, viewStyles, tableViewStyles];

  @property({ attribute: false }) data: unknown = null;
  @property({ attribute: false }) config: unknown = null;
  @property({ attribute: false }) context: BuiltinContext | null = null;
  readonly methods: BuiltinMethods = {};

  @state() private table: LoadedTable | null = null;
  @state() private error: unknown = null;
  @state() private shown = PAGE;

  #loading = 0;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('data')) void this.#load();
  }

  protected override render(): TemplateResult {
    if (this.error) return failure(this.error);
    if (!this.table) return notice('Loading…');
    const { columns, rows, isCut } = this.table;
    if (columns.length === 0) return notice('The table is empty');
    const count = `${isCut ? 'first ' : ''}${plural(rows.length, 'row')} × ${plural(columns.length, 'column')}`;
    return html`
      <div class="bar">
        <span class="muted">${count}</span>
        <span class="spacer"></span>
        <button aria-label="Save as CSV" title="Save as CSV" @click=${this.#save}>
          ${icon('download')}
        </button>
      </div>
      <div class="scroll" tabindex="0" role="region" aria-label="Table">
        ${this.#renderTable(columns.slice(0, MOST_COLUMNS), rows)} ${this.#renderMore(rows.length)}
      </div>
    `;
  }

  #renderTable(columns: readonly string[], rows: LoadedTable['rows']): TemplateResult {
    return html`<table>
      <thead>
        <tr>
          <th><span class="hidden">Row</span></th>
          ${columns.map((column) => html`<th scope="col" title=${column}>${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.slice(0, this.shown).map(
          (row, i) =>
            html`<tr>
              <th scope="row">${i + 1}</th>
              ${columns.map((_, column) => renderCell(row[column] ?? ''))}
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #renderMore(count: number): TemplateResult | typeof nothing {
    const hidden = count - this.shown;
    if (hidden <= 0) return nothing;
    return html`<button class="more" @click=${() => (this.shown += PAGE)}>
      ${Math.min(hidden, PAGE)} more of ${hidden.toLocaleString('en')}…
    </button>`;
  }

  async #load(): Promise<void> {
    const load = ++this.#loading;
    try {
      const table = await loadTable(this.data);
      if (load !== this.#loading) return;
      this.error = null;
      this.table = table;
    } catch (error) {
      if (load === this.#loading) this.error = error;
    }
  }

  /** A file goes as it is: what was not shown of it is in there, too. */
  readonly #save = (): void => {
    const file = unwrapFile(this.data);
    if (file) download(file.blob, file.name);
    else if (this.table) download(writeCsv(this.table), 'table.csv');
  };
}

const renderCell = (text: string): TemplateResult =>
  html`<td class=${NUMBER.test(text.trim()) ? 'number' : ''}>${text}</td>`;

const plural = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

/** The elements this window is made of. */
export const elements = { 'imjoy-table-view': TableView };
