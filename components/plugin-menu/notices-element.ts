import {
  html,
  LitElement,
  nothing,
  type CSSResultGroup,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { close } from '../icons/glyphs.js';
import { outline } from '../icons/outline.js';
import { controlStyles } from '../shared/controls.styles.js';
import { hostStyles } from '../shared/host.styles.js';
import { tokens } from '../shared/tokens.styles.js';
import type { Notice, Notices } from './notices.js';
import { noticesStyles } from './notices.styles.js';

/**
 * What the plugin menu says at its lower end.
 *
 * @element imjoy-plugin-notices
 * @fires leave - what had the focus is gone
 */
export class ImjoyPluginNoticesElement extends LitElement {
  static override styles: CSSResultGroup = [tokens, hostStyles, controlStyles, noticesStyles];

  @property({ attribute: false }) notices: Notices | null = null;

  #newest: Notice | undefined;
  #disconnect: (() => void) | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#connect();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#disconnect?.();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('notices')) this.#connect();
  }

  protected override updated(): void {
    const newest = this.notices?.all.at(-1);
    if (newest?.takesFocus && newest !== this.#newest)
      this.renderRoot.querySelector<HTMLElement>('.notice:last-child button')?.focus();
    this.#newest = newest;
  }

  /** The live region stays where it is: what is put into one that is new is not read out. */
  protected override render(): TemplateResult {
    return html`<div role="status" aria-relevant="additions">
      ${repeat(
        this.notices?.all ?? [],
        (notice) => notice,
        (notice) => this.#notice(notice),
      )}
    </div>`;
  }

  #notice(notice: Notice): TemplateResult {
    const { text, isError, action, countdown } = notice;
    return html`<div
      class=${isError ? 'notice error' : 'notice'}
      @pointerenter=${() => countdown.hold('pointer')}
      @pointerleave=${() => countdown.release('pointer')}
      @focusin=${({ target }: Event) => {
        // A click leaves the focus where nobody means to stay.
        if ((target as Element).matches(':focus-visible')) countdown.hold('focus');
      }}
      @focusout=${() => countdown.release('focus')}
    >
      <span class="text">${text}</span>
      ${action ? html`<button class="action" @click=${() => this.#act(notice)}>${action.label}</button>` : nothing}
      <button class="close" aria-label="Dismiss" @click=${() => this.#dismiss(notice)}>
        ${outline(close)}
      </button>
    </div>`;
  }

  #connect(): void {
    this.#disconnect?.();
    this.#disconnect = this.notices?.onChange.connect(() => this.requestUpdate()) ?? null;
  }

  #dismiss(notice: Notice): void {
    this.notices?.remove(notice);
    this.dispatchEvent(new Event('leave'));
  }

  #act(notice: Notice): void {
    this.#dismiss(notice);
    notice.action?.run();
  }
}
