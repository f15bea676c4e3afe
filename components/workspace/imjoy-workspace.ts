import { ImjoyWorkspaceElement } from './workspace-element.js';

export { ImjoyWorkspaceElement };

if (!customElements.get('imjoy-workspace'))
  customElements.define('imjoy-workspace', ImjoyWorkspaceElement);

declare global {
  interface HTMLElementTagNameMap {
    'imjoy-workspace': ImjoyWorkspaceElement;
  }
}
