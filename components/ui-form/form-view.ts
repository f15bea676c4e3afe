import type { ReactiveController, ReactiveElement } from 'lit';
import { reportError, type UiForm, type UiItem } from '../../src/index.js';
import type { ControlHost } from './controls/control.js';
import { arrangeForm, createControls } from './form-content.js';
import { awaitsSanitizer, loadSanitizer } from './form-html.js';
import type { FormModel } from './form-model.js';
import type { PlacedControl } from './name-controls.js';

/** A form on the page: the controls of its items, and its text around them. */
export class FormView implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #model: FormModel;
  readonly #controlHost: () => ControlHost;
  #form: UiForm | null = null;
  #controls: readonly PlacedControl[] = [];
  #nodes: DocumentFragment | null = null;
  #focused: HTMLElement | null = null;
  #markup: Promise<void> = Promise.resolve();

  constructor(host: ReactiveElement, model: FormModel, controlHost: () => ControlHost) {
    this.#host = host;
    this.#model = model;
    this.#controlHost = controlHost;
    host.addController(this);
  }

  /** What the host renders. */
  get nodes(): DocumentFragment | null {
    return this.#nodes;
  }

  /** Settles when the form's markup is shown, or will not be. */
  get complete(): Promise<void> {
    return this.#markup;
  }

  /** Shows the values of the items, as they are now. */
  show(which: (item: UiItem) => boolean = () => true): void {
    for (const { item, control } of this.#controls) {
      if (which(item)) control.show(this.#model.values.valueOf(item));
    }
  }

  /** Focuses the first field. */
  focus(options?: FocusOptions): void {
    this.#controls.find(({ control }) => control.field !== null)?.control.field?.focus(options);
  }

  /** The field of the first item of an id, once it is on the page. */
  fieldOf(id: string | null): HTMLElement | undefined {
    const placed = this.#controls.find(({ item }) => item.id === id);
    const field = placed?.control.field;
    return field?.isConnected ? field : undefined;
  }

  hostUpdate(): void {
    const { form } = this.#model;
    if (form === this.#form) return;
    this.#form = form;
    this.#controls = createControls(form, this.#controlHost());
    this.#nodes = arrangeForm(form, this.#controls);
    this.show();
    if (awaitsSanitizer(form)) this.#markup = this.#addMarkup(form);
  }

  hostUpdated(): void {
    this.#focused?.focus();
    this.#focused = null;
  }

  /** Puts the same controls into their text anew, now with all that it is marked up with. */
  async #addMarkup(form: UiForm): Promise<void> {
    try {
      await loadSanitizer();
    } catch (error) {
      reportError(error, 'markup of a form');
      return;
    }
    if (form !== this.#form) return;
    const focused = this.#host.shadowRoot?.activeElement;
    if (focused instanceof HTMLElement) this.#focused = focused;
    this.#nodes = arrangeForm(form, this.#controls);
    this.#host.requestUpdate();
  }
}
