import '../icons/imjoy-icon.js';
import { ImjoyPluginLibraryElement } from './plugin-library-element.js';

export { ImjoyPluginLibraryElement };

if (!customElements.get('imjoy-plugin-library'))
  customElements.define('imjoy-plugin-library', ImjoyPluginLibraryElement);

declare global {
  interface HTMLElementTagNameMap {
    'imjoy-plugin-library': ImjoyPluginLibraryElement;
  }
}
