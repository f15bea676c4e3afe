import { ImjoyError } from '../../base/error.js';
import { interfaceKeys, isPlainObject } from '../../rpc/index.js';

/** Functions of the host that an exported object has too, unless it brings its own: `this.close()`. */
const FORWARDED = ['close', 'on', 'off', 'emit', 'resize', 'show', 'hide', 'refresh'];

const MAX_DEPTH = 8;

/**
 * What `api.export(value)` offers: functions, numbers, texts and booleans, and objects of these. Names
 * with a leading underscore stay private. Functions are looked up when they are called.
 * @throws ImjoyError `PLUGIN_EXPORT` for anything that is not an instance or an object
 */
export function toInterface(
  exported: unknown,
  api: Record<string, unknown>,
): Record<string, unknown> {
  if (typeof exported !== 'object' || exported === null)
    throw new ImjoyError(
      'PLUGIN_EXPORT',
      `export needs an object or an instance, not ${describe(exported)}`,
    );
  const target = exported as Record<string, unknown>;
  if (Object.isExtensible(target))
    for (const name of FORWARDED) if (!(name in target) && api[name]) target[name] = api[name];
  return { _rintf: true, ...describeMembers(target, 0) };
}

function describeMembers(target: Record<string, unknown>, depth: number): Record<string, unknown> {
  const members: Record<string, unknown> = {};
  for (const key of interfaceKeys(target)) {
    const member = target[key];
    if (typeof member === 'function')
      members[key] = (...args: unknown[]) =>
        (target[key] as (...all: unknown[]) => unknown)(...args);
    else if (/^(string|number|boolean)$/.test(typeof member)) members[key] = member;
    else if (typeof member === 'object' && member && isPlainObject(member) && depth < MAX_DEPTH)
      members[key] = describeMembers(member as Record<string, unknown>, depth + 1);
  }
  return members;
}

const describe = (value: unknown) =>
  typeof value === 'function' ? 'a class or function' : String(value);
