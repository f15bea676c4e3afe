import type { FormContent } from './form-content.js';
import type { FormModel } from './form-model.js';
import { toSubmission } from './submission.js';

/** Tells the browser's form what is submitted under a name, and whether it may be. */
export function publishValues(
  internals: ElementInternals,
  name: string,
  model: FormModel,
  content: FormContent | null,
): void {
  const values = model.values.toObject();
  internals.setFormValue(toSubmission(name, values), JSON.stringify(values));
  const problem = model.values.findProblem();
  if (!problem) {
    internals.setValidity({});
    return;
  }
  const culprit = content?.placed.find(({ item }) => item.id === problem.item.id);
  const anchor = culprit?.control.field;
  internals.setValidity(
    { [problem.flag]: true },
    problem.message,
    anchor?.isConnected ? anchor : undefined,
  );
}
