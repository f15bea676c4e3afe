import { ImjoyCommandLineElement } from './command-line-element.js';
import { ImjoyEngineCardElement } from './engine-card-element.js';
import { ImjoyEngineLogElement } from './engine-log-element.js';
import { ImjoyEnginePanelElement } from './engine-panel-element.js';

export { ImjoyEnginePanelElement };

const elements = {
  'imjoy-command-line': ImjoyCommandLineElement,
  'imjoy-engine-card': ImjoyEngineCardElement,
  'imjoy-engine-log': ImjoyEngineLogElement,
  'imjoy-engine-panel': ImjoyEnginePanelElement,
};
for (const [tag, element] of Object.entries(elements))
  if (!customElements.get(tag)) customElements.define(tag, element);

declare global {
  interface HTMLElementTagNameMap {
    'imjoy-command-line': ImjoyCommandLineElement;
    'imjoy-engine-card': ImjoyEngineCardElement;
    'imjoy-engine-log': ImjoyEngineLogElement;
    'imjoy-engine-panel': ImjoyEnginePanelElement;
  }
}
