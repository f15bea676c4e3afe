import { ImjoyError } from '../../../src/index.js';

/** What a form window shows. */
export interface FormSource {
  /** In any of the shapes that `parseUi` reads. */
  readonly ui: unknown;
  /** Values that replace the defaults of the form's items. */
  readonly value: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Finds the form in a window's config or data: an operator, a plugin's config, or any object with `ui`.
 * @throws ImjoyError `ARGUMENT` if neither has one
 */
export function readForm(data: unknown, config: unknown): FormSource {
  const holder = [config, data].find(hasUi);
  if (!holder) throw new ImjoyError('ARGUMENT', 'No form: neither config nor data has a ui');
  const { value } = (data ?? {}) as Fields;
  return { ui: holder['ui'], value: value ?? null };
}

function hasUi(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && (value as Fields)['ui'] != null;
}
