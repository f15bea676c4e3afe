import {
  callableOrName,
  checkFields,
  type FieldRules,
  flag,
  markup,
  object,
  optional,
  text,
} from './check-fields.js';

type OperatorFunction = (...args: never[]) => unknown;

/** What `register` is given. `run` and `update` may name an exported function. */
export interface OperatorConfig {
  readonly name?: string | null;
  readonly type?: string | null;
  readonly ui?: unknown;
  readonly run?: OperatorFunction | string | null;
  readonly update?: OperatorFunction | string | null;
  readonly inputs?: Readonly<Record<string, unknown>> | null;
  readonly outputs?: Readonly<Record<string, unknown>> | null;
  readonly show_panel?: boolean | null;
  readonly [field: string]: unknown;
}

export const operatorRules: FieldRules = {
  name: optional(text),
  ui: optional(markup),
  run: optional(callableOrName),
  update: optional(callableOrName),
  inputs: optional(object),
  outputs: optional(object),
  show_panel: optional(flag),
};

/**
 * An operator before its defaults are filled in, so nothing is required.
 * @throws ImjoyError `SERVICE_CONFIG`, naming the field and its value
 */
export function checkOperatorConfig(value: unknown): OperatorConfig {
  checkFields(value, operatorRules, 'SERVICE_CONFIG', 'operator');
  return value;
}
