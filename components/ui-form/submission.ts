import type { UiValues } from '../../src/index.js';

/** What a native form submits: one entry under the form's name, or without a name one per value. */
export function toSubmission(name: string, values: UiValues): FormData {
  const entries = new FormData();
  if (name !== '') {
    entries.append(name, JSON.stringify(values));
    return entries;
  }
  for (const [key, value] of Object.entries(values)) {
    entries.append(key, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return entries;
}

/**
 * Values from a program or, as JSON, from an attribute.
 * @throws SyntaxError when a text is no JSON
 */
export function toValues(raw: unknown): UiValues {
  const values: unknown = typeof raw === 'string' && raw !== '' ? JSON.parse(raw) : raw;
  return typeof values === 'object' && values !== null ? (values as UiValues) : {};
}
