import type { VirtualizerHostElement } from '@lit-labs/virtualizer/virtualize.js';
import {
  html,
  LitElement,
  type CSSResultGroup,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { reportError } from '../../src/index.js';
import { hostStyles } from '../shared/host.styles.js';
import { tokens } from '../shared/tokens.styles.js';
import type { MenuModel } from './menu-model.js';
import type { PluginActions } from './plugin-actions.js';
import type { PluginEntry } from './plugin-entry.js';
import { pluginListStyles } from './plugin-list.styles.js';
import type { ImjoyPluginRowElement } from './plugin-row-element.js';
import { isInField, readRowKey } from './row-keys.js';

type Virtualizing = typeof import('@lit-labs/virtualizer/virtualize.js');

/** So many rows are made outright: up to here that is cheaper, and better for those who search in the page. */
const PLAIN = 60;

/**
 * The rows of the plugin menu. Of long lists only those in sight exist.
 *
 * @element imjoy-plugin-list
 * @fires type - the user types a character that is none of the list's keys
 */
export class ImjoyPluginListElement extends LitElement {
  static override styles: CSSResultGroup = [tokens, hostStyles, pluginListStyles];

  @property({ attribute: false }) model: MenuModel | null = null;
  @property({ attribute: false }) actions: PluginActions | null = null;
  @property({ attribute: false }) entries: PluginEntry[] = [];
  /** How many plugins there are, also those that a search has left out. */
  @property({ type: Number }) total = 0;

  /** The one that Tab leads to. */
  @state() private current: string | null = null;
  @state() private virtualizing: Virtualizing | null = null;
  @query('[role=list]') private readonly list!: HTMLElement;

  /** Focuses the row that Tab leads to. */
  override focus(): void {
    const at = this.entries.findIndex(({ name }) => name === this.current);
    void this.#focusAt(Math.max(at, 0));
  }

  focusFirst(): void {
    void this.#focusAt(0);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('total') && this.total > PLAIN) void this.#loadVirtualizing();
    if (!this.entries.some(({ name }) => name === this.current))
      this.#leave(changed.get('entries'));
  }

  protected override render(): TemplateResult {
    const isLong = this.total > PLAIN;
    const { virtualizing, entries } = this;
    if (isLong && virtualizing)
      return html`<div
        class="list long"
        role="list"
        aria-label="Plugins"
        @keydown=${this.#key}
        @contextmenu=${this.#contextMenu}
      >
        ${virtualizing.virtualize<PluginEntry>({
          scroller: true,
          items: entries,
          keyFunction: ({ name }) => name,
          renderItem: (entry, index) => this.#row(entry, index),
        })}
      </div>`;
    return html`<div
      class="list"
      role="list"
      aria-label="Plugins"
      @keydown=${this.#key}
      @contextmenu=${this.#contextMenu}
    >
      ${repeat(
        entries.slice(0, PLAIN),
        ({ name }) => name,
        (entry, index) => this.#row(entry, index),
      )}
    </div>`;
  }

  #row(entry: PluginEntry, index: number): TemplateResult {
    return html`<imjoy-plugin-row
      role="listitem"
      aria-setsize=${this.entries.length}
      aria-posinset=${index + 1}
      .model=${this.model}
      .actions=${this.actions}
      .entry=${entry}
      .current=${entry.name === this.current}
      @focusin=${() => (this.current = entry.name)}
    ></imjoy-plugin-row>`;
  }

  readonly #key = (event: KeyboardEvent): void => {
    const row = rowOf(event);
    const wish = readRowKey(event, getComputedStyle(this).direction === 'rtl');
    if (!row?.entry || !wish) return;
    const { name } = row.entry;
    const at = this.entries.findIndex((entry) => entry.name === name);
    switch (wish.kind) {
      case 'move':
        void this.#focusAt(Math.max(0, Math.min(at + wish.by, this.entries.length - 1)));
        break;
      case 'expand':
        if (!row.isExpandable) return;
        this.model?.toggle(name, wish.expanded);
        break;
      case 'menu':
        row.openMenu();
        break;
      case 'type':
        // The character goes to where the focus is by then.
        this.dispatchEvent(new Event('type'));
        return;
    }
    event.preventDefault();
  };

  readonly #contextMenu = (event: Event): void => {
    const row = rowOf(event);
    if (!row || isInField(event)) return;
    event.preventDefault();
    row.openMenu();
  };

  async #focusAt(index: number): Promise<void> {
    const entry = this.entries[index];
    if (!entry) return;
    this.current = entry.name;
    await this.updateComplete;
    if (!this.#find(entry.name)) await this.#bringIntoSight(index);
    if (this.current === entry.name) this.#find(entry.name)?.focus();
  }

  /** Of a long list, what is not in sight does not exist. */
  async #bringIntoSight(index: number): Promise<void> {
    const { list, virtualizing } = this;
    const virtualizer =
      virtualizing && (list as VirtualizerHostElement)[virtualizing.virtualizerRef];
    virtualizer?.element(index)?.scrollIntoView({ block: 'nearest' });
    // Rejects when the list leaves the page meanwhile.
    await virtualizer?.layoutComplete.catch(() => undefined);
  }

  /** What had the focus is gone: what comes in its place gets it. */
  #leave(former: readonly PluginEntry[] = []): void {
    const { entries, current } = this;
    const hadFocus = current !== null && this.#find(current)?.matches(':focus-within');
    const at = hadFocus ? former.findIndex(({ name }) => name === current) : 0;
    this.current = entries[Math.min(at, entries.length - 1)]?.name ?? null;
    if (hadFocus) void this.updateComplete.then(() => this.focus());
  }

  #find(name: string): ImjoyPluginRowElement | undefined {
    return [...this.renderRoot.querySelectorAll('imjoy-plugin-row')].find(
      ({ entry }) => entry?.name === name,
    );
  }

  async #loadVirtualizing(): Promise<void> {
    try {
      this.virtualizing ??= await import('@lit-labs/virtualizer/virtualize.js');
    } catch (error) {
      reportError(error, 'plugin list');
    }
  }
}

const rowOf = (event: Event): ImjoyPluginRowElement | undefined =>
  event
    .composedPath()
    .find(
      (target): target is ImjoyPluginRowElement =>
        target instanceof Element && target.localName === 'imjoy-plugin-row',
    );
