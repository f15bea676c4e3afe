import { html, LitElement, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Operator } from '../../src/index.js';
import { controlStyles } from '../shared/controls.styles.js';
import { hostStyles } from '../shared/host.styles.js';
import { tokens } from '../shared/tokens.styles.js';
import type { ImjoyUiFormUpdatedEvent } from '../ui-form/events.js';
import type { ImjoyUiFormElement } from '../ui-form/ui-form-element.js';
import type { MenuModel } from './menu-model.js';
import { hasForm } from './operator-forms.js';
import { operatorsStyles } from './operators.styles.js';
import type { PluginEntry } from './plugin-entry.js';
import { RowEvent } from './row-event.js';

/**
 * What is under the arrow of a plugin: the form of its own operator, then its other operators with theirs.
 *
 * @element imjoy-plugin-operators
 */
export class ImjoyPluginOperatorsElement extends LitElement {
  static override styles: CSSResultGroup = [tokens, hostStyles, controlStyles, operatorsStyles];

  @property({ attribute: false }) model: MenuModel | null = null;
  @property({ attribute: false }) entry: PluginEntry | null = null;
  /** Whether nothing can be run now. What is entered meanwhile is for later. */
  @property({ type: Boolean }) disabled = false;

  /** Whether the form of an operator holds what is allowed; if not, the user is told. */
  reportValidity({ key }: Operator): boolean {
    const forms = [...this.renderRoot.querySelectorAll('imjoy-ui-form')];
    return forms.find(({ dataset }) => dataset.key === key)?.reportValidity() ?? true;
  }

  protected override render(): TemplateResult {
    const { name = '', operators = [] } = this.entry ?? {};
    return html`<div role="group" aria-label="Options of ${name}">
      ${repeat(
        operators,
        ({ key }) => key,
        (operator) =>
          html`<div class="operator">
            ${operator.key === name ? nothing : this.#button(operator)}
            ${hasForm(operator) ? this.#form(operator) : nothing}
          </div>`,
      )}
    </div>`;
  }

  #button(operator: Operator): TemplateResult {
    return html`<button ?disabled=${this.disabled} @click=${() => this.#run(operator)}>
      <bdi>${operator.name}</bdi>
    </button>`;
  }

  #form(operator: Operator): TemplateResult {
    const { key, ui } = operator;
    return html`<imjoy-ui-form
      data-key=${key}
      .operator=${key}
      .ui=${ui}
      .value=${guard([key], () => this.model?.forms.entered(operator))}
      @input=${({ currentTarget }: Event) =>
        this.model?.forms.remember(operator, (currentTarget as ImjoyUiFormElement).value)}
      @imjoy-ui-form-updated=${({ values }: ImjoyUiFormUpdatedEvent) =>
        void this.model?.workspace.update(key, values).catch(() => undefined)}
      @submit=${(event: Event) => {
        event.preventDefault();
        this.#run(operator);
      }}
    ></imjoy-ui-form>`;
  }

  #run(operator: Operator): void {
    if (this.entry && !this.disabled && this.reportValidity(operator))
      this.dispatchEvent(new RowEvent('run', this.entry, this, operator));
  }
}
