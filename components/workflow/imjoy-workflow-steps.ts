import { ImjoyMenuElement } from '../menu/menu-element.js';
import '../ui-form/imjoy-ui-form.js';
import { StepChooserElement } from './step-chooser-element.js';
import { WorkflowStepElement } from './workflow-step-element.js';
import { ImjoyWorkflowStepsElement } from './workflow-steps-element.js';

export { ImjoyWorkflowStepsElement };

const elements: Readonly<Record<string, CustomElementConstructor>> = {
  'imjoy-menu': ImjoyMenuElement,
  'imjoy-step-chooser': StepChooserElement,
  'imjoy-workflow-step': WorkflowStepElement,
  'imjoy-workflow-steps': ImjoyWorkflowStepsElement,
};
for (const [tag, element] of Object.entries(elements)) {
  if (!customElements.get(tag)) customElements.define(tag, element);
}

declare global {
  interface HTMLElementTagNameMap {
    'imjoy-workflow-steps': ImjoyWorkflowStepsElement;
  }
}
