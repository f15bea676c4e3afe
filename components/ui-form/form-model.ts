import {
  type FormSurroundings,
  FormValues,
  messageOf,
  parseUi,
  schemaToUi,
  type UiForm,
  type UiValues,
} from '../../src/index.js';

/** The form an element shows, its values, and what they go back to. Knows nothing of nodes. */
export class FormModel {
  #form: UiForm = parseUi('');
  #error: string | null = null;
  #values = new FormValues(this.#form);
  #defaults: UiValues = {};
  #assigned: UiValues = {};

  get form(): UiForm {
    return this.#form;
  }

  /** Why there is no form to show, if there is none. */
  get error(): string | null {
    return this.#error;
  }

  get values(): FormValues {
    return this.#values;
  }

  /**
   * Reads the form anew; values that people entered stay with their items.
   * @param schema used while `ui` is empty
   * @param surroundings what its items may refer to
   * @returns whether there is anything new to show
   */
  load(ui: unknown, schema: unknown, surroundings: FormSurroundings): boolean {
    const formerError = this.#error;
    const form = this.#read(ui, schema, surroundings);
    if (formerError === this.#error && isSame(form, this.#form)) return false;
    this.#form = form;
    this.#restart();
    return true;
  }

  /** Sets what a reset goes back to, over the items' placeholders. */
  setDefaults(defaults: UiValues): void {
    this.#defaults = defaults;
    this.#restart();
  }

  /** Sets values by key; those that no item has are kept for a later form. */
  assign(values: UiValues): void {
    this.#assigned = { ...this.#assigned, ...values };
    this.#values.assign(values);
  }

  reset(): void {
    this.#assigned = {};
    this.#values = new FormValues(this.#form);
    this.#values.assign(this.#defaults);
  }

  #read(ui: unknown, schema: unknown, surroundings: FormSurroundings): UiForm {
    this.#error = null;
    try {
      return isEmpty(ui) && !isEmpty(schema) ? schemaToUi(schema) : parseUi(ui, surroundings);
    } catch (error) {
      this.#error = messageOf(error);
      return parseUi('');
    }
  }

  #restart(): void {
    const former = this.#values;
    this.#values = new FormValues(this.#form);
    this.#values.assign(this.#defaults);
    this.#values.assign(this.#assigned);
    this.#values.adopt(former);
  }
}

/** Told by the first part that differs: of a form of a thousand, texts of all are a burden. */
function isSame(one: UiForm, other: UiForm): boolean {
  return (
    one.parts.length === other.parts.length &&
    one.parts.every((part, index) => JSON.stringify(part) === JSON.stringify(other.parts[index]))
  );
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '';
}
