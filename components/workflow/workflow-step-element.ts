import { ContextProvider } from '@lit/context';
import { html, LitElement, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import {
  bulletOf,
  findBuiltInStep,
  type UiValues,
  type WorkflowStep,
  type Workspace,
} from '../../src/index.js';
import { icon } from '../builtin/shared/icon.js';
import type { ImjoyMenuElement } from '../menu/menu-element.js';
import { controlStyles } from '../shared/controls.styles.js';
import { hostStyles } from '../shared/host.styles.js';
import { tokens } from '../shared/tokens.styles.js';
import type { ImjoyUiFormElement } from '../ui-form/ui-form-element.js';
import { StepCommandEvent, type StepCommand } from './step-command-event.js';
import { OUTERMOST, workflowPlaceContext, type WorkflowPlace } from './workflow-place.js';
import { workflowStepStyles } from './workflow-step.styles.js';

const commands: readonly (readonly [StepCommand, string])[] = [
  ['above', 'Add above'],
  ['below', 'Add below'],
  ['up', 'Move up'],
  ['down', 'Move down'],
  ['delete', 'Delete'],
];

/** One step of a list, with its form; part of `<imjoy-workflow-steps>`, not for pages to use. */
export class WorkflowStepElement extends LitElement {
  static override styles: CSSResultGroup = [tokens, hostStyles, controlStyles, workflowStepStyles];

  /** What the list holds; the user's changes are in `value`. */
  @property({ attribute: false }) step: WorkflowStep = { type: '' };
  /** The place of the list. */
  @property({ attribute: false }) place: WorkflowPlace = OUTERMOST;
  @property({ attribute: false }) index = 0;
  @property({ attribute: false }) workspace: Workspace | null = null;

  @query('imjoy-ui-form') private readonly form!: ImjoyUiFormElement | null;
  @query('imjoy-menu') private readonly menu!: ImjoyMenuElement;
  @query('.menu') private readonly menuButton!: HTMLElement;

  #inner = new ContextProvider(this, { context: workflowPlaceContext, initialValue: OUTERMOST });
  #shown: WorkflowStep | null = null;

  /** The step as the user has filled it in. */
  get value(): WorkflowStep {
    if (!this.form) return this.step;
    return (this.#shown = { ...this.step, ...(this.form.value as UiValues), type: this.step.type });
  }

  /** Focuses the button of the step's menu. */
  override focus(options?: FocusOptions): void {
    this.menuButton?.focus(options);
  }

  protected override willUpdate(): void {
    this.#inner.setValue({ ...this.place, path: this.#path });
  }

  protected override updated(): void {
    // Not when it comes back from the form itself: half of a number may be typed there.
    if (!this.form || this.#shown === this.step) return;
    this.form.value = this.step;
    this.#shown = this.step;
  }

  protected override render(): TemplateResult {
    const { failure, running } = this.place.run;
    const path = this.#path.join('.');
    const isRunning = running === path || running?.startsWith(`${path}.`);
    const isFailed = failure?.path === path;
    return html`
      <div class="head ${isFailed ? 'failed' : isRunning ? 'running' : ''}">
        <span class="bullet" aria-hidden="true">
          ${bulletOf(this.index, this.place.path.length)}
        </span>
        <span class="name"><bdi>${this.#name}</bdi></span>
        ${isRunning ? html`<span class="state">running…</span>` : nothing}
        <button
          type="button"
          class="menu"
          aria-haspopup="menu"
          aria-label=${`Menu of step ${bulletOf(this.index, this.place.path.length)}, ${this.#name}`}
          @click=${this.#openMenu}
        >
          ${icon('more')}
        </button>
      </div>
      ${isFailed ? html`<p class="failure" role="alert">${failure.message}</p>` : nothing}
      ${this.#renderForm()}
      <imjoy-menu></imjoy-menu>
    `;
  }

  #renderForm(): TemplateResult {
    const ui = this.#ui;
    if (ui === undefined)
      return html`<p class="missing">
        No plugin offers “<bdi>${this.step.type}</bdi>” now. The step is kept as it is.
      </p>`;
    return html`<imjoy-ui-form
      class=${findBuiltInStep(this.step.type) ? 'sentence' : ''}
      .ui=${ui}
      .variables=${this.place.variables}
      .workspace=${this.workspace}
      .operator=${this.step.type}
      @imjoy-ui-form-updated=${this.#keep}
      @imjoy-ui-form-action=${this.#act}
      @submit=${this.#keep}
    ></imjoy-ui-form>`;
  }

  get #ui(): unknown {
    const { type } = this.step;
    return findBuiltInStep(type)?.ui ?? this.workspace?.services.operatorUi(type);
  }

  get #name(): string {
    return findBuiltInStep(this.step.type)?.name ?? this.step.type;
  }

  get #path(): readonly number[] {
    return [...this.place.path, this.index];
  }

  readonly #openMenu = (): void => {
    const items = commands.map(([command, label]) => ({
      label,
      run: () => void this.dispatchEvent(new StepCommandEvent(command)),
    }));
    void this.menu.show(this.menuButton, 'Step', items);
  };

  /** What a step's form tells is no news of the form that the list may stand in. */
  readonly #keep = (event: Event): void => {
    event.preventDefault();
    event.stopPropagation();
  };

  readonly #act = (event: Event): void => {
    this.#keep(event);
    if (!this.form || findBuiltInStep(this.step.type)) return;
    void this.workspace?.update(this.step.type, this.form.value);
  };
}
