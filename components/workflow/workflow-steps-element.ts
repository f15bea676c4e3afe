import { ContextConsumer } from '@lit/context';
import { html, LitElement, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import {
  findBuiltInStep,
  initialValues,
  parseUi,
  type OpsValue,
  type WorkflowStep,
  type Workspace,
} from '../../src/index.js';
import { icon } from '../builtin/shared/icon.js';
import { controlStyles } from '../shared/controls.styles.js';
import { hostStyles } from '../shared/host.styles.js';
import { tokens } from '../shared/tokens.styles.js';
import { OperatorForms } from '../ui-form/operator-forms.js';
import { stepGroups } from './step-choices.js';
import type { StepChooserElement } from './step-chooser-element.js';
import type { StepCommand, StepCommandEvent } from './step-command-event.js';
import {
  insertRow,
  moveRow,
  removeRow,
  replaceStep,
  toRow,
  variableNames,
  type StepRow,
  type StepRows,
} from './step-list.js';
import { OUTERMOST, workflowPlaceContext, type WorkflowPlace } from './workflow-place.js';
import type { WorkflowStepElement } from './workflow-step-element.js';
import { workflowStepsStyles } from './workflow-steps.styles.js';

/**
 * A list of steps that the user puts together: what an `ops` item of a form is, and the middle of
 * `<imjoy-workflow>`.
 *
 * @element imjoy-workflow-steps
 * @fires input - the user added, moved, deleted or filled in a step
 * @csspart list - the steps
 * @csspart add - the button below them
 */
export class ImjoyWorkflowStepsElement extends LitElement {
  static override styles: CSSResultGroup = [tokens, hostStyles, controlStyles, workflowStepsStyles];

  /** Whether only operators of plugins are offered. */
  @property({ type: Boolean, attribute: 'only-ops' }) onlyOps = false;

  @state() private rows: StepRows = [];
  @state() private removed: { readonly row: StepRow; readonly index: number } | null = null;
  @query('imjoy-step-chooser') private readonly chooser!: StepChooserElement;
  @query('.add') private readonly addButton!: HTMLElement;

  readonly #place = new ContextConsumer(this, { context: workflowPlaceContext, subscribe: true });
  readonly #operators = new OperatorForms(this, () => this.requestUpdate());
  #resetVariables = true;

  /** The steps, a snapshot. Setting it fires no event. */
  @property({ attribute: false })
  get value(): OpsValue {
    return { ops: this.rows.map(({ step }) => step), resetVariables: this.#resetVariables };
  }
  set value(value: OpsValue) {
    this.#resetVariables = value.resetVariables;
    if (JSON.stringify(value.ops) === JSON.stringify(this.value.ops)) return;
    this.rows = value.ops.map(toRow);
    this.removed = null;
  }

  /** Where the operators come from; by default the workspace around. */
  @property({ attribute: false })
  get workspace(): Workspace | null {
    return this.#operators.workspace;
  }
  set workspace(workspace: Workspace | null) {
    this.#operators.workspace = workspace;
  }

  protected override render(): TemplateResult {
    const place = this.#ownPlace;
    // Asked here so that steps are shown anew when their operators come or go.
    this.rows.forEach(({ step }) => this.#operators.find(step.type));
    return html`
      <ol part="list" aria-label="Steps">
        ${repeat(
          this.rows,
          ({ key }) => key,
          (row, index) => html`
            ${this.removed?.index === index ? this.#renderUndo() : nothing}
            <li>
              <imjoy-workflow-step
                .step=${row.step}
                .index=${index}
                .place=${place}
                .workspace=${this.workspace}
                @input=${(event: Event) => this.#edited(row.key, event)}
                @imjoy-workflow-step-command=${(event: StepCommandEvent) =>
                  void this.#command(row.key, event)}
              ></imjoy-workflow-step>
            </li>
          `,
        )}
        ${this.removed && this.removed.index >= this.rows.length ? this.#renderUndo() : nothing}
      </ol>
      ${
        this.rows.length === 0 && place.path.length === 0 && !this.removed
          ? html`<p class="empty">No steps yet</p>`
          : nothing
      }
      <button
        type="button"
        class="add"
        part="add"
        @click=${() => this.#add(this.rows.length, this.addButton)}
      >
        ${icon('add')} ${place.path.length === 0 ? 'Add a step' : 'Add an inner step'}
      </button>
      <imjoy-step-chooser></imjoy-step-chooser>
    `;
  }

  #renderUndo(): TemplateResult {
    const { type } = this.removed?.row.step ?? {};
    return html`<li class="removed">
      <span role="status">Deleted “<bdi>${findBuiltInStep(type ?? '')?.name ?? type}</bdi>”</span>
      <button type="button" class="undo" @click=${this.#undo}>Undo</button>
    </li>`;
  }

  /** Only the outermost list sees all steps, and so all variables. */
  get #ownPlace(): WorkflowPlace {
    const place = this.#place.value ?? OUTERMOST;
    return place.path.length > 0 ? place : { ...place, variables: variableNames(this.value) };
  }

  async #add(index: number, anchor: HTMLElement): Promise<void> {
    const groups = stepGroups(this.workspace, this.onlyOps);
    const type = await this.chooser.choose(anchor, groups);
    if (type === null || !this.isConnected) return;
    const row = toRow(this.#newStep(type));
    this.#change(insertRow(this.rows, Math.min(index, this.rows.length), row));
    await this.#focusStep(row.key);
  }

  #newStep(type: string): WorkflowStep {
    const ui = findBuiltInStep(type)?.ui ?? this.#operators.find(type);
    const { variables } = this.#ownPlace;
    const form = parseUi(ui, { operatorUi: this.#operators.find, variables });
    return { ...initialValues(form), type };
  }

  #edited(key: number, event: Event): void {
    const { value } = event.currentTarget as WorkflowStepElement;
    this.rows = replaceStep(this.rows, key, value);
  }

  async #command(key: number, { command, currentTarget }: StepCommandEvent): Promise<void> {
    const index = this.rows.findIndex((row) => row.key === key);
    const row = this.rows[index];
    if (!row) return;
    const anchor = currentTarget as WorkflowStepElement;
    const actions: Readonly<Record<StepCommand, () => unknown>> = {
      above: () => this.#add(index, anchor),
      below: () => this.#add(index + 1, anchor),
      up: () => this.#move(key, -1),
      down: () => this.#move(key, 1),
      delete: () => this.#delete(row, index),
    };
    await actions[command]();
  }

  async #move(key: number, by: 1 | -1): Promise<void> {
    this.#change(moveRow(this.rows, key, by));
    await this.#focusStep(key);
  }

  async #delete(row: StepRow, index: number): Promise<void> {
    this.#change(removeRow(this.rows, row.key));
    this.removed = { row, index };
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.undo')?.focus();
  }

  readonly #undo = async (): Promise<void> => {
    if (!this.removed) return;
    const { row, index } = this.removed;
    this.#change(insertRow(this.rows, index, row));
    await this.#focusStep(row.key);
  };

  #change(rows: StepRows): void {
    this.rows = rows;
    this.removed = null;
    this.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  }

  async #focusStep(key: number): Promise<void> {
    await this.updateComplete;
    const index = this.rows.findIndex((row) => row.key === key);
    const step =
      this.renderRoot.querySelectorAll<WorkflowStepElement>('imjoy-workflow-step')[index];
    await step?.updateComplete;
    step?.focus();
  }
}
