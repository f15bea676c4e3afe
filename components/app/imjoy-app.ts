import '../dock/imjoy-dock.js';
import '../menu/imjoy-menu.js';
import '../palette/imjoy-command-palette.js';
import '../plugin-menu/imjoy-plugin-menu.js';
import { ImjoyAppElement } from './app-element.js';
import './imjoy-status-bar.js';
import { ImjoyAppToolbarElement } from './toolbar-element.js';

export { ImjoyAppElement };

const elements = { 'imjoy-app': ImjoyAppElement, 'imjoy-app-toolbar': ImjoyAppToolbarElement };
for (const [tag, element] of Object.entries(elements))
  if (!customElements.get(tag)) customElements.define(tag, element);

declare global {
  interface HTMLElementTagNameMap {
    'imjoy-app': ImjoyAppElement;
    'imjoy-app-toolbar': ImjoyAppToolbarElement;
  }
}
