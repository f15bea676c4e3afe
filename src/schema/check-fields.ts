import { type ErrorCode, ImjoyError } from '../base/error.js';
import { isRecord, show } from './json-values.js';

/** What one field may hold. */
export interface FieldRule {
  readonly expected: string;
  readonly accepts: (value: unknown) => boolean;
}

/** The rules of a config's known fields; other fields may hold anything. */
export type FieldRules = Readonly<Record<string, FieldRule>>;

const rule = (expected: string, accepts: FieldRule['accepts']): FieldRule => ({
  expected,
  accepts,
});
const isFunction = (value: unknown): boolean => typeof value === 'function';
const isText = (value: unknown): boolean => typeof value === 'string';
const isAbsent = (value: unknown): boolean => value === undefined || value === null;

export const text = rule('a string', isText);
export const name = rule('a non-empty string', (value) => isText(value) && value !== '');
export const callable = rule('a function', isFunction);
export const callableOrName = rule('a function or the name of an exported one', (value) =>
  isText(value) ? value !== '' : isFunction(value),
);
export const object = rule('an object', isRecord);
export const objectOrList = rule(
  'an object or a list',
  (value) => isRecord(value) || Array.isArray(value),
);
export const data = rule('null, a number, a string, a list or an object', (value) =>
  ['number', 'string', 'object'].includes(typeof value),
);
export const markup = rule('a string, a list or an object', (value) =>
  ['string', 'object'].includes(typeof value),
);
export const flag = rule('true or false', (value) => typeof value === 'boolean');

/** The same rule for a field that may be missing, `undefined` or `null`. */
export const optional = ({ expected, accepts }: FieldRule): FieldRule =>
  rule(`${expected} (or nothing)`, (value) => isAbsent(value) || accepts(value));

/**
 * Checks the known fields of a config that came from outside.
 *
 * @param what names the config in messages, e.g. `window config`
 * @throws ImjoyError with `code`, naming the field and its value; `details.field`
 */
export function checkFields(
  config: unknown,
  rules: FieldRules,
  code: ErrorCode,
  what: string,
): asserts config is Record<string, unknown> {
  if (!isRecord(config))
    throw new ImjoyError(code, `${what} must be an object, not ${show(config)}`);
  for (const [field, { expected, accepts }] of Object.entries(rules)) {
    if (accepts(config[field])) continue;
    const message = `"${field}" of ${what} must be ${expected}, not ${show(config[field])}`;
    throw new ImjoyError(code, message, { details: { field } });
  }
}
