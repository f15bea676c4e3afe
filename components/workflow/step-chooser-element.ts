import { html, LitElement, type CSSResultGroup, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { controlStyles } from '../shared/controls.styles.js';
import { hostStyles } from '../shared/host.styles.js';
import { setStyle } from '../shell/inline-style.js';
import { tokens } from '../shared/tokens.styles.js';
import { filterGroups, type StepGroup } from './step-choices.js';
import { stepChooserStyles } from './step-chooser.styles.js';

/** What is added to a list of steps is chosen here; part of it, not for pages to use. */
export class StepChooserElement extends LitElement {
  static override styles: CSSResultGroup = [tokens, hostStyles, controlStyles, stepChooserStyles];

  @state() private groups: readonly StepGroup[] = [];
  @state() private filter = '';
  @query('[popover]') private readonly popup!: HTMLElement;
  @query('input') private readonly search!: HTMLInputElement;

  #settle: (type: string | null) => void = () => undefined;

  /**
   * Asks for a kind of step beside an element, which gets the focus back.
   * @returns its type; null when nothing was chosen
   */
  async choose(anchor: HTMLElement, groups: readonly StepGroup[]): Promise<string | null> {
    this.#settle(null);
    this.groups = groups;
    this.filter = '';
    await this.updateComplete;
    this.search.value = '';
    const chosen = new Promise<string | null>((resolve) => (this.#settle = resolve));
    this.popup.showPopover();
    place(this.popup, anchor.getBoundingClientRect());
    this.search.focus();
    const type = await chosen;
    if (type === null && anchor.isConnected) anchor.focus();
    return type;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#settle(null);
  }

  protected override render(): TemplateResult {
    const shown = filterGroups(this.groups, this.filter);
    return html`<div
      popover
      role="dialog"
      aria-label="Add a step"
      @keydown=${this.#onKey}
      @toggle=${this.#onToggle}
    >
      <input
        type="search"
        placeholder="Find a step"
        aria-label="Find a step"
        @input=${this.#onFilter}
      />
      <div class="groups">
        ${shown.map(
          ({ name, choices }) => html`
            <section aria-label=${name}>
              <h3><bdi>${name}</bdi></h3>
              ${choices.map(
                (choice) =>
                  html`<button type="button" @click=${() => this.#pick(choice.type)}>
                    <bdi>${choice.name}</bdi>
                  </button>`,
              )}
            </section>
          `,
        )}
        <p class="none" role="status" ?hidden=${shown.length > 0}>
          ${this.groups.length === 0 ? 'No plugin offers a step yet' : 'No step of that name'}
        </p>
      </div>
    </div>`;
  }

  #pick(type: string): void {
    this.#settle(type);
    this.popup.hidePopover();
  }

  readonly #onFilter = (event: Event): void => {
    // What is typed here is no value of the form that the list stands in.
    event.stopPropagation();
    this.filter = this.search.value;
  };

  readonly #onToggle = (event: ToggleEvent): void => {
    if (event.newState === 'closed') this.#settle(null);
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const stops: HTMLElement[] = [this.search, ...this.popup.querySelectorAll('button')];
    const at = stops.findIndex((stop) => stop.matches(':focus'));
    const steps: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1 };
    const step = steps[event.key];
    if (event.key === 'Enter' && at === 0) {
      event.preventDefault();
      stops[1]?.click();
    } else if (step !== undefined) {
      event.preventDefault();
      stops.at(step % stops.length)?.focus();
    }
    if (event.key === 'Tab') this.popup.hidePopover();
    event.stopPropagation();
  };
}

function place(popup: HTMLElement, anchor: DOMRect): void {
  const { width, height } = popup.getBoundingClientRect();
  const below = anchor.bottom + height <= window.innerHeight;
  const top = below ? anchor.bottom : Math.max(anchor.top - height, 0);
  const left = Math.max(Math.min(anchor.left, window.innerWidth - width), 0);
  setStyle(popup, { top: `${top}px`, left: `${left}px` });
}
