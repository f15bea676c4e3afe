/** Whether a value is an object with fields to read: not null, not an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `x` and `[x, …]` both as a list, each item checked by `isItem`; anything else is refused. */
export function listOf<T>(
  value: unknown,
  isItem: (item: unknown) => item is T,
  expected: string,
): T[] {
  const items: unknown[] = Array.isArray(value) ? value : [value];
  if (items.length > 0 && items.every(isItem)) return items;
  throw new Error(`must be ${expected} or a list of them, not ${show(value)}`);
}

export const isText = (value: unknown): value is string => typeof value === 'string';
export const isNumber = (value: unknown): value is number =>
  typeof value === 'number' && !Number.isNaN(value);

/** A value as an error message quotes it: short, and safe for anything foreign. */
export function show(value: unknown): string {
  if (typeof value === 'function') return 'a function';
  try {
    const text = JSON.stringify(value) ?? String(value);
    return text.length > 80 ? `${text.slice(0, 77)}…` : text;
  } catch {
    return `a value of type ${typeof value}`;
  }
}
