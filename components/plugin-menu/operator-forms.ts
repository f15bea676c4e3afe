import type { FormSurroundings, Operator, UiValues } from '../../src/index.js';
import { FormModel } from '../ui-form/form-model.js';

/** What the user has entered in operators' forms. Kept while the page is open, reloads of plugins included. */
export class OperatorForms {
  readonly #surroundings: FormSurroundings;
  #entered = new Map<string, UiValues>();

  /** @param operatorUi the form of an operator that another one embeds, by its key */
  constructor(operatorUi: FormSurroundings['operatorUi']) {
    this.#surroundings = { operatorUi, variables: null };
  }

  remember({ key }: Operator, values: UiValues): void {
    this.#entered.set(key, values);
  }

  /** What was entered before; to begin a new form with. */
  entered({ key }: Operator): UiValues {
    return this.#entered.get(key) ?? {};
  }

  /** What a run is given, also of a form that was never opened. */
  valuesOf(operator: Operator): UiValues {
    const model = new FormModel();
    model.load(operator.ui, null, this.#surroundings);
    model.assign(this.entered(operator));
    return model.values.toObject();
  }
}

/** Whether there is a form or a text to show under an operator. */
export const hasForm = ({ ui }: Operator): boolean =>
  Array.isArray(ui) ? ui.length > 0 : ui !== undefined && ui !== null && ui !== '';
