import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { hostStyles } from '../../shared/host.styles.js';
import { tokens } from '../../shared/tokens.styles.js';
import { failure, guarded, notice } from '../shared/notice.js';
import { viewStyles } from '../shared/view.styles.js';
import type { BuiltinContext, BuiltinMethods, BuiltinView } from '../types.js';
import { panelStyles } from './panel-view.styles.js';
import { readForm } from './read-form.js';

/** What this window needs to know of `<imjoy-ui-form>`. */
interface FormElement extends HTMLElement {
  value: unknown;
  /** Announces `submit`, unless a value is outside its limits. */
  submit(): void;
}

/** `imjoy/panel`: a form that tells the window's owner about every change. */
export class PanelView extends LitElement implements BuiltinView {
  static override readonly styles = [tokens, hostStyles, viewStyles, panelStyles];

  /** `{ui}` if `config` has none, and `{value}` to start from. */
  @property({ attribute: false }) data: unknown = null;
  /** An operator or a plugin's config: what counts is its `ui`. */
  @property({ attribute: false }) config: unknown = null;
  @property({ attribute: false }) context: BuiltinContext | null = null;

  readonly methods: BuiltinMethods = {
    getValues: () => this.form?.value,
    submit: () => this.form?.submit(),
    setValues: (values) => {
      if (this.form) this.form.value = values;
    },
  };

  @state() private status: 'loading' | 'ready' | Error = 'loading';
  @query('imjoy-ui-form') protected readonly form!: FormElement | null;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.status !== 'ready') void this.#loadForm();
  }

  protected override render(): TemplateResult {
    if (this.status === 'loading') return notice('Loading…');
    if (this.status instanceof Error) return failure(this.status);
    return guarded(() => {
      const { ui, value } = readForm(this.data, this.config);
      return html`
        <imjoy-ui-form
          .ui=${ui}
          .workspace=${this.context?.workspace ?? null}
          .value=${value ?? nothing}
          @change=${() => this.context?.emit('change', this.form?.value)}
          @imjoy-ui-form-action=${this.#acted}
          @submit=${this.#submitted}
        ></imjoy-ui-form>
        ${this.renderFooter()}
      `;
    });
  }

  /** What stands below the form. */
  protected renderFooter(): TemplateResult | typeof nothing {
    return nothing;
  }

  #submitted(event: Event): void {
    event.preventDefault();
    this.context?.emit('submit', this.form?.value);
  }

  #acted({ itemId }: Event & { readonly itemId?: string | null }): void {
    this.context?.emit('action', { id: itemId ?? null, values: this.form?.value });
  }

  async #loadForm(): Promise<void> {
    try {
      await (this.context?.loadForm?.() ?? import('../../ui-form/imjoy-ui-form.js'));
      this.status = 'ready';
    } catch (error) {
      this.status = error instanceof Error ? error : new Error(String(error));
    }
  }
}

/** The elements this window is made of; the form registers itself. */
export const elements = { 'imjoy-panel-view': PanelView };
