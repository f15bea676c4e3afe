import { isOpsValue, messageOf, type OpsItem } from '../../../src/index.js';
import type { ImjoyWorkflowStepsElement } from '../../workflow/workflow-steps-element.js';
import type { CreateControl } from './control.js';

/** The editor of steps is fetched with the first list of them. */
export const createOps: CreateControl<OpsItem> = (item, host) => {
  const steps = document.createElement('imjoy-workflow-steps') as ImjoyWorkflowStepsElement;
  steps.onlyOps = item.onlyOps;
  steps.workspace = host.workspace;
  steps.addEventListener('input', () => host.edit(item, steps.value));
  import('../../workflow/imjoy-workflow-steps.js').catch((error: unknown) => {
    steps.textContent = messageOf(error);
  });
  return {
    element: steps,
    field: null,
    show(value) {
      if (isOpsValue(value)) steps.value = value;
    },
  };
};
