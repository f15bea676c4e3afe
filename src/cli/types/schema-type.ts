import { messageOf } from '../../base/error.js';
import { isRecord } from '../../schema/json-values.js';
import { normalizeSchema, requiredOf, toFullSchema } from '../../schema/normalize-schema.js';
import { classType, fileType, ndarrayType } from './keyword-types.js';
import { allOf, listOf, literalType, objectType, unionOf, type Member } from './print-type.js';

type Schema = Readonly<Record<string, unknown>>;

/** Parts of a schema that are looked at: references can make a small one endless. */
const MAX_PARTS = 2_000;

interface Reading {
  readonly root: Schema;
  /** References that are being followed: a type that holds itself ends there. */
  readonly trail: readonly string[];
  readonly budget: { parts: number };
}

/** The type of what fits a schema, in any form that `inputs` and `outputs` may have; why there is none. */
export function schemaType(schema: unknown): { type: string; problem: string | null } {
  try {
    normalizeSchema(schema);
  } catch (error) {
    return { type: 'any', problem: messageOf(error) };
  }
  const root = toFullSchema(schema as Schema);
  return { type: read(root, { root, trail: [], budget: { parts: MAX_PARTS } }), problem: null };
}

function read(schema: unknown, reading: Reading): string {
  if (schema === false) return 'never';
  if (!isRecord(schema) || (reading.budget.parts -= 1) < 0) return 'unknown';
  if (typeof schema.$ref === 'string') return readReference(schema.$ref, reading);
  const each = (list: unknown): string[] =>
    Array.isArray(list) ? list.map((item) => read(item, reading)) : [];
  const parts = [
    ...each(schema.allOf),
    ...['anyOf', 'oneOf'].flatMap((key) => (schema[key] ? [unionOf(each(schema[key]))] : [])),
    ...('ndarray' in schema ? [ndarrayType(schema.ndarray)] : []),
    ...('file' in schema ? [fileType] : []),
    ...('instanceof' in schema ? [classType(schema.instanceof)] : []),
  ];
  if ('const' in schema) parts.push(literalType(schema.const));
  else if (Array.isArray(schema.enum)) parts.push(unionOf(schema.enum.map(literalType)));
  // What is a file or an array of its own kind says with `type: object` nothing more.
  else if (parts.length === 0 || hasShape(schema)) parts.push(readTypes(schema, reading));
  return allOf(parts);
}

const hasShape = ({ properties, items }: Schema): boolean => isRecord(properties) || Boolean(items);

function readReference(reference: string, reading: Reading): string {
  if (!reference.startsWith('#') || reading.trail.includes(reference)) return 'unknown';
  const target = reference
    .slice(1)
    .split('/')
    .filter(Boolean)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (part, step) => (isRecord(part) || Array.isArray(part) ? (part as Schema)[step] : undefined),
      reading.root,
    );
  return read(target, { ...reading, trail: [...reading.trail, reference] });
}

/** By the name of the draft. */
const readers: Readonly<Record<string, (schema: Schema, reading: Reading) => string>> = {
  string: () => 'string',
  number: () => 'number',
  integer: () => 'number',
  boolean: () => 'boolean',
  null: () => 'null',
  array: readArray,
  object: readObject,
};

function readTypes(schema: Schema, reading: Reading): string {
  const named = [schema.type].flat().filter((type) => typeof type === 'string');
  const implied = isRecord(schema.properties) ? ['object'] : schema.items ? ['array'] : [];
  const types = named.length > 0 ? named : implied;
  if (types.length === 0) return 'unknown';
  return unionOf(types.map((type) => readers[type]?.(schema, reading) ?? 'unknown'));
}

function readArray({ items, additionalItems, minItems }: Schema, reading: Reading): string {
  if (!Array.isArray(items)) return listOf(items ? read(items, reading) : 'unknown');
  const least = typeof minItems === 'number' ? minItems : 0;
  const parts = items.map((item, index) => `(${read(item, reading)})${index < least ? '' : '?'}`);
  if (additionalItems !== false) parts.push(`...${listOf(read(additionalItems, reading))}`);
  return `[${parts.join(', ')}]`;
}

function readObject(schema: Schema, reading: Reading): string {
  const properties = isRecord(schema.properties) ? schema.properties : {};
  const required = requiredOf(schema, schema === reading.root) ?? [];
  const members = Object.entries(properties).map(([name, property]): Member => ({
    name,
    type: read(property, reading),
    optional: !required.includes(name),
    doc: docOf(property),
  }));
  const undescribed = required.filter((name) => !Object.hasOwn(properties, name));
  for (const name of undescribed) members.push({ name, type: 'unknown' });
  const { additionalProperties } = schema;
  const isOpen = additionalProperties !== undefined && additionalProperties !== false;
  if (members.length === 0)
    return objectType([], isOpen ? read(additionalProperties, reading) : 'unknown');
  return objectType(members, isOpen ? 'unknown' : undefined);
}

function docOf(schema: unknown): string | null {
  if (!isRecord(schema)) return null;
  const texts = [schema.title, schema.description].filter((text) => typeof text === 'string');
  const initial = 'default' in schema ? [`Default: ${JSON.stringify(schema.default)}`] : [];
  return [...texts, ...initial].join('\n') || null;
}
