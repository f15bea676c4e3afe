export type AnyFunction = (...args: unknown[]) => unknown;

/**
 * A function among an object's own members. Names come from plugins, and must not reach what every object
 * inherits.
 */
export function ownFunction(
  target: Readonly<Record<string, unknown>> | null | undefined,
  name: string,
): AnyFunction | null {
  const member = target && Object.hasOwn(target, name) ? target[name] : null;
  return typeof member === 'function' ? (member as AnyFunction) : null;
}
