import { ContextConsumer, ContextProvider } from '@lit/context';
import { html, LitElement, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import {
  messageOf,
  parseWorkflowLink,
  readOpsValue,
  toWorkflowLink,
  type OpsValue,
  type Workspace,
} from '../../src/index.js';
import { workspaceContext } from '../context.js';
import { controlStyles } from '../shared/controls.styles.js';
import { hostStyles } from '../shared/host.styles.js';
import { tokens } from '../shared/tokens.styles.js';
import { ImjoyWorkflowEndedEvent, type WorkflowChosenEvent } from './events.js';
import type { SavedWorkflowsElement } from './saved-workflows-element.js';
import { OUTERMOST, workflowPlaceContext } from './workflow-place.js';
import { WorkflowRunController } from './workflow-run-controller.js';
import { workflowStyles } from './workflow.styles.js';

/** What the line below the buttons asks for or shows. */
type Panel =
  | { readonly kind: 'save' }
  | { readonly kind: 'link'; readonly link: string; readonly name: string }
  | { readonly kind: 'problem'; readonly message: string };

/**
 * A list of steps from the operators of the workspace around it: put together, run, saved and shared. It runs
 * nothing that its user did not start.
 *
 * @element imjoy-workflow
 * @fires input - the steps changed
 * @fires {ImjoyWorkflowEndedEvent} imjoy-workflow-ended - a run has ended, well or not
 * @csspart bar - the buttons
 * @csspart status - how the run stands
 */
export class ImjoyWorkflowElement extends LitElement {
  static override styles: CSSResultGroup = [tokens, hostStyles, controlStyles, workflowStyles];

  /** The workspace whose operators it runs; by default the one around. */
  @property({ attribute: false }) workspace: Workspace | null = null;
  /** Name under which it was saved or loaded. */
  @property() name = '';

  @state() private panel: Panel | null = null;
  @query('imjoy-saved-workflows') private readonly saved!: SavedWorkflowsElement | null;
  @query('.panel input') private readonly field!: HTMLInputElement | null;

  readonly #run = new WorkflowRunController(this);
  readonly #context = new ContextConsumer(this, { context: workspaceContext, subscribe: true });
  readonly #place = new ContextProvider(this, {
    context: workflowPlaceContext,
    initialValue: OUTERMOST,
  });
  #value: OpsValue = { ops: [], resetVariables: true };

  /** The steps, a snapshot. Setting it fires no event. @throws ImjoyError `WORKFLOW_INVALID` */
  @property({ attribute: false })
  get value(): OpsValue {
    return this.#value;
  }
  set value(value: unknown) {
    this.#value = readOpsValue(value);
    this.#run.clear();
  }

  /**
   * Fills the list from a shared link, its `workflow` parameter, or steps. Runs nothing. What cannot be read is
   * said where the user is looking, and leaves the list as it is.
   */
  async open(source: unknown): Promise<void> {
    try {
      const value =
        typeof source === 'string' ? await parseWorkflowLink(source) : readOpsValue(source);
      this.#fill(value, '');
    } catch (error) {
      this.#report(error);
    }
  }

  /** Runs the steps. Settles when the run has ended; how, says `imjoy-workflow-ended`. */
  async run(): Promise<void> {
    const workspace = this.#workspace;
    if (!workspace || this.#value.ops.length === 0) return;
    const error = await this.#run.run(workspace, this.#value);
    if (error !== undefined) this.dispatchEvent(new ImjoyWorkflowEndedEvent(error));
  }

  /** Ends a run after the step that is running. */
  stop(): void {
    this.#run.stop();
  }

  protected override willUpdate(): void {
    this.#place.setValue({ ...OUTERMOST, run: this.#run.state });
  }

  protected override render(): TemplateResult {
    const { ops, resetVariables } = this.#value;
    const isEmpty = ops.length === 0;
    return html`
      <div class="bar" part="bar" role="toolbar" aria-label="Workflow">
        ${
          this.#run.isRunning
            ? html`<button type="button" class="run" @click=${() => this.stop()}>Stop</button>`
            : html`<button
                type="button"
                class="run primary"
                ?disabled=${isEmpty || !this.#workspace}
                @click=${() => void this.run()}
              >
                Run
              </button>`
        }
        <button type="button" ?disabled=${isEmpty || !this.#workspace} @click=${this.#askName}>
          Save
        </button>
        <button
          type="button"
          ?disabled=${isEmpty}
          @click=${() => void this.#share(this.#value, this.name)}
        >
          Share
        </button>
        <label class="reset">
          <input type="checkbox" .checked=${resetVariables} @change=${this.#setReset} />
          Reset variables
        </label>
      </div>
      ${this.#renderPanel()}
      <p class="status" part="status" role="status">
        ${this.#workspace ? this.#run.message : 'There is no workspace around to run it in'}
      </p>
      <imjoy-workflow-steps
        .value=${this.#value}
        .workspace=${this.#workspace}
        @input=${this.#edited}
      ></imjoy-workflow-steps>
      <imjoy-saved-workflows
        .store=${this.#workspace?.store ?? null}
        @imjoy-workflow-chosen=${this.#chosen}
      ></imjoy-saved-workflows>
    `;
  }

  #renderPanel(): TemplateResult | typeof nothing {
    const { panel } = this;
    if (!panel) return nothing;
    const close = html`<button type="button" @click=${this.#closePanel}>
      ${panel.kind === 'save' ? 'Cancel' : 'Close'}
    </button>`;
    if (panel.kind === 'problem')
      return html`<div class="panel problem">
        <span role="alert">${panel.message}</span>${close}
      </div>`;
    if (panel.kind === 'link')
      return html`<div class="panel">
        <input
          readonly
          aria-label=${`Link to ${panel.name || 'this workflow'}`}
          .value=${panel.link}
        />
        <button type="button" class="copy" @click=${this.#copy}>Copy</button>
        ${close}
      </div>`;
    return html`<form class="panel" @submit=${this.#save} @keydown=${this.#onKey}>
      <input aria-label="Name of the workflow" placeholder="Name" required .value=${this.name} />
      <button type="submit" class="primary">Save</button>
      ${close}
    </form>`;
  }

  get #workspace(): Workspace | null {
    return this.workspace ?? this.#context.value ?? null;
  }

  #fill(value: OpsValue, name: string): void {
    this.value = value;
    this.name = name;
    this.panel = null;
    this.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  }

  readonly #edited = (event: Event): void => {
    const { value } = event.currentTarget as HTMLElement & { value: OpsValue };
    this.#value = value;
    this.#run.clear();
  };

  readonly #setReset = (event: Event): void => {
    const resetVariables = (event.currentTarget as HTMLInputElement).checked;
    this.value = { ...this.#value, resetVariables };
  };

  readonly #askName = async (): Promise<void> => {
    this.panel = { kind: 'save' };
    await this.updateComplete;
    this.field?.select();
  };

  readonly #save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const name = this.field?.value.trim() ?? '';
    try {
      await this.saved?.save(name, this.#value);
      this.name = name;
      this.panel = null;
    } catch (error) {
      this.#report(error);
    }
  };

  readonly #chosen = ({ workflow, workflowName, purpose }: WorkflowChosenEvent): void => {
    if (purpose === 'load') this.#fill(workflow, workflowName);
    else void this.#share(workflow, workflowName);
  };

  async #share(workflow: OpsValue, name: string): Promise<void> {
    try {
      this.panel = { kind: 'link', link: await toWorkflowLink(workflow, location.href), name };
      await this.updateComplete;
      this.field?.select();
    } catch (error) {
      this.#report(error);
    }
  }

  /** Where a page may not write to the clipboard, the link stays selected to be copied by hand. */
  readonly #copy = async (event: Event): Promise<void> => {
    const button = event.currentTarget as HTMLElement;
    try {
      await navigator.clipboard.writeText(this.field?.value ?? '');
      button.textContent = 'Copied';
    } catch {
      this.field?.select();
    }
  };

  #report(error: unknown): void {
    this.panel = { kind: 'problem', message: messageOf(error) };
  }

  readonly #closePanel = (): void => {
    this.panel = null;
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.#closePanel();
  };
}
