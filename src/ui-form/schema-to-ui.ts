import { ImjoyError } from '../base/error.js';
import { escapeHtml } from './escape-html.js';
import { FormBuilder } from './form-builder.js';
import { isScalar, toFiniteNumber, toScalarText, type ItemFields } from './item-fields.js';
import type { UiForm } from './types.js';

type Schema = Readonly<Record<string, unknown>>;

/** Nested deeper, an object is shown as text: nobody fills in such a form. */
const MAX_DEPTH = 8;

/** By JSON type, the item that asks for a value of it. */
const fieldsByType: Readonly<Record<string, (schema: Schema) => ItemFields>> = {
  string: (schema) => ({ type: 'string', placeholder: schema['default'] ?? '' }),
  boolean: (schema) => ({ type: 'checkbox', placeholder: schema['default'] }),
  number: (schema) => ({ ...readRange(schema), type: 'number' }),
  integer: (schema) => ({ step: 1, ...readRange(schema), type: 'number', integer: true }),
  array: (schema) => ({
    type: 'list',
    of:
      jsonType(toSchema(schema['items'])) === 'integer'
        ? 'number'
        : toSchema(schema['items'])['type'],
    placeholder: schema['default'],
  }),
};

/**
 * The form that asks for an object of a JSON Schema. Of draft-07 it knows objects (nested ones too), strings,
 * numbers, integers, booleans, `enum`, arrays of scalars, `title`, `description`, `default` and limits; a
 * property that needs more is shown as text with a warning.
 * @throws ImjoyError `UI_INVALID` when the schema is not that of an object
 */
export function schemaToUi(schema: unknown): UiForm {
  const root = toSchema(schema);
  if (jsonType(root) !== 'object') {
    throw new ImjoyError(
      'UI_INVALID',
      `a form needs a schema of type object, not ${jsonType(root)}`,
    );
  }
  const form = new FormBuilder();
  addProperties(form, root, []);
  return form.build();
}

function addProperties(form: FormBuilder, schema: Schema, within: readonly string[]): void {
  for (const [key, value] of Object.entries(toSchema(schema['properties']))) {
    const property = toSchema(value);
    const title = escapeHtml(toScalarText(property['title']) ?? key);
    const fields = readProperty(property);
    if (jsonType(property) === 'object' && within.length < MAX_DEPTH) {
      form.addHtml(`<b>${title}</b><br>`);
      addProperties(form, property, [...within, key]);
    } else if (fields) {
      form.addHtml(`${title}: `);
      form.addItem({ ...fields, id: key, description: property['description'] }, key, within);
      form.addHtml('<br>');
    } else {
      form.addHtml(`${title}: `);
      form.addText(key, `a property of type ${jsonType(property)} has no form item: "${key}"`);
      form.addHtml('<br>');
    }
  }
}

function readProperty(schema: Schema): ItemFields | null {
  const options = schema['enum'];
  if (Array.isArray(options) && options.length > 0 && options.every(isScalar)) {
    return { type: 'choose', options, placeholder: schema['default'] };
  }
  const type = jsonType(schema);
  if (type === 'array' && !isScalarType(jsonType(toSchema(schema['items'])))) return null;
  return Object.hasOwn(fieldsByType, type) ? (fieldsByType[type]?.(schema) ?? null) : null;
}

/** Without a default, the value nearest to zero that the limits allow. */
function readRange(schema: Schema): ItemFields {
  const min = toFiniteNumber(schema['minimum']);
  const max = toFiniteNumber(schema['maximum']);
  const nearest = Math.min(Math.max(0, min ?? -Infinity), max ?? Infinity);
  return {
    min,
    max,
    ...(schema['multipleOf'] === undefined ? {} : { step: schema['multipleOf'] }),
    placeholder: schema['default'] ?? nearest,
  };
}

/** The first type that is not `null`; an object where only its properties are given. */
function jsonType(schema: Schema): string {
  const types: readonly unknown[] = [schema['type']].flat();
  const type = types.find((name) => name !== 'null' && name !== undefined);
  return toScalarText(type) ?? (schema['properties'] ? 'object' : 'unknown');
}

function isScalarType(type: string): boolean {
  return ['string', 'number', 'integer', 'boolean'].includes(type);
}

function toSchema(value: unknown): Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Schema)
    : {};
}
