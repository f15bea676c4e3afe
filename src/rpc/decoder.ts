import { ImjoyError } from '../base/error.js';
import { isPlainObject } from './kind.js';
import { MAX_DEPTH, MAX_ITEMS } from './limits.js';
import type { DecodeContext, EncodedFields, ValueCodec } from './value-codec.js';

/** Wire types that stand for a function. */
const REFERENCES: ReadonlySet<string> = new Set(['callback', 'interface']);

/** Reads one encoded value, in place. Nothing about it is trusted. */
export class Decoder {
  readonly #entries: ReadonlyMap<string, ValueCodec>;
  readonly #context: DecodeContext;
  readonly #done = new Map<object, unknown>();
  #depth = 0;

  constructor(entries: ReadonlyMap<string, ValueCodec>, context: DecodeContext) {
    this.#entries = entries;
    this.#context = context;
  }

  /** @throws ImjoyError `VALUE_MALFORMED` */
  decode(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    const earlier = this.#done.get(value);
    if (earlier !== undefined) return earlier;
    if (++this.#depth > MAX_DEPTH) throw malformed(`is nested more than ${MAX_DEPTH} levels deep`);
    this.#done.set(value, value);
    const decoded = Array.isArray(value) ? this.#decodeItems(value) : this.#decodeObject(value);
    this.#done.set(value, decoded);
    this.#depth--;
    return decoded;
  }

  #decodeItems(items: unknown[]): unknown[] {
    if (items.length > MAX_ITEMS) throw malformed(`has an array of ${items.length} items`);
    for (let i = 0; i < items.length; i++) items[i] = this.decode(items[i]);
    return items;
  }

  #decodeObject(value: object): unknown {
    if (!isPlainObject(value)) return value;
    // Own keys only: assigning to an own `__proto__` reaches no prototype.
    for (const key of Object.keys(value)) value[key] = this.decode(value[key]);
    // A function called `then` would turn every await of this value into a call of the peer.
    if (typeof value.then === 'function') delete value.then;
    // Whatever `_rtype` is, only the known names are found.
    const fields = value as EncodedFields;
    if (REFERENCES.has(fields._rtype)) return this.#context.dereference(fields);
    const entry = this.#entries.get(fields._rtype);
    return entry ? entry.decode(fields, this.#context) : value;
  }
}

const malformed = (why: string) => new ImjoyError('VALUE_MALFORMED', `an encoded value ${why}`);
