import { html, LitElement, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { UiValues, UiWarning, Workspace } from '../../src/index.js';
import { controlStyles } from '../shared/controls.styles.js';
import { hostStyles } from '../shared/host.styles.js';
import { tokens } from '../shared/tokens.styles.js';
import { VARIABLE_LIST } from './controls/control.js';
import { FormController } from './form-controller.js';
import { uiFormStyles } from './ui-form.styles.js';

/**
 * A form from the `ui` of a plugin, or from a JSON Schema. It takes part in a native `<form>`: with a `name`
 * it submits one entry of that name, the values as JSON; without, one entry per value.
 *
 * @element imjoy-ui-form
 * @attr {boolean} disabled - nobody can enter anything
 * @attr {string} value - JSON object of values to start with, over the placeholders
 * @fires input - a person changed a value
 * @fires change - a person is done changing a value
 * @fires submit - Enter was pressed or `submit()` called, and every value is within its limits; cancelable
 * @fires {ImjoyUiFormUpdatedEvent} imjoy-ui-form-updated - values changed and then rested for 300 ms
 * @fires {ImjoyUiFormActionEvent} imjoy-ui-form-action - a button in the form was pressed
 * @csspart base - the whole form
 * @csspart line - a line without a label
 * @csspart row - a line of a label and a field
 * @csspart label - the text in front of a line's first control
 * @csspart field - the rest of that line
 * @csspart group - the embedded form of another operator
 * @csspart hint - help below a field
 * @csspart notice - an item that cannot be offered, shown as text
 * @csspart error - what stands in place of a form that cannot be read
 * @cssprop [--imjoy-ui-form-label-width=minmax(6rem, 32%)] - grid track of the labels
 * @cssprop [--imjoy-ui-form-row-gap=8px] - space between lines
 */
export class ImjoyUiFormElement extends LitElement {
  static readonly formAssociated = true;
  static override styles: CSSResultGroup = [tokens, hostStyles, controlStyles, uiFormStyles];

  /** Name under which a native form submits the values. */
  @property({ reflect: true }) name = '';

  /** Whether nobody can enter anything, by its own attribute or by a fieldset around it. */
  @state() private inactive = false;

  /** Key of the operator the form belongs to; a `save` item makes links that name it. */
  @property() operator = '';

  /**
   * In a workflow, the names of its variables: numbers may be given in terms of them. `null` elsewhere.
   */
  @property({ attribute: false }) variables: readonly string[] | null = null;

  readonly #internals = this.attachInternals();
  readonly #controller = new FormController(this, this.#internals);
  #defaultValue: string | null = null;

  constructor() {
    super();
    // A label's click arrives at the element itself; what a person clicks on lies inside.
    this.addEventListener('click', (event) => {
      if (event.composedPath()[0] === this) this.focus();
    });
  }

  /** Whether nobody can enter anything; held by the attribute, as native controls do. */
  get disabled(): boolean {
    return this.hasAttribute('disabled');
  }
  set disabled(disabled: boolean) {
    this.toggleAttribute('disabled', disabled);
  }

  /** What to show: a `ui` string or array. What people entered stays while its items do. */
  @property()
  get ui(): unknown {
    return this.#controller.ui;
  }
  set ui(ui: unknown) {
    this.#controller.ui = ui;
  }

  /** What to ask for, as a JSON Schema of type object; used while `ui` is empty. */
  @property({ attribute: false })
  get schema(): unknown {
    return this.#controller.schema;
  }
  set schema(schema: unknown) {
    this.#controller.schema = schema;
  }

  /** The `value` attribute: a JSON object of what a reset goes back to, over the items' placeholders. */
  @property({ attribute: 'value' })
  get defaultValue(): string | null {
    return this.#defaultValue;
  }
  set defaultValue(json: string | null) {
    this.#defaultValue = json;
    this.#controller.setDefaults(json);
  }

  /** All values by key, a snapshot. Setting it changes the keys it has and fires no event. */
  get value(): UiValues {
    return this.#controller.values;
  }
  set value(values: unknown) {
    this.#controller.assign(values);
  }

  /** What was odd about the `ui`: items that cannot be offered, placeholders that do not fit. */
  get warnings(): readonly UiWarning[] {
    return this.#controller.model.form.warnings;
  }

  /** Where the operators come from whose forms are embedded; by default the workspace around. */
  @property({ attribute: false })
  get workspace(): Workspace | null {
    return this.#controller.workspace;
  }
  set workspace(workspace: Workspace | null) {
    this.#controller.workspace = workspace;
  }

  /** The native form this element belongs to. */
  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  get labels(): NodeList {
    return this.#internals.labels;
  }

  get willValidate(): boolean {
    return this.#internals.willValidate;
  }

  get validity(): ValidityState {
    return this.#internals.validity;
  }

  get validationMessage(): string {
    return this.#internals.validationMessage;
  }

  checkValidity(): boolean {
    return this.#internals.checkValidity();
  }

  reportValidity(): boolean {
    return this.#internals.reportValidity();
  }

  /**
   * Submits as Enter does, and with it the native form around.
   * @returns false when a value is outside its limits or a listener prevented it
   */
  submit(): boolean {
    if (!this.reportValidity()) return false;
    // Browsers stop a submit event at a form that is not its target, so the form around hears only its own.
    const event = new Event('submit', { bubbles: true, cancelable: true });
    if (!this.dispatchEvent(event)) return false;
    this.#internals.form?.requestSubmit();
    return true;
  }

  /** Goes back to the placeholders and the `value` attribute. */
  reset(): void {
    this.#controller.reset();
  }

  /** Focuses the first field. */
  override focus(options?: FocusOptions): void {
    this.#controller.view.focus(options);
  }

  /** @internal called by the browser */
  formDisabledCallback(disabled: boolean): void {
    this.inactive = disabled;
  }

  /** @internal called by the browser */
  formResetCallback(): void {
    this.reset();
  }

  /** @internal called by the browser when a page is gone back to */
  formStateRestoreCallback(state: unknown): void {
    this.value = state;
  }

  /** Complete when markup is shown, too: what sanitises it is fetched when a form first has any. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const isSettled = await super.getUpdateComplete();
    await this.#controller.view.complete;
    return isSettled && super.getUpdateComplete();
  }

  protected override render(): TemplateResult {
    const { view, model } = this.#controller;
    return html`
      <form part="base" novalidate @submit=${this.#onSubmit} @change=${this.#onChange}>
        <fieldset ?disabled=${this.inactive}>
          ${
            model.error === null
              ? view.nodes
              : html`<p class="error" part="error" role="alert">${model.error}</p>`
          }
        </fieldset>
        <button type="submit" hidden></button>
        ${this.#renderVariables()}
      </form>
    `;
  }

  #renderVariables(): TemplateResult | typeof nothing {
    if (this.variables === null) return nothing;
    return html`<datalist id=${VARIABLE_LIST}>
      ${this.variables.map((name) => html`<option value=${name}></option>`)}
    </datalist>`;
  }

  readonly #onChange = (): void => {
    this.#controller.settle();
    this.dispatchEvent(new Event('change', { bubbles: true }));
  };

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    this.submit();
  };
}
