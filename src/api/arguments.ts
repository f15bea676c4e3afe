import { ImjoyError, stackOf } from '../base/error.js';
import type { AnyFunction } from './own-function.js';

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

/** @throws ImjoyError `ARGUMENT` naming the function and what it was given */
export function needFunction(value: unknown, fn: string): AnyFunction {
  if (typeof value === 'function') return value as AnyFunction;
  throw wrongArgument(fn, value, 'a function');
}

export function wrongArgument(fn: string, value: unknown, wanted: string): ImjoyError {
  return new ImjoyError('ARGUMENT', `api.${fn} needs ${wanted}, not ${describe(value)}`);
}

export const textOr = <T>(value: unknown, fallback: T): string | T =>
  typeof value === 'string' ? value : fallback;

/** Several functions of the api take one object, or a second one with more fields. */
export const withExtra = (fields: Fields, extra: unknown): Fields =>
  isFields(extra) ? { ...fields, ...extra } : fields;

/** How any value reads in a sentence or a log line; of arrays of numbers only the length. Never throws. */
export function toText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Error) return stackOf(value);
  try {
    return (
      (typeof value === 'object' && value !== null && JSON.stringify(value, summarize)) ||
      String(value)
    );
  } catch {
    return Object.prototype.toString.call(value);
  }
}

function summarize(_key: string, value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return `${value.constructor.name} of ${value.byteLength} bytes`;
  if (value instanceof ArrayBuffer) return `${value.byteLength} bytes`;
  return typeof value === 'bigint' ? String(value) : value;
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}
