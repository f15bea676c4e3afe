export { parseUi } from './parse-ui.js';
export { schemaToUi } from './schema-to-ui.js';
export { FormValues, initialValues, type FormProblem, type UiValues } from './form-values.js';
export { hexText, parseCssColor } from './color.js';
export type * from './types.js';
