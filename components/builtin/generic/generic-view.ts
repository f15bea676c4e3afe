import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { ImjoyMenuElement } from '../../menu/menu-element.js';
import { hostStyles } from '../../shared/host.styles.js';
import { tokens } from '../../shared/tokens.styles.js';
import { valueSavers } from '../export/value-savers.js';
import { icon } from '../shared/icon.js';
import { guarded } from '../shared/notice.js';
import { Thumbnail } from '../shared/thumbnail.js';
import { openerItems, valueOpeners } from '../shared/value-openers.js';
import { viewStyles } from '../shared/view.styles.js';
import type { BuiltinContext, BuiltinMethods, BuiltinView, Opener } from '../types.js';
import { fileKind } from '../values/file-kind.js';
import { unwrapFile } from '../values/unwrap-file.js';
import type { ValueKind } from './describe-value.js';
import { genericViewStyles } from './generic-view.styles.js';
import { nextFocus } from './tree-keys.js';
import { PAGE, treeRows, type NodeRow, type TreeRow } from './tree-rows.js';

/** Characters of a text that its preview shows. */
const LONGEST = 20_000;

/** The sign in front of a value. */
const signs: Readonly<Partial<Record<ValueKind, string>>> = {
  nothing: '∅',
  boolean: '◐',
  number: '#',
  text: '“',
  date: '◷',
  function: 'ƒ',
  error: '!',
  ndarray: '▦',
  numbers: '▤',
  bytes: '▥',
  list: '[ ]',
  map: '⇄',
  object: '{ }',
  interface: '⚙',
};

/** `imjoy/generic`: any value as a tree that unfolds. */
export class GenericView extends LitElement implements BuiltinView {
  static override readonly styles = [tokens, hostStyles, viewStyles, genericViewStyles];

  @property({ attribute: false }) data: unknown = null;
  @property({ attribute: false }) config: unknown = null;
  @property({ attribute: false }) context: BuiltinContext | null = null;
  readonly methods: BuiltinMethods = {};

  @state() private open: ReadonlySet<string> = new Set(['0']);
  @state() private shown: ReadonlyMap<string, number> = new Map();
  @state() private focused = '0';

  @query('imjoy-menu') private readonly menu!: ImjoyMenuElement;

  #rows: readonly TreeRow[] = [];
  #moveFocus = false;

  protected override render(): TemplateResult {
    return guarded(() => {
      this.#rows = treeRows('data', this.data, { open: this.open, shown: this.shown });
      if (!this.#rows.some(({ path }) => path === this.focused)) this.focused = '0';
      return html`
        <div role="tree" aria-label="Data" @keydown=${this.#key}>
          ${repeat(
            this.#rows,
            ({ path, type }) => `${type} ${path}`,
            (row) => this.#row(row),
          )}
        </div>
        <imjoy-menu></imjoy-menu>
      `;
    });
  }

  protected override updated(_changed: PropertyValues<this>): void {
    if (!this.#moveFocus) return;
    this.#moveFocus = false;
    const row = this.renderRoot.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]');
    row?.focus();
    row?.scrollIntoView({ block: 'nearest' });
  }

  #row(row: TreeRow): TemplateResult {
    const expanded = row.type === 'node' && row.expandable ? String(row.expanded) : nothing;
    return html`<div
      role="treeitem"
      class=${row.type}
      data-path=${row.path}
      tabindex=${row.path === this.focused ? 0 : -1}
      aria-level=${row.level}
      aria-posinset=${row.position}
      aria-setsize=${row.setSize}
      aria-expanded=${expanded}
      @click=${() => this.#activate(row)}
      @contextmenu=${(event: Event) => this.#openMenu(event, row)}
    >
      ${Array.from({ length: row.level - 1 }, () => html`<span class="guide"></span>`)}
      ${this.#content(row)}
    </div>`;
  }

