import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { messageOf, reportError } from '../../../src/index.js';
import { hostStyles } from '../../shared/host.styles.js';
import { tokens } from '../../shared/tokens.styles.js';
import type { Opener } from '../types.js';

const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_at, count) => count - 1,
};

/** The menu of what can be done with a value, shown beside a button. One serves a whole window. */
export class OpenerMenu extends LitElement {
  static override readonly styles = [
    tokens,
    hostStyles,
    css`
      :host {
        display: contents;
      }
      [popover] {
        position: fixed;
        inset: auto;
        min-width: 10rem;
        max-width: min(20rem, 90vw);
        max-height: 60vh;
        margin: 0;
        padding: var(--_space-xs);
        overflow: auto;
        border: 1px solid var(--_color-border);
        border-radius: var(--_radius-m);
        background: var(--_color-raised);
        color: inherit;
        box-shadow: var(--_shadow-l);
      }
      p {
        margin: 0;
        padding: var(--_space-xs) var(--_space-s);
        color: var(--_color-danger);
        overflow-wrap: anywhere;
      }
      button {
        display: block;
        width: 100%;
        padding: var(--_space-xs) var(--_space-s);
        border: 0;
        border-radius: var(--_radius-s);
        background: none;
        color: inherit;
        font: inherit;
        text-align: start;
        overflow-wrap: anywhere;
        cursor: pointer;
      }
      small {
        display: block;
        color: var(--_color-text-muted);
        font-size: var(--_font-size-s);
      }
      button:hover,
      button:focus-visible {
        background: var(--_color-selected);
        outline-offset: -2px;
      }
    `,
  ];

  /** What the menu is for. */
  @property() label = 'Open with';
  @state() private openers: readonly Opener[] = [];
  @state() private problem = '';
  @query('[popover]') private readonly popup!: HTMLElement;

  #anchor: HTMLElement | null = null;

  /** Opens the menu below an element, which gets the focus back when it closes. */
  async show(anchor: HTMLElement, openers: readonly Opener[]): Promise<void> {
    this.openers = openers;
    this.problem = '';
    this.#anchor = anchor;
    await this.updateComplete;
    this.popup.showPopover();
    this.#place(anchor.getBoundingClientRect());
    this.#buttons()[0]?.focus();
  }

  protected override render(): TemplateResult {
    return html`<div popover @keydown=${this.#key} @toggle=${this.#toggled}>
      ${this.problem ? html`<p role="alert">${this.problem}</p>` : nothing}
      <div role="menu" aria-label=${this.label}>
        ${this.openers.map(
          (opener) =>
            html`<button role="menuitem" tabindex="-1" @click=${() => this.#run(opener)}>
              ${opener.name}${opener.detail ? html`<small>${opener.detail}</small>` : nothing}
            </button>`,
        )}
      </div>
    </div>`;
  }

  #run(opener: Opener): void {
    this.problem = '';
    this.popup.hidePopover();
    try {
      opener.open();
    } catch (error) {
      reportError(error, `opener ${opener.name}`);
      this.problem = messageOf(error);
      this.popup.showPopover();
    }
  }

  #place(anchor: DOMRect): void {
    const { width, height } = this.popup.getBoundingClientRect();
    const below = anchor.bottom + height <= window.innerHeight;
    const top = below ? anchor.bottom : Math.max(anchor.top - height, 0);
    const left = Math.max(Math.min(anchor.right - width, window.innerWidth - width), 0);
    this.popup.style.setProperty('top', `${top}px`);
    this.popup.style.setProperty('left', `${left}px`);
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
    if (event.newState === 'closed') this.#anchor?.focus();
  }

  #buttons(): HTMLElement[] {
    return [...this.popup.querySelectorAll('button')];
  }
}
