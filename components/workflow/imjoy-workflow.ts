import './imjoy-workflow-steps.js';
import { SavedWorkflowsElement } from './saved-workflows-element.js';
import { ImjoyWorkflowElement } from './workflow-element.js';

export { ImjoyWorkflowElement };

if (!customElements.get('imjoy-saved-workflows'))
  customElements.define('imjoy-saved-workflows', SavedWorkflowsElement);
if (!customElements.get('imjoy-workflow'))
  customElements.define('imjoy-workflow', ImjoyWorkflowElement);

declare global {
  interface HTMLElementTagNameMap {
    'imjoy-workflow': ImjoyWorkflowElement;
  }
}
