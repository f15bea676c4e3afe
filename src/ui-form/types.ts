/** What an item can hold: JSON scalars, and a flat array of them for lists. */
export type UiScalar = string | number | boolean | null;
export type UiValue = UiScalar | readonly UiScalar[];

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

export interface NumberItem extends UiItemBase {
  readonly type: 'number';
  readonly min: number | null;
  readonly max: number | null;
  readonly step: number | null;
  readonly integer: boolean;
  readonly initial: number;
}

export interface StringItem extends UiItemBase {
  readonly type: 'string';
  readonly prefix: string;
  readonly suffix: string;
  /** A CSS colour for the text, or `null` for the theme's. */
  readonly color: string | null;
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
  readonly initial: string;
}

export interface ButtonItem extends UiItemBase {
  readonly type: 'button';
  readonly label: string;
}

/** A read-only box with a link that holds the form's values. */
export interface SaveItem extends UiItemBase {
  readonly type: 'save';
}

/** An item that holds a value. */
export type UiField =
  | ChooseItem
  | NumberItem
  | StringItem
  | ColorItem
  | CheckboxItem
  | ListItem
  | CommentItem
  | VariableNameItem;

export type UiItem = UiField | ButtonItem | SaveItem;

/** A piece of a form in reading order. */
export type UiPart =
  /** HTML as the plugin wrote it: not yet sanitised. */
  | { readonly kind: 'html'; readonly html: string }
  | { readonly kind: 'item'; readonly item: UiItem }
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
