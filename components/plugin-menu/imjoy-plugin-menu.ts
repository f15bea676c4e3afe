import '../icons/imjoy-icon.js';
import '../menu/imjoy-menu.js';
import '../ui-form/imjoy-ui-form.js';
import { ImjoyPluginNoticesElement } from './notices-element.js';
import { ImjoyPluginOperatorsElement } from './operators-element.js';
import { ImjoyPluginListElement } from './plugin-list-element.js';
import { ImjoyPluginMenuElement } from './plugin-menu-element.js';
import { ImjoyPluginRowElement } from './plugin-row-element.js';

export { ImjoyPluginMenuElement };

const elements = {
  'imjoy-plugin-notices': ImjoyPluginNoticesElement,
  'imjoy-plugin-operators': ImjoyPluginOperatorsElement,
  'imjoy-plugin-row': ImjoyPluginRowElement,
  'imjoy-plugin-list': ImjoyPluginListElement,
  'imjoy-plugin-menu': ImjoyPluginMenuElement,
};

for (const [tag, element] of Object.entries(elements)) {
  if (!customElements.get(tag)) customElements.define(tag, element);
}

declare global {
  interface HTMLElementTagNameMap {
    'imjoy-plugin-notices': ImjoyPluginNoticesElement;
    'imjoy-plugin-operators': ImjoyPluginOperatorsElement;
    'imjoy-plugin-row': ImjoyPluginRowElement;
    'imjoy-plugin-list': ImjoyPluginListElement;
    'imjoy-plugin-menu': ImjoyPluginMenuElement;
  }
}