  #content(row: TreeRow): TemplateResult {
    switch (row.type) {
      case 'node':
        return this.#node(row);
      case 'more':
        return html`<span class="link">${Math.min(row.hidden, PAGE)} more of ${row.hidden}…</span>`;
      case 'text':
        return html`<pre>${String(row.value).slice(0, LONGEST)}</pre>`;
      case 'image':
        return html`<imjoy-thumbnail .source=${row.value} .label=${'Preview'}></imjoy-thumbnail>`;
    }
  }

  #node(row: NodeRow): TemplateResult {
    const { key, description, expandable, expanded } = row;
    const hasMenu = isSaved(row.value) || valueOpeners(key, row.value, this.context).length > 0;
    return html`
      <span class=${expanded ? 'fold open' : 'fold'}>${expandable ? icon('chevron') : ''}</span>
      <span class="sign" data-kind=${description.kind}>${this.#sign(row)}</span>
      <span class="key">${key}</span>
      <span class="summary mono" data-kind=${description.kind}>${description.summary}</span>
      ${
        hasMenu
          ? html`<button
              class="menu"
              tabindex="-1"
              aria-label=${`Open or save ${key}`}
              @click=${(event: Event) => this.#openMenu(event, row)}
            >
              ${icon('more')}
            </button>`
          : nothing
      }
    `;
  }

  #sign({ value, description }: NodeRow): TemplateResult | string {
    const file = unwrapFile(value);
    if (file) return icon(fileKind(file.name, file.blob.type).icon);
    return signs[description.kind] ?? '';
  }

  #activate(row: TreeRow): void {
    this.#focus(row.path);
    if (row.type === 'node' && row.expandable) this.#fold(row.path, !row.expanded);
    if (row.type === 'more' && row.parent) this.#showMore(row.parent);
  }

  #fold(path: string, open: boolean): void {
    const paths = new Set(this.open);
    if (open) paths.add(path);
    else paths.delete(path);
    this.open = paths;
  }

  #showMore(path: string): void {
    const shown = this.shown.get(path) ?? PAGE;
    this.shown = new Map(this.shown).set(path, shown + PAGE);
    this.#focus(`${path}/${shown}`);
  }

  #focus(path: string): void {
    this.focused = path;
    this.#moveFocus = true;
    this.requestUpdate();
  }

  #key(event: KeyboardEvent): void {
    const row = this.#rows.find(({ path }) => path === this.focused);
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) {
      this.#openMenu(event, row);
      return;
    }
    if (event.key === 'Enter' || event.key === ' ') this.#activate(row);
    else if (event.key === 'ArrowRight' && row.type === 'node' && row.expandable && !row.expanded)
      this.#fold(row.path, true);
    else if (event.key === 'ArrowLeft' && row.type === 'node' && row.expanded)
      this.#fold(row.path, false);
    else if (event.key === '*') this.#unfoldSiblings(row);
    else {
      const next = nextFocus(this.#rows, row, event.key);
      if (!next) return;
      this.#focus(next);
    }
    event.preventDefault();
  }

  #unfoldSiblings({ parent }: TreeRow): void {
    const siblings = this.#rows.filter((row) => row.parent === parent && row.type === 'node');
    this.open = new Set([...this.open, ...siblings.map(({ path }) => path)]);
  }

  #openMenu(event: Event, row: TreeRow): void {
    event.preventDefault();
    event.stopPropagation();
    this.#focus(row.path);
    const openers = row.type === 'node' ? menuOf(row, this.context) : [];
    const place = this.renderRoot.querySelector<HTMLElement>(
      `[data-path="${CSS.escape(row.path)}"]`,
    );
    if (place && openers.length) void this.menu.show(place, 'Open with', openerItems(openers));
  }
}

const menuOf = ({ key, value }: NodeRow, context: BuiltinContext | null): readonly Opener[] => [
  ...valueOpeners(key, value, context),
  ...valueSavers(key, value),
];

/** Whether {@link valueSavers} has anything to offer; asked for every row. */
const isSaved = (value: unknown): boolean =>
  typeof value === 'string' || (typeof value === 'object' && value !== null);

/** The elements this window is made of. */
export const elements = {
  'imjoy-generic-view': GenericView,
  'imjoy-thumbnail': Thumbnail,
  'imjoy-menu': ImjoyMenuElement,
};
