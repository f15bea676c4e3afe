import '../menu/imjoy-menu.js';
import { ImjoyDockElement } from './dock-element.js';

export { ImjoyDockElement };
export type { DockHost } from './dock-host.js';
export type { SavedLayout, SavedWindow } from './saved-layout.js';

if (!customElements.get('imjoy-dock')) customElements.define('imjoy-dock', ImjoyDockElement);

declare global {
  interface HTMLElementTagNameMap {
    'imjoy-dock': ImjoyDockElement;
  }
}
