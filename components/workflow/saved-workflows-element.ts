import { html, LitElement, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import {
  messageOf,
  WorkflowDocuments,
  type OpsValue,
  type WorkspaceStore,
} from '../../src/index.js';
import { controlStyles } from '../shared/controls.styles.js';
import { hostStyles } from '../shared/host.styles.js';
import { tokens } from '../shared/tokens.styles.js';
import { WorkflowChosenEvent } from './events.js';
import { savedWorkflowsStyles } from './saved-workflows.styles.js';

/** The workflows that a workspace keeps; part of `<imjoy-workflow>`, not for pages to use. */
export class SavedWorkflowsElement extends LitElement {
  static override styles: CSSResultGroup = [
    tokens,
    hostStyles,
    controlStyles,
    savedWorkflowsStyles,
  ];

  @property({ attribute: false }) store: WorkspaceStore | null = null;

  @state() private names: readonly string[] = [];
  @state() private renaming: string | null = null;
  @state() private removed: { readonly name: string; readonly undo: () => Promise<void> } | null =
    null;
  @state() private problem: { readonly name: string; readonly message: string } | null = null;

  #documents: WorkflowDocuments | null = null;
  #disconnect: () => void = () => undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#disconnect();
  }

  /** Keeps a workflow. @throws ImjoyError `ARGUMENT` without a name, `STORAGE_QUOTA` or `STORAGE` */
  async save(name: string, workflow: OpsValue): Promise<void> {
    await this.#documents?.save(name, workflow);
    await this.#refresh();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('store')) this.#open();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.store) return nothing;
    return html`
      <h2>Saved workflows</h2>
      ${this.names.length === 0 ? html`<p class="empty">None yet</p>` : nothing}
      <ul>
        ${repeat(
          this.names,
          (name) => name,
          (name) => this.#renderRow(name),
        )}
      </ul>
      ${
        this.removed &&
        html`<p class="removed">
          <span role="status">Deleted “<bdi>${this.removed.name}</bdi>”</span>
          <button type="button" class="undo" @click=${this.#undo}>Undo</button>
        </p>`
      }
    `;
  }

  #renderRow(name: string): TemplateResult {
    const { problem } = this;
    return html`<li>
      ${this.renaming === name ? this.#renderRename(name) : this.#renderActions(name)}
      ${problem?.name === name ? html`<p class="problem" role="alert">${problem.message}</p>` : nothing}
    </li>`;
  }

  #renderActions(name: string): TemplateResult {
    const act = (text: string, action: () => unknown): TemplateResult =>
      html`<button type="button" aria-label=${`${text} ${name}`} @click=${action}>${text}</button>`;
    return html`<span class="name"><bdi>${name}</bdi></span>
      <span class="actions">
        ${act('Load', () => this.#choose(name, 'load'))}
        ${act('Rename', () => void this.#startRename(name))}
        ${act('Share', () => this.#choose(name, 'share'))}
        ${act('Delete', () => this.#guard(name, () => this.#remove(name)))}
      </span>`;
  }

  #renderRename(name: string): TemplateResult {
    const submit = (event: SubmitEvent): void => {
      event.preventDefault();
      const field = (event.currentTarget as HTMLFormElement).elements[0] as HTMLInputElement;
      void this.#guard(name, () => this.#rename(name, field.value));
    };
    const leave = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') this.renaming = null;
    };
    return html`<form @submit=${submit} @keydown=${leave}>
      <input aria-label=${`New name of ${name}`} .value=${name} />
      <button type="submit" class="primary">Rename</button>
      <button type="button" @click=${() => (this.renaming = null)}>Cancel</button>
    </form>`;
  }

  #open(): void {
    this.#disconnect();
    this.#documents = this.store && new WorkflowDocuments(this.store);
    this.#disconnect = this.#documents?.onChange(() => void this.#refresh()) ?? (() => undefined);
    void this.#refresh();
  }

  async #refresh(): Promise<void> {
    const documents = this.#documents;
    const names = (await documents?.names()) ?? [];
    if (documents === this.#documents) this.names = names;
  }

  #choose(name: string, purpose: 'load' | 'share'): Promise<void> {
    return this.#guard(name, async () => {
      const workflow = await this.#documents?.load(name);
      if (workflow) this.dispatchEvent(new WorkflowChosenEvent(name, workflow, purpose));
    });
  }

  async #startRename(name: string): Promise<void> {
    this.renaming = name;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLInputElement>('form input')?.select();
  }

  async #rename(from: string, to: string): Promise<void> {
    await this.#documents?.rename(from, to);
    this.renaming = null;
    await this.#refresh();
  }

  async #remove(name: string): Promise<void> {
    const undo = await this.#documents?.remove(name);
    await this.#refresh();
    if (!undo) return;
    this.removed = { name, undo };
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.undo')?.focus();
  }

  readonly #undo = async (): Promise<void> => {
    const { removed } = this;
    this.removed = null;
    if (removed) await this.#guard(removed.name, removed.undo);
    await this.#refresh();
  };

  /** Says at the workflow's own line what went wrong with it. */
  async #guard(name: string, act: () => Promise<void>): Promise<void> {
    this.problem = null;
    try {
      await act();
    } catch (error) {
      this.problem = { name, message: messageOf(error) };
    }
  }
}
