import type { UiItem, UiValue, Workspace } from '../../../src/index.js';

/** Id of the list of variables that a field suggests, in the form's own tree. */
export const VARIABLE_LIST = 'variables';

/** What a control may do with the form it stands in. */
export interface ControlHost {
  /** Tells the form what a person entered. */
  edit(item: UiItem, raw: unknown): void;
  /** Tells the form that a button was pressed. */
  act(item: UiItem): void;
  /** A link to this page that holds the form's values. @throws ImjoyError when they are too many */
  link(): Promise<string>;
  /** Where steps find their operators. */
  readonly workspace: Workspace | null;
}

/** One item as it stands in the page. */
export interface Control {
  /** What is put into the text where the item stands. */
  readonly element: HTMLElement;
  /** What a label names and focus goes to; `null` where the control names itself. */
  readonly field: HTMLElement | null;
  /** Shows a value that came from elsewhere. */
  show(value: UiValue | undefined): void;
}

/** Makes the control of an item. It shows nothing until its value is shown. */
export type CreateControl<I extends UiItem> = (item: I, host: ControlHost) => Control;
