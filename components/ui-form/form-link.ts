import { toWorkflowLink, type UiValues } from '../../src/index.js';

/**
 * A link to this page that holds a form's values, as a workflow of one step: opened where there is a
 * workflow panel, it fills the form again.
 * @param operator key of the operator the form belongs to
 * @throws ImjoyError `WORKFLOW_INVALID` when there is more than a link can hold
 */
export function toFormLink(operator: string, values: UiValues): Promise<string> {
  const step = { ...values, type: operator || 'form' };
  return toWorkflowLink({ ops: [step], resetVariables: true }, location.href);
}
