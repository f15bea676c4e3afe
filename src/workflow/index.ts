export { builtInSteps, findBuiltInStep, type BuiltInStep } from './built-in-steps.js';
export type { StepProgress, Target, WorkflowResult } from './flow.js';
export { bulletOf } from './step-number.js';
export { parseWorkflowLink, toWorkflowLink } from './workflow-link.js';
