import { html, LitElement, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { messageOf, reportError } from '../../src/index.js';
import { check } from '../icons/glyphs.js';
import { outline } from '../icons/outline.js';
import { hostStyles } from '../shared/host.styles.js';
import { tokens } from '../shared/tokens.styles.js';
import { activeElement } from '../shell/active-element.js';
import type { MenuItem } from './menu-item.js';
import { menuStyles } from './menu.styles.js';

const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_at, count) => count - 1,
};

/**
 * A menu shown beside a button. One serves as many buttons as there are: it is filled when it is shown.
 *
 * @element imjoy-menu
 */
export class ImjoyMenuElement extends LitElement {
  static override styles: CSSResultGroup = [tokens, hostStyles, menuStyles];

  @state() private items: readonly MenuItem[] = [];
  @state() private label = '';
  /** Why the item chosen last could not do its work. */
  @state() private problem = '';
  @query('[popover]') private readonly popup!: HTMLElement;

  #anchor: HTMLElement | null = null;

  /**
   * Opens the menu beside an element, which gets the focus back when it closes.
   * @param label what the menu is, for those who do not see where it is
   * @param at point to open at instead, in CSS pixels of the viewport
   */
  async show(
    anchor: HTMLElement,
    label: string,
    items: readonly MenuItem[],
    at: { readonly x: number; readonly y: number } | null = null,
  ): Promise<void> {
    this.items = items;
    this.label = label;
    this.problem = '';
    this.#anchor = anchor;
    await this.updateComplete;
    if (!this.isConnected) return;
    if (!this.popup.matches(':popover-open')) this.popup.showPopover();
    this.#place(at ? new DOMRect(at.x, at.y, 0, 0) : anchor.getBoundingClientRect());
    const checked = this.popup.querySelector<HTMLElement>('[aria-checked=true]');
    (checked ?? this.#buttons()[0])?.focus();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('blur', this.#left);
  }

  protected override render(): TemplateResult {
    return html`<div popover @keydown=${this.#key} @toggle=${this.#toggled}>
      ${this.problem ? html`<p role="alert">${this.problem}</p>` : nothing}
      <div role="menu" aria-label=${this.label}>${this.items.map((item) => this.#item(item))}</div>
    </div>`;
  }

  #item(item: MenuItem): TemplateResult {
    const { label, detail, shortcut, disabled, icon, checked, divided } = item;
    const isChoice = checked !== undefined;
    return html`${divided ? html`<hr role="separator" />` : nothing}<button
        role=${isChoice ? 'menuitemradio' : 'menuitem'}
        aria-checked=${isChoice ? String(checked) : nothing}
        aria-disabled=${disabled ? 'true' : nothing}
        tabindex="-1"
        @click=${() => this.#run(item)}
      >
        ${isChoice ? html`<span class="mark">${checked ? outline(check) : nothing}</span>` : icon}
        <span class="label"
          ><bdi>${label}</bdi>${detail ? html`<small>${detail}</small>` : nothing}</span
        >
        ${shortcut ? html`<kbd>${shortcut}</kbd>` : nothing}
      </button>`;
  }

  #run(item: MenuItem): void {
    if (item.disabled) return;
    this.popup.hidePopover();
    // Before it runs: what it does may want the focus elsewhere.
    const anchor = this.#anchor;
    anchor?.focus();
    this.#anchor = null;
    try {
      item.run();
    } catch (error) {
      reportError(error, `menu item ${item.label}`);
      this.#anchor = anchor;
      this.problem = messageOf(error);
      this.popup.showPopover();
    }
  }

  #place(anchor: DOMRect): void {
    const { width, height } = this.popup.getBoundingClientRect();
    const below = anchor.bottom + height <= window.innerHeight;
    const top = below ? anchor.bottom : Math.max(anchor.top - height, 0);
    const [start, end] = [anchor.left, anchor.right - width];
    const isRtl = getComputedStyle(this).direction === 'rtl';
    const left = isRtl
      ? end >= 0
        ? end
        : start
      : start + width <= window.innerWidth
        ? start
        : end;
    const inside = Math.max(Math.min(left, window.innerWidth - width), 0);
    this.popup.style.setProperty('top', `${top}px`);
    this.popup.style.setProperty('left', `${inside}px`);
  }

  #key(event: KeyboardEvent): void {
    const buttons = this.#buttons();
    const at = buttons.findIndex((button) => button.matches(':focus'));
    const step = Object.hasOwn(STEPS, event.key) ? STEPS[event.key] : undefined;
    if (event.key === 'Tab') this.popup.hidePopover();
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    buttons[step(at, buttons.length)]?.focus();
  }

  #toggled(event: ToggleEvent): void {
    if (event.newState === 'open') return addEventListener('blur', this.#left);
    removeEventListener('blur', this.#left);
    this.#anchor?.focus();
  }

  /** A click in a frame closes no popover. Firefox tells of the focus before it has arrived there. */
  readonly #left = (): void => {
    setTimeout(() => {
      if (!(activeElement() instanceof HTMLIFrameElement)) return;
      this.#anchor = null;
      this.popup.hidePopover();
    });
  };

  #buttons(): HTMLElement[] {
    return [...this.popup.querySelectorAll('button')];
  }
}
