import { longestText } from './longest-text.js';
import { isNumber, isRecord, isText, show } from './json-values.js';

/** What reading a keyword may need from the reader of whole schemas. */
export interface KeywordContext {
  /** Reads a schema inside this one; `step` is the way to it, for messages. */
  child(schema: unknown, step: string): unknown;
}

/** Checks the value of one keyword and copies it; `undefined` drops the keyword. @throws Error without a place */
export type KeywordReader = (value: unknown, context: KeywordContext) => unknown;

/** Characters that the name of a property may have where a schema looks at the names of a value. */
export const MAX_NAME = 500;

const TYPES = new Set(['array', 'boolean', 'integer', 'null', 'number', 'object', 'string']);

const reader =
  (expected: string, accepts: (value: unknown) => boolean) =>
  (value: unknown): unknown => {
    if (accepts(value)) return value;
    throw new Error(`must be ${expected}, not ${show(value)}`);
  };

const isTextList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every(isText);

const isType = (value: unknown): boolean => isText(value) && TYPES.has(value);
const text = reader('text', isText);
const number = reader('a number', isNumber);
const count = reader(
  'a whole number from 0',
  (value) => Number.isInteger(value) && Number(value) >= 0,
);
const nameList = reader('a list of property names', isTextList);
const flag = reader('true or false', (value) => typeof value === 'boolean');
const schema: KeywordReader = (value, context) => context.child(value, '');

const schemaList: KeywordReader = (value, context) => {
  if (!Array.isArray(value) || value.length === 0)
    throw new Error(`must be a list of schemas, not ${show(value)}`);
  return value.map((item, index) => context.child(item, `/${index}`));
};

const schemaMap: KeywordReader = (value, context) => {
  if (!isRecord(value)) throw new Error(`must map names to schemas, not ${show(value)}`);
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, context.child(item, `/${name}`)]),
  );
};

/** As the validator will compile it, so that a bad pattern is found now. */
const pattern = (value: unknown): number => {
  try {
    new RegExp(String(text(value)), 'u');
  } catch (cause) {
    throw new Error(`is no regular expression: ${(cause as Error).message}`, { cause });
  }
  return longestText(String(value));
};

/** The validator tries all it is given: what is too long for the pattern must not get there. */
export const patternTest = (value: unknown): Record<string, unknown> => ({
  if: { maxLength: pattern(value) },
  then: { pattern: value },
  else: false,
});

const patternMap: KeywordReader = (value, context) => {
  const map = schemaMap(value, context) as Record<string, unknown>;
  for (const key of Object.keys(map))
    if (pattern(key) < MAX_NAME)
      throw new Error(`has a regular expression that may take too long: ${show(key)}`);
  return map;
};

const dependencies: KeywordReader = (value, context) => {
  if (!isRecord(value)) throw new Error(`must map names to schemas or names, not ${show(value)}`);
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      isTextList(item) ? item : context.child(item, `/${name}`),
    ]),
  );
};

/**
 * The keywords of draft-07 that say something. Others (annotations, later drafts, unknown ones) are
 * dropped, as the draft has it, so that nothing unchecked reaches the validator.
 */
export const draftKeywords: Readonly<Record<string, KeywordReader>> = {
  type: reader(
    `one of ${[...TYPES].join(', ')} or a list of them`,
    (value) => isType(value) || (Array.isArray(value) && value.length > 0 && value.every(isType)),
  ),
  enum: reader('a list of values', (value) => Array.isArray(value) && value.length > 0),
  const: (value) => value,
  format: text,
  minLength: count,
  maxLength: count,
  minimum: number,
  maximum: number,
  exclusiveMinimum: number,
  exclusiveMaximum: number,
  multipleOf: reader('a number above 0', (value) => isNumber(value) && value > 0),
  properties: schemaMap,
  patternProperties: patternMap,
  additionalProperties: schema,
  propertyNames: schema,
  minProperties: count,
  maxProperties: count,
  dependencies,
  // Drafts 3 and 4 flag the property itself; the schema around it has read the flag by now.
  required: (value) => (typeof value === 'boolean' ? undefined : nameList(value)),
  items: (value, context) => (Array.isArray(value) ? schemaList : schema)(value, context),
  additionalItems: schema,
  contains: schema,
  minItems: count,
  maxItems: count,
  uniqueItems: flag,
  allOf: schemaList,
  anyOf: schemaList,
  oneOf: schemaList,
  not: schema,
  if: schema,
  then: schema,
  else: schema,
  definitions: schemaMap,
  $defs: schemaMap,
  $id: text,
  $ref: text,
};
