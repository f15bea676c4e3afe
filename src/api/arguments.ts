import { ImjoyError } from '../base/error.js';

export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @throws ImjoyError `ARGUMENT` naming the function and what it was given */
export function needFields(value: unknown, fn: string): Fields {
  if (isFields(value)) return value;
  throw wrongArgument(fn, value, 'an object');
}

/** @throws ImjoyError `ARGUMENT` naming the function and what it was given */
export function needText(value: unknown, fn: string): string {
  if (typeof value === 'string' && value) return value;
  throw wrongArgument(fn, value, 'a text');
}

export function wrongArgument(fn: string, value: unknown, wanted: string): ImjoyError {
  return new ImjoyError('ARGUMENT', `api.${fn} needs ${wanted}, not ${describe(value)}`);
}

export const textOr = <T>(value: unknown, fallback: T): string | T =>
  typeof value === 'string' ? value : fallback;

/** How any value reads in a sentence or a log line. Never throws. */
export function toText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Error) return value.stack ?? `${value.name}: ${value.message}`;
  try {
    return (typeof value === 'object' && value !== null && JSON.stringify(value)) || String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}
