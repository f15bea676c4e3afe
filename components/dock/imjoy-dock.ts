import { ImjoyDockElement } from './dock-element.js';
import { ImjoyDockMenuElement } from './dock-menu-element.js';

const elements = {
  'imjoy-dock-menu': ImjoyDockMenuElement,
  'imjoy-dock': ImjoyDockElement,
};

for (const [tag, element] of Object.entries(elements)) {
  if (!customElements.get(tag)) customElements.define(tag, element);
}

export { ImjoyDockElement };
export type { DockHost } from './dock-host.js';
export type { DockMenuItem } from './dock-menu-element.js';
export type { SavedLayout, SavedWindow } from './saved-layout.js';

declare global {
  interface HTMLElementTagNameMap {
    'imjoy-dock': ImjoyDockElement;
    'imjoy-dock-menu': ImjoyDockMenuElement;
  }
}
