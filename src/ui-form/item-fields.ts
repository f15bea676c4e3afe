import type { UiScalar } from './types.js';

/** The keys and values of an item as they were written. */
export type ItemFields = Readonly<Record<string, unknown>>;

export function isScalar(value: unknown): value is UiScalar {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

/** A finite number, also from a text that holds nothing else. */
export function toFiniteNumber(raw: unknown): number | undefined {
  const value = typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : raw;
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The text of a scalar; nothing for `null` and for what is no scalar. */
export function toScalarText(raw: unknown): string | undefined {
  return isScalar(raw) && raw !== null ? String(raw) : undefined;
}

/** `true` and `false`, also as texts. */
export function toBoolean(raw: unknown): boolean | undefined {
  if (raw === true || raw === 'true') return true;
  if (raw === false || raw === 'false') return false;
  return undefined;
}

/**
 * The initial value that the `placeholder` stands for, or `fallback`.
 * @param accept what the item makes of it; `undefined` warns
 */
export function readPlaceholder<T>(
  fields: ItemFields,
  accept: (raw: unknown) => T | undefined,
  fallback: T,
  warn: (message: string) => void,
): T {
  const raw = fields['placeholder'];
  if (raw === undefined || raw === null) return fallback;
  const value = accept(raw);
  if (value !== undefined) return value;
  warn(`placeholder ${JSON.stringify(raw)} does not fit a ${String(fields['type'])} item`);
  return fallback;
}
