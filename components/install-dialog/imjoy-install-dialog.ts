import '../icons/imjoy-icon.js';
import { ImjoyInstallDialogElement } from './install-dialog-element.js';

export { ImjoyInstallDialogElement };

if (!customElements.get('imjoy-install-dialog'))
  customElements.define('imjoy-install-dialog', ImjoyInstallDialogElement);

declare global {
  interface HTMLElementTagNameMap {
    'imjoy-install-dialog': ImjoyInstallDialogElement;
  }
}
