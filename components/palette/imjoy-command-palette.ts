import { ImjoyCommandPaletteElement } from './command-palette-element.js';

export { ImjoyCommandPaletteElement };

if (!customElements.get('imjoy-command-palette'))
  customElements.define('imjoy-command-palette', ImjoyCommandPaletteElement);

declare global {
  interface HTMLElementTagNameMap {
    'imjoy-command-palette': ImjoyCommandPaletteElement;
  }
}
