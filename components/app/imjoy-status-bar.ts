import { ImjoyStatusBarElement } from './status-bar-element.js';

export { ImjoyStatusBarElement };

if (!customElements.get('imjoy-status-bar'))
  customElements.define('imjoy-status-bar', ImjoyStatusBarElement);

declare global {
  interface HTMLElementTagNameMap {
    'imjoy-status-bar': ImjoyStatusBarElement;
  }
}
