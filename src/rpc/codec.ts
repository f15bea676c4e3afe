import { ImjoyError } from '../base/error.js';
import { findCycle } from './cycle.js';
import { interfaceKeys, isPlainObject, kindOf } from './kind.js';
import type {
  DecodeContext,
  EncodeContext,
  EncodedFields,
  ReferenceContext,
  ValueCodec,
} from './value-codec.js';

/** Levels of nesting a value may have; deeper ones are refused before the stack is. */
export const MAX_DEPTH = 2000;

/** What a codec is made for. */
export interface CodecOptions {
  readonly table: readonly ValueCodec[];
  /** `clone`: the transport carries what structured clone does. `wire`: only plain data and bytes. */
  readonly transport: 'clone' | 'wire';
}

/** Writes values for a transport and reads them back. Spec 5.4. */
export interface Codec {
  /** Whether the transport carries `value` as it is. One walk, no allocation. */
  isPlain(value: unknown): boolean;
  /** @throws ImjoyError `VALUE_CYCLE`, `VALUE_TOO_DEEP` or `VALUE_UNSUPPORTED`, naming the place */
  encode(value: unknown, references: ReferenceContext): unknown;
  /** Decodes in place: `value` must be fresh from the transport. @throws ImjoyError `VALUE_MALFORMED` */
  decode(value: unknown, context: DecodeContext): unknown;
  /** Adds an entry before all others, or replaces the one of the same type. */
  register(entry: ValueCodec): void;
}

