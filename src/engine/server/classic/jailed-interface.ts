import { isPlainObject } from '../../../rpc/index.js';

/** One member of an interface as `setInterface` lists them. */
export interface JailedEntry {
  readonly name: string;
  /** Nothing for a function; of an object its members, functions in it by {@link FUNCTION} and their name. */
  readonly data: unknown;
  readonly type: 'function' | 'object' | 'data';
}

/** What a page offers: functions by their dotted names, and values beside them. */
export interface OfferedInterface {
  readonly methods: readonly string[];
  readonly constants: Readonly<Record<string, unknown>>;
}

const FUNCTION = '**@@FUNCTION@@**:';

/** Lists the members of an interface; functions are found one level deep. */
export function listInterface(api: Readonly<Record<string, unknown>>): JailedEntry[] {
  return Object.entries(api).flatMap(([name, member]): JailedEntry[] => {
    if (name.startsWith('_')) return [];
    if (typeof member === 'function') return [{ name, data: null, type: 'function' }];
    if (typeof member !== 'object') return [{ name, data: member, type: 'data' }];
    if (member === null || !isPlainObject(member)) return [];
    const data = Object.entries(member).map(([key, value]) => [
      key,
      typeof value === 'function' ? FUNCTION + key : value,
    ]);
    return [{ name, data: Object.fromEntries(data), type: 'object' }];
  });
}

/** The functions of an interface by their dotted names. */
export function functionsOf(
  api: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, (...args: unknown[]) => unknown> {
  const found = new Map<string, (...args: unknown[]) => unknown>();
  const add = (name: string, member: unknown) => {
    if (typeof member === 'function') found.set(name, member as (...args: unknown[]) => unknown);
  };
  for (const [name, member] of Object.entries(api)) {
    add(name, member);
    if (typeof member !== 'object' || member === null || !isPlainObject(member)) continue;
    for (const [key, value] of Object.entries(member)) add(`${name}.${key}`, value);
  }
  return found;
}

/** Reads the list of a page; what is no member of such a list is passed over. */
export function readInterface(list: unknown): OfferedInterface {
  const methods: string[] = [];
  const constants: Record<string, unknown> = {};
  for (const { name, data, type } of Array.isArray(list) ? list.filter(isEntry) : []) {
    if (type !== 'data' && data == null) methods.push(name);
    else if (typeof data !== 'object' || data === null) constants[name] = data;
    else {
      const members = Object.entries(data);
      const nested = members.filter(([key, value]) => value === FUNCTION + key);
      methods.push(...nested.map(([key]) => `${name}.${key}`));
      // Values beside functions have dotted names as they have.
      if (nested.length === 0 && members.length > 0) constants[name] = data;
      else
        for (const [key, value] of members)
          if (value !== FUNCTION + key) constants[`${name}.${key}`] = value;
    }
  }
  return { methods, constants };
}

const isEntry = (entry: unknown): entry is JailedEntry =>
  typeof (entry as JailedEntry | null)?.name === 'string';
