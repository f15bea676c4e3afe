import '../imjoy-once.js';
import { ImjoyWindowElement } from './window-element.js';

export { ImjoyWindowElement };

if (!customElements.get('imjoy-window')) customElements.define('imjoy-window', ImjoyWindowElement);

declare global {
  interface HTMLElementTagNameMap {
    'imjoy-window': ImjoyWindowElement;
  }
}
