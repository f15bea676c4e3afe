import { ImjoyMenuElement } from '../menu/menu-element.js';
import { ImjoyEditorElement } from './editor-element.js';

export { ImjoyEditorElement };

if (!customElements.get('imjoy-menu')) customElements.define('imjoy-menu', ImjoyMenuElement);
if (!customElements.get('imjoy-editor')) customElements.define('imjoy-editor', ImjoyEditorElement);

declare global {
  interface HTMLElementTagNameMap {
    'imjoy-editor': ImjoyEditorElement;
  }
}
