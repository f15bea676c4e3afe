import { MAX_NAME } from './draft-keywords.js';
import { predicateKey } from './normalize-schema.js';
import type { Predicate } from './predicate.js';

/**
 * A view of a live value as a JSON validator must see it, made as far as the validator looks and copying
 * nothing: what a prototype provides counts as a property (the `type` of a `File`), `undefined` does not,
 * a typed array has no items to list, and each predicate that holds shows as a property.
 *
 * Deviation: a function is seen as an object, a bigint as a number; JSON has no word for them.
 */
export function createView(value: unknown, predicates: readonly Predicate[]): unknown {
  const tests = new Map(predicates.map((predicate, index) => [predicateKey(index), predicate]));
  const views = new WeakMap<object, object>();

  const viewOf = (part: unknown): unknown => {
    if (typeof part === 'bigint') return Number(part);
    if ((typeof part !== 'object' && typeof part !== 'function') || part === null) return part;
    const known = views.get(part);
    if (known) return known;
    // Proxies over empty stand-ins: over the value itself, a frozen one could not show views of its parts.
    const view: object = Array.isArray(part)
      ? new Proxy([], { get: (_, key) => viewOf(Reflect.get(part, key)) })
      : new Proxy(Object.create(null) as object, objectHandler(part));
    views.set(part, view);
    return view;
  };

  const objectHandler = (part: object): ProxyHandler<object> => {
    const has = (key: string | symbol): boolean =>
      tests.get(String(key))?.(part) ?? isVisible(part, key);
    return {
      has: (_, key) => has(key),
      get: (_, key) => (isVisible(part, key) ? viewOf(Reflect.get(part, key)) : undefined),
      ownKeys: () => (ArrayBuffer.isView(part) ? [] : namesOf(part).filter(has)),
      // Only the presence of the descriptor is ever asked for; values are read by `get`.
      getOwnPropertyDescriptor: (_, key) =>
        has(key) ? { enumerable: true, configurable: true } : undefined,
    };
  };

  return viewOf(value);
}

/** @throws Error for a name that a pattern might not be done with: the value fits nothing then */
function namesOf(value: object): string[] {
  const names = Object.keys(value);
  if (names.some((name) => name.length > MAX_NAME)) throw new Error('a name is too long');
  return names;
}

/** What every object inherits is no property of a value, and neither is a symbol or what JSON would drop. */
function isVisible(value: object, key: string | symbol): boolean {
  if (typeof key === 'symbol' || !(key in value)) return false;
  if (key in Object.prototype && !Object.hasOwn(value, key)) return false;
  const part: unknown = Reflect.get(value, key);
  return part !== undefined && typeof part !== 'symbol';
}
