import { ImjoyError, messageOf } from '../base/error.js';

const LINE_BREAK = '<br>';

/**
 * The one markup string that a `ui` of any shape stands for: a string as it is, an array line by line
 * where objects give `key: value` lines.
 * @throws ImjoyError `UI_INVALID` for an object or function, and for values that JSON cannot hold
 */
export function toMarkup(ui: unknown): string {
  if (ui === null || ui === undefined) return '';
  if (typeof ui === 'string') return ui.trim();
  if (Array.isArray(ui)) return ui.map(toLines).join('').trim();
  if (typeof ui === 'number' || typeof ui === 'boolean') return String(ui);
  throw new ImjoyError(
    'UI_INVALID',
    `ui can not be ${typeof ui === 'object' ? 'an object' : `a ${typeof ui}`}, you can only use a string or an array`,
  );
}

function toLines(element: unknown): string {
  if (element === null || element === undefined) return '';
  if (typeof element !== 'object') return toText(element) + LINE_BREAK;
  return Object.entries(element)
    .map(([key, value]) => `${key}: ${toText(value)}${LINE_BREAK}`)
    .join('');
}

function toText(value: unknown): string {
  if (typeof value === 'string') return value;
  try {
    return JSON.stringify(value) ?? '';
  } catch (error) {
    throw new ImjoyError('UI_INVALID', `ui holds a value that is no JSON: ${messageOf(error)}`, {
      cause: error,
    });
  }
}
