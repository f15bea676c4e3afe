import { html, LitElement, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { hostStyles } from '../../shared/host.styles.js';
import { tokens } from '../../shared/tokens.styles.js';
import '../../workflow/imjoy-workflow.js';
import type { ImjoyWorkflowElement } from '../../workflow/imjoy-workflow.js';
import { viewStyles } from '../shared/view.styles.js';
import type { BuiltinContext, BuiltinMethods, BuiltinView } from '../types.js';

/** `imjoy/workflow`: steps to put together, run, save and share. */
export class WorkflowView extends LitElement implements BuiltinView {
  static override readonly styles = [tokens, hostStyles, viewStyles];

  /** `{workflow?}`: a shared link or steps to start with. They do not run by themselves. */
  @property({ attribute: false }) data: unknown = null;
  @property({ attribute: false }) config: unknown = null;
  @property({ attribute: false }) context: BuiltinContext | null = null;

  readonly methods: BuiltinMethods = {
    open: (source) => this.workflow?.open(source),
  };

  @query('imjoy-workflow') private readonly workflow!: ImjoyWorkflowElement | null;
  #opened: unknown = null;

  protected override render(): TemplateResult {
    return html`<imjoy-workflow .workspace=${this.context?.workspace ?? null}></imjoy-workflow>`;
  }

  /** The same data again, as when another field of the window changes, must not undo what the user did. */
  protected override updated(): void {
    const { workflow } = (this.data ?? {}) as { workflow?: unknown };
    if (workflow === undefined || workflow === this.#opened) return;
    this.#opened = workflow;
    void this.workflow?.open(workflow);
  }
}

/** The elements this window is made of; the workflow registers itself. */
export const elements = { 'imjoy-workflow-view': WorkflowView };
