import type { Schema } from '@cfworker/json-schema';
import { ImjoyError, messageOf } from '../base/error.js';
import { draftKeywords, patternTest } from './draft-keywords.js';
import { extraKeywords } from './keywords.js';
import { isRecord, show } from './json-values.js';
import type { Predicate } from './predicate.js';

/** A draft-07 schema, and the predicates it refers to by the properties that {@link predicateKey} names. */
export interface NormalizedSchema {
  readonly schema: Schema;
  readonly predicates: readonly Predicate[];
}

/** The property that a view of a value has exactly when the predicate holds for the value. */
export const predicateKey = (index: number): string => `\u0000predicate:${index}`;

// Deeper than any schema people write, shallow enough for the stack of the validator.
const MAX_DEPTH = 100;

/**
 * Brings any accepted form of `inputs` and `outputs` into draft-07: a full schema, a bare map of
 * properties, or a bare `file`, `ndarray` or `instanceof`. At the top all properties are required
 * unless `required` lists them or an old-style `required: false` excepts one.
 *
 * @throws ImjoyError `SCHEMA_INVALID`, naming the place in the schema and the offending value
 */
export function normalizeSchema(schema: unknown): NormalizedSchema {
  const predicates: Predicate[] = [];
  if (!isRecord(schema)) throw invalid('', `must be an object, not ${show(schema)}`);
  const normalized = readSchema(toFullSchema(schema), { path: '', depth: 0, predicates });
  return { schema: normalized as Schema, predicates };
}

/** A full schema, or one that is made of a bare map of properties. */
export const toFullSchema = (
  schema: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> =>
  isFullSchema(schema) ? schema : { type: 'object', properties: schema };

interface Place {
  readonly path: string;
  readonly depth: number;
  readonly predicates: Predicate[];
}

function invalid(path: string, message: string, cause?: unknown): ImjoyError {
  const where = path === '' ? 'the schema' : `"${path}" of the schema`;
  return new ImjoyError('SCHEMA_INVALID', `${where} ${message}`, { cause, details: { path } });
}

/**
 * Full schemas and maps of properties overlap, so a schema is full only by what no map can hold:
 * a keyword whose value is not itself a schema, or `properties`.
 */
function isFullSchema(schema: Readonly<Record<string, unknown>>): boolean {
  const entries = Object.entries(schema);
  const isKeyword = ([key]: [string, unknown]): boolean =>
    isDraftKeyword(key) || Object.hasOwn(extraKeywords, key);
  return entries.some(([key, value]) => {
    if (Object.hasOwn(extraKeywords, key))
      return extraKeywords[key]?.looksLikeConfig(value) === true && entries.every(isKeyword);
    const fitsMap = (isRecord(value) && key !== 'properties') || typeof value === 'boolean';
    return isDraftKeyword(key) && !fitsMap;
  });
}

const isDraftKeyword = (key: string): boolean =>
  key === 'pattern' || Object.hasOwn(draftKeywords, key);

function readSchema(schema: unknown, place: Place): Schema | boolean {
  if (typeof schema === 'boolean') return schema;
  if (!isRecord(schema)) throw invalid(place.path, `must be a schema, not ${show(schema)}`);
  if (place.depth > MAX_DEPTH) throw invalid(place.path, `is nested deeper than ${MAX_DEPTH}`);
  const result: Record<string, unknown> = {};
  const tests: Schema[] = [];
  for (const [key, value] of Object.entries(schema)) {
    const path = `${place.path}/${key}`;
    if (Object.hasOwn(extraKeywords, key)) tests.push(addPredicate(key, value, path, place));
    else if (key === 'pattern') tests.push(named(path, () => patternTest(value)));
    else if (Object.hasOwn(draftKeywords, key)) {
      const read = readKeyword(key, value, { ...place, path });
      if (read !== undefined) result[key] = read;
    }
  }
  const required = requiredOf(schema, place.depth === 0);
  if (required) result.required = required;
  if (tests.length > 0)
    result.allOf = [...((result.allOf as Schema[] | undefined) ?? []), ...tests];
  return result;
}

function readKeyword(key: string, value: unknown, place: Place): unknown {
  const child = (schema: unknown, step: string): unknown =>
    readSchema(schema, { ...place, path: place.path + step, depth: place.depth + 1 });
  return named(place.path, () => draftKeywords[key]?.(value, { child }));
}

/** A predicate speaks about objects only; `required` with no `type` would let primitives pass. */
function addPredicate(key: string, config: unknown, path: string, place: Place): Schema {
  const index = place.predicates.length;
  const predicate = named(path, () => extraKeywords[key]?.createPredicate(config));
  if (predicate) place.predicates.push(predicate);
  return { type: 'object', required: [predicateKey(index)] };
}

/** The properties that a value must have, however the schema says so. */
export function requiredOf(
  schema: Readonly<Record<string, unknown>>,
  allByDefault: boolean,
): string[] | undefined {
  const properties = isRecord(schema.properties) ? Object.entries(schema.properties) : [];
  const flagged = (wanted: boolean): string[] =>
    properties
      .filter(([, property]) => isRecord(property) && property.required === wanted)
      .map(([name]) => name);
  if (Array.isArray(schema.required)) return [...new Set([...schema.required, ...flagged(true)])];
  const optional = flagged(false);
  const names = allByDefault
    ? properties.map(([name]) => name).filter((name) => !optional.includes(name))
    : flagged(true);
  return names.length > 0 ? names : undefined;
}

function named<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof ImjoyError ? error : invalid(path, messageOf(error), error);
  }
}