export function createCodec({ table, transport }: CodecOptions): Codec {
  let entries = [...table];
  const cloning = transport === 'clone';
  const findEntry = (value: object) => entries.find((entry) => entry.matches(value));
  const custom = new Set<ValueCodec>();

  function isPlain(value: unknown, depth = 0): boolean {
    if (typeof value !== 'object' || value === null) return isPlainLeaf(value);
    if (depth > MAX_DEPTH) return false;
    if (Array.isArray(value)) {
      for (const item of value) if (!isPlain(item, depth + 1)) return false;
      return true;
    }
    if (isPlainObject(value)) {
      const fields = value as Record<string, unknown>;
      if (fields._rtype !== undefined || fields._rintf || fields._transfer) return false;
      if (fields.shape !== undefined && findEntry(value)) return false;
      for (const item of custom) if (item.matches(value)) return false;
      for (const key in fields) if (!isPlain(fields[key], depth + 1)) return false;
      return true;
    }
    return cloning && isPlainInstance(value, depth);
  }

  function isPlainInstance(value: object, depth: number): boolean {
    for (const item of custom) if (item.matches(value)) return false;
    const kind = kindOf(value);
    if (kind === 'view') {
      const view = value as ArrayBufferView;
      return view.byteLength === view.buffer.byteLength && kindOf(view.buffer) === 'cloneable';
    }
    if (kind === 'collection') {
      for (const item of value as Iterable<unknown>) if (!isPlain(item, depth + 1)) return false;
      return true;
    }
    return kind === 'cloneable' && !('_path' in value);
  }

  function encode(root: unknown, references: ReferenceContext): unknown {
    const done = new Map<object, unknown>();
    let depth = 0;
    let transferring = false;
    const context: EncodeContext = {
      ...references,
      encode: (value) => walk(value),
      get transferring() {
        return transferring;
      },
    };

    function walk(value: unknown): unknown {
      if (typeof value === 'function') return references.reference({ fn: value as () => unknown });
      if (typeof value === 'symbol') throw unsupported(value);
      if (typeof value !== 'object' || value === null) return value;
      if (done.has(value)) {
        const earlier = done.get(value);
        if (earlier === PENDING) throw cyclic(root);
        return earlier;
      }
      if (++depth > MAX_DEPTH) throw tooDeep(root);
      done.set(value, PENDING);
      const encoded = encodeObject(value);
      done.set(value, encoded);
      depth--;
      return encoded;
    }

    function encodeObject(value: object): unknown {
      if (Array.isArray(value)) return Array.from(value, walk);
      const entry = findEntry(value);
      const asItIs = cloning && !transferring && entry?.cloneable && isPlainInstance(value, 0);
      if (asItIs) return value;
      if (entry) return entry.encode(value, context);
      if (isPlainObject(value)) return encodePlain(value as Record<string, unknown>);
      const kind = kindOf(value);
      if (kind === 'transferable') references.transfer(value as Transferable);
      if (kind === 'cloneable' && transferring && value instanceof ArrayBuffer)
        references.transfer(value);
      if (kind === 'cloneable' || kind === 'transferable') return value;
      if (kind === 'instance') return encodeInstance(value as Record<string, unknown>);
      if (kind === 'promise') throw new PromiseFound();
      throw unsupported(value);
    }

    function encodePlain(value: Record<string, unknown>): object {
      if (value._transfer !== true) return encodeMembers(value, Object.keys(value));
      const before = transferring;
      transferring = true;
      const keys = Object.keys(value).filter((key) => key !== '_transfer');
      const encoded = encodeMembers(value, keys);
      transferring = before;
      return encoded;
    }

    /** An interface offers what can be sent; the rest of an instance is its own business. */
    function encodeInstance(value: Record<string, unknown>): object {
      const encoded: Record<string, unknown> = { _rintf: true };
      for (const key of interfaceKeys(value)) {
        const level = depth;
        try {
          define(encoded, key, encodeMember(value, key));
        } catch {
          depth = level;
        }
      }
      return encoded;
    }

    function encodeMembers(value: Record<string, unknown>, keys: string[]): object {
      const encoded: Record<string, unknown> = {};
      for (const key of keys) define(encoded, key, encodeMember(value, key));
      return encoded;
    }

    function encodeMember(value: Record<string, unknown>, key: string): unknown {
      const member = value[key];
      return typeof member === 'function'
        ? references.reference({ owner: value, key })
        : walk(member);
    }

    return walk(root);
  }

  function decode(root: unknown, context: DecodeContext): unknown {
    const done = new Map<object, unknown>();
    let depth = 0;

    function walk(value: unknown): unknown {
      if (typeof value !== 'object' || value === null) return value;
      if (done.has(value)) return done.get(value);
      if (++depth > MAX_DEPTH)
        throw new ImjoyError('VALUE_MALFORMED', 'an encoded value is nested too deeply');
      done.set(value, value);
      const decoded = decodeObject(value);
      done.set(value, decoded);
      depth--;
      return decoded;
    }

    function decodeObject(value: object): unknown {
      if (Array.isArray(value)) {
        for (let i = 0; i < value.length; i++) value[i] = walk(value[i]);
        return value;
      }
      if (!isPlainObject(value)) return value;
      const fields = value as Record<string, unknown>;
      for (const key of Object.keys(fields)) {
        const decoded = walk(fields[key]);
        if (decoded !== fields[key]) define(fields, key, decoded);
      }
      // A function called `then` would turn every await of this value into a call of the peer.
      if (typeof fields.then === 'function') delete fields.then;
      const type = Object.hasOwn(fields, '_rtype') ? fields._rtype : undefined;
      if (typeof type !== 'string') return value;
      if (REFERENCES.has(type)) return context.dereference(fields as EncodedFields);
      const entry = entries.find((candidate) => candidate.type === type);
      return entry ? entry.decode(fields as EncodedFields, context) : value;
    }

    return walk(root);
  }

  return {
    isPlain: (value) => isPlain(value),
    encode,
    decode,
    register(entry) {
      entries = [entry, ...entries.filter((other) => other.type !== entry.type)];
      for (const other of custom) if (other.type === entry.type) custom.delete(other);
      custom.add(entry);
    },
  };
}

/** Thrown by `encode` when a value holds a promise, which has to be awaited first. */
export class PromiseFound extends Error {}

/** Wire types that stand for a function. */
const REFERENCES: ReadonlySet<string> = new Set(['callback', 'interface']);

const PENDING = Symbol('being encoded');

function isPlainLeaf(value: unknown): boolean {
  return typeof value !== 'function' && typeof value !== 'symbol';
}

/** Sets an own member even where the key is `__proto__`, so that no peer reaches a prototype. */
function define(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') target[key] = value;
  else
    Object.defineProperty(target, key, {
      value,
      enumerable: true,
      writable: true,
      configurable: true,
    });
}

function unsupported(value: unknown): ImjoyError {
  const what = typeof value === 'symbol' ? 'a symbol' : `a ${(value as object).constructor.name}`;
  return new ImjoyError('VALUE_UNSUPPORTED', `${what} cannot be sent to another plugin`);
}

function cyclic(root: unknown): ImjoyError {
  return new ImjoyError('VALUE_CYCLE', `a value contains itself at ${findCycle(root) ?? '?'}`);
}

function tooDeep(root: unknown): ImjoyError {
  if (findCycle(root)) return cyclic(root);
  return new ImjoyError('VALUE_TOO_DEEP', `a value is nested more than ${MAX_DEPTH} levels deep`);
}
