import { checkFields, data, type FieldRules, object, optional, text } from './check-fields.js';

/** What `createWindow` is given once its string forms are read; fields beyond these are the window's own. */
export interface WindowConfig {
  readonly name?: string | null;
  readonly type?: string | null;
  readonly config?: Readonly<Record<string, unknown>> | null;
  readonly data?: unknown;
  readonly [field: string]: unknown;
}

const rules: FieldRules = {
  name: optional(text),
  type: optional(text),
  config: optional(object),
  data: optional(data),
};

/**
 * The checks of `createWindow` that need no registry.
 * @throws ImjoyError `WINDOW_CONFIG`, naming the field and its value
 */
export function checkWindowConfig(value: unknown): WindowConfig {
  checkFields(value, rules, 'WINDOW_CONFIG', 'window config');
  return value;
}
