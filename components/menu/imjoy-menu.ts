import { ImjoyMenuElement } from './menu-element.js';

export { ImjoyMenuElement };

if (!customElements.get('imjoy-menu')) customElements.define('imjoy-menu', ImjoyMenuElement);

declare global {
  interface HTMLElementTagNameMap {
    'imjoy-menu': ImjoyMenuElement;
  }
}
