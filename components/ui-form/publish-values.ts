import type { FormProblem, UiValues } from '../../src/index.js';
import { toSubmission } from './submission.js';

/** Tells the browser's form what is submitted under a name. */
export function publishValues(internals: ElementInternals, name: string, values: UiValues): void {
  internals.setFormValue(toSubmission(name, values), JSON.stringify(values));
}

/**
 * Tells the browser's form whether the values may be submitted.
 * @param anchor where the browser says why not
 */
export function publishValidity(
  internals: ElementInternals,
  problem: FormProblem | null,
  anchor: HTMLElement | undefined,
): void {
  if (problem) internals.setValidity({ [problem.flag]: true }, problem.message, anchor);
  else internals.setValidity({});
}
