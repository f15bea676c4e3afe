import type { ItemFields } from './item-fields.js';
import type { Variables } from './expression.js';
import type { UiField, UiItem, UiItemBase } from './types.js';

/** What an item type may ask about the form while one of its items is read. */
export interface ItemContext {
  /** Names of variables that are taken; an item adds its own. */
  readonly takenNames: Set<string>;
  /** In a workflow, the names of the variables there are; null elsewhere. */
  readonly variables: readonly string[] | null;
  warn(message: string): void;
}

/** Everything a form needs to know about one type of item. */
export interface ItemType<I extends UiItem> {
  /** Other spellings of the type that plugins use, in lower case. */
  readonly aliases?: readonly string[];
  /** @throws ImjoyError `UI_INVALID` when nothing sensible can be shown */
  read(base: UiItemBase, fields: ItemFields, context: ItemContext): I;
  readonly value?: I extends UiField ? ItemValue<I> : never;
}

/** How an item that holds a value treats it. */
export interface ItemValue<I extends UiField> {
  /** The item's value for whatever was typed, stored or set; `undefined` if it makes no sense here. */
  coerce(item: I, raw: unknown): I['initial'] | undefined;
  /** The nearest value that a person may enter; the default is the value itself. */
  settle?(item: I, value: I['initial']): I['initial'];
  /** Why a value is outside what the item asks for, if it is. */
  findProblem?(item: I, value: I['initial']): ValueProblem | null;
  /**
   * The value a plugin gets for what the user entered in terms of variables; the default is the value itself.
   * @throws ImjoyError `WORKFLOW_EXPRESSION` naming what cannot be worked out
   */
  resolve?(item: I, value: I['initial'], variables: Variables): I['initial'];
}

/** A value that a form refuses to submit, in the terms of the browser's validity flags. */
export interface ValueProblem {
  readonly flag: 'rangeUnderflow' | 'rangeOverflow' | 'badInput';
  readonly message: string;
}
