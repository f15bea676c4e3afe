import { ImjoyEditorElement } from './editor-element.js';

export { ImjoyEditorElement };

if (!customElements.get('imjoy-editor')) customElements.define('imjoy-editor', ImjoyEditorElement);

declare global {
  interface HTMLElementTagNameMap {
    'imjoy-editor': ImjoyEditorElement;
  }
}
