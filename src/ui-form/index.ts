export { parseUi } from './parse-ui.js';
export type { FormSurroundings } from './form-builder.js';
export { schemaToUi } from './schema-to-ui.js';
export { FormValues, initialValues, type FormProblem, type UiValues } from './form-values.js';
export { hexText, parseCssColor } from './color.js';
export { findExpressionProblem, toVariableName, type Variables } from './expression.js';
export { isOpsValue, readOpsValue, type OpsValue, type WorkflowStep } from './ops-value.js';
export type * from './types.js';
