import { isPlainObject, kindOf } from './kind.js';
import { MAX_DEPTH, MAX_ITEMS } from './limits.js';
import type { OwnCodec, Transport } from './value-codec.js';

/** Objects looked at before it pays to remember them, lest shared members be walked again and again. */
const FORGETFUL = 10_000;

/**
 * Whether a transport carries `root` as it is: nothing in it is a function, has an encoded form, or is
 * to be moved. One walk, which allocates nothing for values of ordinary size.
 * @param findEntry the codec entry that writes an object, if any does
 */
export function isPlain(
  root: unknown,
  transport: Transport,
  findEntry: (value: object) => OwnCodec | undefined,
): boolean {
  const cloning = transport === 'clone';
  let visits = 0;
  let seen: Set<object> | null = null;

  /** Leaves are most of what there is: they are looked at where they are found. */
  function walk(value: unknown, depth: number): boolean {
    if (typeof value !== 'object') return isPlainLeaf(value, cloning);
    return value === null || walkObject(value, depth);
  }

  function walkObject(value: object, depth: number): boolean {
    if (depth > MAX_DEPTH) return false;
    if (++visits > FORGETFUL) {
      seen ??= new Set();
      if (seen.has(value)) return true;
      seen.add(value);
    }
    if ((value as { _transfer?: unknown })._transfer === true) return false;
    if (Array.isArray(value)) return value.length <= MAX_ITEMS && walkAll(value, depth + 1);
    if (isPlainObject(value)) return !findEntry(value) && walkMembers(value, depth + 1);
    return cloning && walkInstance(value, depth + 1);
  }

  function walkAll(items: Iterable<unknown>, depth: number): boolean {
    for (const item of items) if (!walk(item, depth)) return false;
    return true;
  }

  function walkMembers(fields: Record<string, unknown>, depth: number): boolean {
    if (fields._rtype !== undefined) return false;
    for (const key in fields) {
      const member = fields[key];
      if (typeof member === 'string') continue;
      if (!walk(member, depth)) return false;
    }
    return true;
  }

  function walkInstance(value: object, depth: number): boolean {
    if (isClaimed(findEntry(value))) return false;
    const kind = kindOf(value);
    if (kind === 'view') return fillsItsBuffer(value as ArrayBufferView);
    if (kind === 'collection') return walkAll(value as Iterable<unknown>, depth);
    return kind === 'cloneable';
  }

  return walk(root, 0);
}

const isClaimed = (entry: OwnCodec | undefined) => entry !== undefined && !entry.cloneable;

/** Structured clone would send the whole buffer behind a view. */
const fillsItsBuffer = ({ byteLength, buffer }: ArrayBufferView): boolean =>
  byteLength === buffer.byteLength && buffer instanceof ArrayBuffer;

function isPlainLeaf(value: unknown, cloning: boolean): boolean {
  const type = typeof value;
  if (type === 'function' || type === 'symbol') return false;
  if (cloning || type === 'string' || type === 'boolean') return true;
  return type === 'number' && Number.isFinite(value) && !Object.is(value, -0);
}
