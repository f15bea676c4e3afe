import { messageOf } from '../base/error.js';
import { FormBudget } from './form-budget.js';
import { toScalarText, type ItemFields } from './item-fields.js';
import { findItemType } from './item-types.js';
import { readBase, readItem } from './read-item.js';
import type { UiForm, UiItem, UiPart, UiWarning } from './types.js';

/** What a form may take from around it. */
export interface FormSurroundings {
  /** The `ui` of an operator whose form may be embedded, by its key; undefined where there is no such. */
  readonly operatorUi?: ((key: string) => unknown) | undefined;
  /** In a workflow, where numbers may be given in terms of variables, their names; null elsewhere. */
  readonly variables?: readonly string[] | null | undefined;
}

/** Reads the form of an embedded operator into a builder of its own. */
export type ReadEmbedded = (ui: unknown, key: string, within: readonly string[] | null) => UiForm;

export interface BuilderOptions extends FormSurroundings {
  /** Shared with the form around. */
  readonly budget?: FormBudget;
  readonly embed?: ReadEmbedded;
  /** Names of variables that are taken, shared with the form around. */
  readonly takenNames?: Set<string>;
}

/** Collects the parts of one form; what cannot be an item becomes text with a warning. */
export class FormBuilder {
  readonly #parts: UiPart[] = [];
  readonly #items: UiItem[] = [];
  readonly #warnings: UiWarning[] = [];
  readonly #options: BuilderOptions;
  readonly #takenNames: Set<string>;
  readonly #budget: FormBudget;
  #isFull = false;

  constructor(options: BuilderOptions = {}) {
    this.#options = options;
    this.#takenNames = options.takenNames ?? new Set(options.variables);
    this.#budget = options.budget ?? new FormBudget();
  }

  /** Whether the form has said that it ends here, and takes nothing more. */
  get isFull(): boolean {
    return this.#isFull;
  }

  addHtml(html: string): void {
    if (this.#makeRoom(() => this.#budget.takeHtml(html))) this.#parts.push({ kind: 'html', html });
  }

  addText(text: string, problem: string): void {
    if (this.#makeRoom(() => this.#budget.takeItem())) this.#addNotice(text, problem);
  }

  /** @param within where in the form's values the item's key belongs; null for nowhere */
  addItem(fields: ItemFields, source: string, within: readonly string[] | null = []): void {
    if (!this.#makeRoom(() => this.#budget.takeItem())) return;
    try {
      const part = this.#embed(fields, source, within) ?? this.#read(fields, source, within);
      if (part) this.#parts.push(part);
    } catch (error) {
      this.#addNotice(source, messageOf(error));
    }
  }

  build(): UiForm {
    return { parts: this.#parts, items: this.#items, warnings: this.#warnings };
  }

  /** Says where the form ends, once. */
  #makeRoom(take: () => string | null): boolean {
    if (this.#isFull) return false;
    const problem = take();
    if (problem === null) return true;
    this.#isFull = true;
    this.#addNotice('…', problem);
    return false;
  }

  #addNotice(text: string, problem: string): void {
    this.#parts.push({ kind: 'text', text, problem });
    this.#warnings.push({ message: problem, source: text });
  }

  /** @returns null where the form ends for the options that the item has */
  #read(fields: ItemFields, source: string, within: readonly string[] | null): UiPart | null {
    const { variables = null } = this.#options;
    const warn = (message: string): void => void this.#warnings.push({ message, source });
    const context = { takenNames: this.#takenNames, variables, warn };
    const item = readItem(fields, source, context, within);
    const count = item.type === 'choose' ? item.options.length : 0;
    if (!this.#makeRoom(() => this.#budget.takeOptions(count))) return null;
    this.#items.push(item);
    return { kind: 'item', item };
  }

  /** The form of the operator that an item's type names, if it names one. */
  #embed(fields: ItemFields, source: string, within: readonly string[] | null): UiPart | null {
    const { operatorUi, embed } = this.#options;
    const key = toScalarText(fields['type']);
    if (key === undefined || findItemType(key, false) || !operatorUi || !embed) return null;
    const ui = operatorUi(key);
    if (ui === undefined) return null;
    const { path } = readBase(fields, source, within);
    const form = embed(ui, key, path.length === 0 ? null : path);
    this.#items.push(...form.items);
    this.#warnings.push(...form.warnings);
    return { kind: 'operator', key, form };
  }
}
