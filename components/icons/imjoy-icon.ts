import { ImjoyIconElement } from './icon-element.js';

export { ImjoyIconElement };

if (!customElements.get('imjoy-icon')) customElements.define('imjoy-icon', ImjoyIconElement);

declare global {
  interface HTMLElementTagNameMap {
    'imjoy-icon': ImjoyIconElement;
  }
}
