import type { ReactiveController, ReactiveElement } from 'lit';
import { reportError, type UiItem, type UiValues, type Workspace } from '../../src/index.js';
import { ImjoyUiFormActionEvent, ImjoyUiFormUpdatedEvent } from './events.js';
import { toFormLink } from './form-link.js';
import { FormModel } from './form-model.js';
import { FormView } from './form-view.js';
import { OperatorForms } from './operator-forms.js';
import { publishValidity, publishValues } from './publish-values.js';
import { toValues } from './submission.js';

export interface FormHost extends ReactiveElement {
  readonly name: string;
  readonly operator: string;
  readonly variables: readonly string[] | null;
}

/** How long values must rest before an update is announced, in milliseconds. */
const UPDATE_DELAY = 300;

/** The form that an element is given: read, shown, filled in, and told to the native form around. */
export class FormController implements ReactiveController {
  readonly model = new FormModel();
  readonly view: FormView;
  readonly #host: FormHost;
  readonly #internals: ElementInternals;
  readonly #operators: OperatorForms;
  #ui: unknown = null;
  #schema: unknown = null;
  #inWorkflow = false;
  #name = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: FormHost, internals: ElementInternals) {
    this.#host = host;
    this.#internals = internals;
    this.#operators = new OperatorForms(host, () => this.#load());
    host.addController(this);
    this.view = new FormView(host, this.model, () => ({
      edit: (item, raw) => this.#edit(item, raw),
      act: (item) => this.#act(item),
      link: () => toFormLink(host.operator, this.values),
      workspace: this.workspace,
    }));
  }

  get ui(): unknown {
    return this.#ui;
  }
  set ui(ui: unknown) {
    this.#ui = ui;
    this.#load();
  }

  get schema(): unknown {
    return this.#schema;
  }
  set schema(schema: unknown) {
    this.#schema = schema;
    this.#load();
  }

  get workspace(): Workspace | null {
    return this.#operators.workspace;
  }
  set workspace(workspace: Workspace | null) {
    this.#operators.workspace = workspace;
  }

  /** A snapshot of all values. */
  get values(): UiValues {
    return this.model.values.toObject();
  }

  /** Sets values by key; what is no set of values is reported. */
  assign(raw: unknown): void {
    this.model.assign(readValues(raw));
    this.#refresh();
  }

  /** Sets what a reset goes back to, over the items' placeholders. */
  setDefaults(raw: unknown): void {
    this.model.setDefaults(readValues(raw));
    this.#refresh();
  }

  reset(): void {
    this.model.reset();
    this.#refresh();
  }

  /** A person is done with a field: numbers outside their limits are shown as what they count for. */
  settle(): void {
    this.view.show((item) => item.id !== null);
  }

  hostUpdate(): void {
    // Numbers are other items in a workflow; which variables it has makes no difference.
    if (this.#inWorkflow !== (this.#host.variables !== null)) this.#load();
  }

  hostUpdated(): void {
    if (this.#host.name !== this.#name) this.#publish();
    else this.#publishValidity();
  }

  #load(): void {
    // Their names are but suggestions: a form that is filled in must not change with them.
    const variables = this.#host.variables && [];
    this.#inWorkflow = variables !== null;
    const surroundings = { operatorUi: this.#operators.find, variables };
    if (!this.model.load(this.#ui, this.#schema, surroundings)) return;
    this.#host.requestUpdate();
    this.#publish();
  }

  #refresh(): void {
    this.view.show();
    this.#publish();
  }

  #edit(item: UiItem, raw: unknown): void {
    if (!this.model.values.edit(item, raw)) return;
    // Not the one being typed into: its text may be half a number.
    this.view.show((other) => other !== item && other.id === item.id);
    this.#publish();
    this.#announceUpdate();
  }

  #act(item: UiItem): void {
    this.#host.dispatchEvent(new ImjoyUiFormActionEvent(item.id, this.values));
    this.#announceUpdate();
  }

  #publish(): void {
    this.#name = this.#host.name;
    publishValues(this.#internals, this.#name, this.values);
    this.#publishValidity();
  }

  #publishValidity(): void {
    const problem = this.model.values.findProblem();
    const anchor = problem ? this.view.fieldOf(problem.item.id) : undefined;
    publishValidity(this.#internals, problem, anchor);
  }

  /** Not stopped when the element leaves the page: a dock that moves it takes it out for an instant. */
  #announceUpdate(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#host.dispatchEvent(new ImjoyUiFormUpdatedEvent(this.values));
    }, UPDATE_DELAY);
  }
}

function readValues(raw: unknown): UiValues {
  try {
    return toValues(raw);
  } catch (error) {
    reportError(error, 'value of <imjoy-ui-form>');
    return {};
  }
}
