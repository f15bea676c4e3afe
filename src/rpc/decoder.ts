import { ImjoyError } from '../base/error.js';
import { isPlainObject } from './kind.js';
import { MAX_DEPTH, MAX_ITEMS } from './limits.js';
import type { DecodeContext, EncodedFields, ValueCodec } from './value-codec.js';

/** Wire types that stand for a function. */
const REFERENCES: ReadonlySet<string> = new Set(['callback', 'interface']);

export type Reader = ValueCodec['decode'];

type Holder = unknown[] | Record<string, unknown>;

/** Reads one encoded value, in place. Nothing about it is trusted. */
export class Decoder {
  readonly #readers: ReadonlyMap<string, Reader>;
  readonly #context: DecodeContext;
  readonly #done = new Map<object, unknown>();
  /** What takes its place when it settles. */
  readonly #late: Promise<void>[] = [];
  #depth = 0;

  constructor(readers: ReadonlyMap<string, Reader>, context: DecodeContext) {
    this.#readers = readers;
    this.#context = context;
  }

  /** Gives a promise where a reader does. @throws ImjoyError `VALUE_MALFORMED` */
  decodeRoot(root: unknown): unknown {
    const decoded = this.#decode(root);
    return this.#late.length > 0 ? Promise.all(this.#late).then(() => decoded) : decoded;
  }

  #decode(value: unknown): unknown {
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
    for (let i = 0; i < items.length; i++) this.#decodeMember(items, i);
    return items;
  }

  #decodeMember(holder: Holder, key: string | number): void {
    const members = holder as Record<string | number, unknown>;
    const decoded = this.#decode(members[key]);
    members[key] = decoded;
    if (decoded instanceof Promise)
      this.#late.push(decoded.then((settled) => void (members[key] = settled)));
  }

  #decodeObject(value: object): unknown {
    if (!isPlainObject(value)) return value;
    const earlier = this.#late.length;
    // Own keys only: assigning to an own `__proto__` reaches no prototype.
    for (const key of Object.keys(value)) this.#decodeMember(value, key);
    // A function called `then` would turn every await of this value into a call of the peer.
    if (typeof value.then === 'function') delete value.then;
    // Whatever `_rtype` is, only the known names are found.
    const fields = value as EncodedFields;
    if (REFERENCES.has(fields._rtype)) return this.#context.dereference(fields);
    const read = this.#readers.get(fields._rtype);
    if (!read) return value;
    const late = this.#late.slice(earlier);
    if (late.length === 0) return read(fields, this.#context);
    return Promise.all(late).then(() => read(fields, this.#context));
  }
}

const malformed = (why: string) => new ImjoyError('VALUE_MALFORMED', `an encoded value ${why}`);
