import { isPlainObject } from './kind.js';

/** A copy of `value` in which every promise in arrays, plain objects, maps and sets has been awaited. */
export async function settlePromises(value: unknown, seen = new Set<object>()): Promise<unknown> {
  const settled: unknown = await value;
  if (typeof settled !== 'object' || settled === null || seen.has(settled)) return settled;
  seen.add(settled);
  const all = (items: Iterable<unknown>) =>
    Promise.all(Array.from(items, (item) => settlePromises(item, seen)));
  if (Array.isArray(settled)) return all(settled);
  if (settled instanceof Set) return new Set(await all(settled));
  if (settled instanceof Map) {
    const values = await all(settled.values());
    return new Map([...settled.keys()].map((key, i) => [key, values[i]]));
  }
  if (!isPlainObject(settled)) return settled;
  const values = await all(Object.values(settled));
  return Object.fromEntries(Object.keys(settled).map((key, i) => [key, values[i]]));
}
