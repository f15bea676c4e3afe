import type { OpsValue } from './ops-value.js';

/** What an item can hold: JSON scalars, a flat array of them for lists, and steps. */
export type UiScalar = string | number | boolean | null;
export type UiValue = UiScalar | readonly UiScalar[] | OpsValue;

/** What items of every type have in common. */
export interface UiItemBase {
  /** Items of the same id share one value; `null` contributes none. */
  readonly id: string | null;
  /** Where the value goes in the form's values; one key, more for nested schemas, empty without an id. */
  readonly path: readonly string[];
  /** A name of its own, for items that no text in front of them names. */
  readonly label: string | null;
  /** One sentence of help shown with the item. */
  readonly hint: string | null;
  /** The text that the item was read from. */
  readonly source: string;
}

export interface ChooseOption {
  readonly label: string;
  readonly value: UiScalar;
}

export interface ChooseItem extends UiItemBase {
  readonly type: 'choose';
  readonly options: readonly ChooseOption[];
  readonly initial: UiScalar;
}

/** What a person may enter for a number. */
export interface NumberLimits {
  readonly min: number | null;
  readonly max: number | null;
  readonly step: number | null;
  readonly integer: boolean;
}

export interface NumberItem extends UiItemBase, NumberLimits {
  readonly type: 'number';
  readonly initial: number;
}

/** A number item in a workflow: its value may be an arithmetic chain over variables, as text. */
export interface ExpressionItem extends UiItemBase, NumberLimits {
  readonly type: 'expression';
  readonly initial: number | string;
}

export interface StringItem extends UiItemBase {
  readonly type: 'string';
  readonly prefix: string;
  readonly suffix: string;
  /** A CSS colour for the text, or `null` for the theme's. */
  readonly color: string | null;
  /** Whether what is typed is not to be seen. */
  readonly secret: boolean;
  readonly initial: string;
}

/** Its value is CSS text: `rgb(r,g,b)` with integers. */
export interface ColorItem extends UiItemBase {
  readonly type: 'color';
  readonly initial: string;
}

export interface CheckboxItem extends UiItemBase {
  readonly type: 'checkbox';
  readonly initial: boolean;
}

/** Values of one kind, typed with commas between them. */
export interface ListItem extends UiItemBase {
  readonly type: 'list';
  readonly of: 'string' | 'number' | 'boolean';
  readonly initial: readonly UiScalar[];
}

export interface CommentItem extends UiItemBase {
  readonly type: 'instructions/comment';
  readonly initial: string;
}

export interface VariableNameItem extends UiItemBase {
  readonly type: 'variableName';
  /** Whether only a name is asked for: variables that exist are not suggested. */
  readonly noChooser: boolean;
  readonly initial: string;
}

/** Steps that the user puts together. */
export interface OpsItem extends UiItemBase {
  readonly type: 'ops';
  /** Whether built-in steps are left out of the choice. */
  readonly onlyOps: boolean;
  readonly resetVariables: boolean;
  readonly initial: OpsValue;
}

export interface ButtonItem extends UiItemBase {
  readonly type: 'button';
  readonly label: string;
}

/** A button that makes a link which holds the form's values. */
export interface SaveItem extends UiItemBase {
  readonly type: 'save';
}

/** An item that holds a value. */
export type UiField =
  | ChooseItem
  | NumberItem
  | ExpressionItem
  | StringItem
  | ColorItem
  | CheckboxItem
  | ListItem
  | CommentItem
  | VariableNameItem
  | OpsItem;

export type UiItem = UiField | ButtonItem | SaveItem;

/** A piece of a form in reading order. */
export type UiPart =
  /** HTML as the plugin wrote it: not yet sanitised. */
  | { readonly kind: 'html'; readonly html: string }
  | { readonly kind: 'item'; readonly item: UiItem }
  /** The form of another operator in this one; its items are also among the outer form's. */
  | { readonly kind: 'operator'; readonly key: string; readonly form: UiForm }
  /** Braces that are no item we can offer: plain text, and the reason. */
  | { readonly kind: 'text'; readonly text: string; readonly problem: string };

/** Something odd that does not keep a form from showing; names its culprit. */
export interface UiWarning {
  readonly message: string;
  /** The item's text. */
  readonly source: string;
}

/** A form as plain data: what to show, in order, and what it may hold. */
export interface UiForm {
  readonly parts: readonly UiPart[];
  readonly items: readonly UiItem[];
  readonly warnings: readonly UiWarning[];
}
