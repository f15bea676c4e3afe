import { ImjoyUiFormElement } from './ui-form-element.js';

export { ImjoyUiFormElement };

if (!customElements.get('imjoy-ui-form'))
  customElements.define('imjoy-ui-form', ImjoyUiFormElement);

declare global {
  interface HTMLElementTagNameMap {
    'imjoy-ui-form': ImjoyUiFormElement;
  }
}
