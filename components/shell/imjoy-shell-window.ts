import { ImjoyShellWindowElement } from './shell-window-element.js';

if (!customElements.get('imjoy-shell-window'))
  customElements.define('imjoy-shell-window', ImjoyShellWindowElement);

declare global {
  interface HTMLElementTagNameMap {
    'imjoy-shell-window': ImjoyShellWindowElement;
  }
}
