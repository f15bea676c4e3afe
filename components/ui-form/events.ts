import type { UiValues } from '../../src/index.js';

/** A form's values have changed and come to rest, or a button in it asked for an update. */
export class ImjoyUiFormUpdatedEvent extends Event {
  /** @param values a snapshot of all values */
  constructor(readonly values: UiValues) {
    super('imjoy-ui-form-updated', { bubbles: true, composed: true });
  }
}

/** A button in a form was pressed. */
export class ImjoyUiFormActionEvent extends Event {
  /**
   * @param itemId the button's id, if it has one
   * @param values a snapshot of all values
   */
  constructor(
    readonly itemId: string | null,
    readonly values: UiValues,
  ) {
    super('imjoy-ui-form-action', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'imjoy-ui-form-updated': ImjoyUiFormUpdatedEvent;
    'imjoy-ui-form-action': ImjoyUiFormActionEvent;
  }
}
