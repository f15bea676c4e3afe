import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { reportError } from '../../src/index.js';
import { hostStyles } from '../shared/host.styles.js';
import { tokens } from '../shared/tokens.styles.js';

/** Something to choose from a menu of the dock. */
export interface DockMenuItem {
  /** Shown as text. */
  readonly label: string;
  /** Keys that do the same, as they are printed on them. */
  readonly shortcut?: string;
  readonly disabled?: boolean;
  /** Whether it is the one that is chosen now, in a list of which one is. */
  readonly checked?: boolean;
  /** Whether something else begins with it. */
  readonly divided?: boolean;
  run(): void;
}

const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_at, count) => count - 1,
};

/** Space to the edges of the window, in CSS pixels. */
const MARGIN = 4;

/**
 * The dock's one menu, which serves all its windows.
 *
 * @element imjoy-dock-menu
 * @csspart base - the menu
 */
export class ImjoyDockMenuElement extends LitElement {
  static override styles = [
    tokens,
    hostStyles,
    css`
      :host {
        display: contents;
      }
      [popover] {
        position: fixed;
        inset: auto;
        min-width: 12rem;
        max-width: min(22rem, calc(100vw - 8px));
        max-height: min(70vh, 36rem);
        margin: 0;
        padding: var(--_space-xs);
        overflow: auto;
        border: 1px solid var(--_color-border);
        border-radius: var(--_radius-m);
        background: var(--_color-raised);
        color: var(--_color-text);
        box-shadow: var(--_shadow-l);
      }
      button {
        display: flex;
        align-items: baseline;
        justify-content: space-between;
        gap: var(--_space-l);
        width: 100%;
        padding: 5px var(--_space-s);
        border: 0;
        border-radius: var(--_radius-s);
        background: none;
        color: inherit;
        font: inherit;
        text-align: start;
        cursor: pointer;
      }
      button:is(:hover, :focus-visible) {
        background: var(--_color-selected);
        outline-offset: -2px;
      }
      button[aria-disabled='true'] {
        color: var(--_color-text-muted);
        opacity: 0.65;
        cursor: default;
      }
      button[aria-checked='true'] bdi {
        font-weight: var(--_font-weight-bold);
      }
      bdi {
        min-width: 0;
        overflow-wrap: anywhere;
      }
      kbd {
        flex: none;
        color: var(--_color-text-muted);
        font: inherit;
        font-size: var(--_font-size-s);
      }
      hr {
        margin: var(--_space-xs) 0;
        border: 0;
        border-block-start: 1px solid var(--_color-border);
      }
    `,
  ];

  @state() private items: readonly DockMenuItem[] = [];
  @state() private label = '';
  @query('[popover]') private readonly popup!: HTMLElement;

  #origin: HTMLElement | null = null;

  /**
   * Opens below an element, which gets the focus back when nothing else takes it.
   * @param at corner to open at instead, in CSS pixels of the viewport
   */
  async show(
    origin: HTMLElement,
    label: string,
    items: readonly DockMenuItem[],
    at: { readonly x: number; readonly y: number } | null = null,
  ): Promise<void> {
    this.items = items;
    this.label = label;
    this.#origin = origin;
    await this.updateComplete;
    if (!this.isConnected || items.length === 0) return;
    if (this.popup.matches(':popover-open')) this.popup.hidePopover();
    this.popup.showPopover();
    this.#place(at ? new DOMRect(at.x, at.y, 0, 0) : origin.getBoundingClientRect());
    const checked = this.popup.querySelector<HTMLElement>('[aria-checked=true]');
    (checked ?? this.#buttons()[0])?.focus();
  }

  hide(): void {
    if (this.popup.matches(':popover-open')) this.popup.hidePopover();
  }

  protected override render(): TemplateResult {
    return html`<div
      popover
      part="base"
      role="menu"
      aria-label=${this.label}
      @keydown=${this.#key}
      @toggle=${this.#toggled}
    >
      ${this.items.map(
        (item) =>
          html`${item.divided ? html`<hr />` : nothing}<button
              type="button"
              role=${item.checked === undefined ? 'menuitem' : 'menuitemradio'}
              tabindex="-1"
              aria-checked=${item.checked ?? nothing}
              aria-disabled=${item.disabled ? 'true' : nothing}
              @click=${() => this.#run(item)}
            >
              <bdi>${item.label}</bdi>${item.shortcut ? html`<kbd>${item.shortcut}</kbd>` : nothing}
            </button>`,
      )}
    </div>`;
  }

  #run(item: DockMenuItem): void {
    if (item.disabled) return;
    this.popup.hidePopover();
    try {
      item.run();
    } catch (error) {
      reportError(error, `menu item ${item.label}`);
    }
  }

  #place(anchor: DOMRect): void {
    const { width, height } = this.popup.getBoundingClientRect();
    const isBelow = anchor.bottom + height + MARGIN <= innerHeight;
    const top = isBelow ? anchor.bottom : Math.max(anchor.top - height, MARGIN);
    const start = this.matches(':dir(rtl)') ? anchor.left : anchor.right - width;
    const left = Math.max(Math.min(start, innerWidth - width - MARGIN), MARGIN);
    this.popup.style.setProperty('top', `${top}px`);
    this.popup.style.setProperty(
      'left',
      `${anchor.width ? left : this.#beside(anchor.x, width)}px`,
    );
  }

  #beside(x: number, width: number): number {
    return Math.max(Math.min(x, innerWidth - width - MARGIN), MARGIN);
  }

  #key(event: KeyboardEvent): void {
    // What goes on in a menu is no key for what it belongs to.
    event.stopPropagation();
    const buttons = this.#buttons();
    const at = buttons.findIndex((button) => button.matches(':focus'));
    const step = Object.hasOwn(STEPS, event.key) ? STEPS[event.key] : undefined;
    if (event.key === 'Tab') this.popup.hidePopover();
    if (!step) return;
    event.preventDefault();
    buttons[step(at, buttons.length)]?.focus();
  }

  #toggled(event: ToggleEvent): void {
    if (event.newState !== 'closed') return;
    const { activeElement } = this.renderRoot as ShadowRoot;
    const isLost = activeElement !== null || document.activeElement === document.body;
    if (isLost && this.#origin?.isConnected) this.#origin.focus({ preventScroll: true });
  }

  #buttons(): HTMLElement[] {
    return [...this.popup.querySelectorAll('button')];
  }
}
