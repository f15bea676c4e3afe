import { ImjoyError } from '../base/error.js';
import { findCycle } from './cycle.js';
import { defineMember } from './define-member.js';
import { interfaceKeys, isPlainObject, kindOf, tagOf } from './kind.js';
import { MAX_DEPTH, MAX_ITEMS } from './limits.js';
import { Unsettled, type SettledParts } from './unsettled.js';
import type {
  Callable,
  EncodeContext,
  OwnCodec,
  ReferenceContext,
  Transport,
} from './value-codec.js';

/** What an encoder is told about the codec it works for. */
export interface EncodeRules {
  readonly transport: Transport;
  /** The entry that writes an object, if any does. */
  findEntry(value: object): OwnCodec | undefined;
  /** Whether the transport carries `value` as it is. */
  isPlain(value: object): boolean;
  /** Writes what is neither object nor function. */
  encodeScalar(value: unknown): unknown;
}

type Encodable = Record<string, unknown>;

const PENDING = Symbol('being encoded');

/** Writes one value. What is shared inside the value stays shared. */
export class Encoder implements EncodeContext {
  readonly transport: Transport;
  transferring: boolean;
  readonly #rules: EncodeRules;
  readonly #references: ReferenceContext;
  readonly #settled: SettledParts;
  readonly #unsettled = new Map<object, Promise<unknown>>();
  readonly #done = new Map<object, unknown>();
  readonly #ancestors: object[] = [];
  #offering = false;

  constructor(rules: EncodeRules, references: ReferenceContext, settled: SettledParts) {
    this.transport = rules.transport;
    this.#rules = rules;
    this.#references = references;
    this.#settled = settled;
    this.transferring = references.moves === true;
  }

  /**
   * @throws ImjoyError `VALUE_CYCLE`, `VALUE_TOO_DEEP` or `VALUE_UNSUPPORTED`, naming the culprit
   * @throws Unsettled when parts have to be awaited
   */
  encodeRoot(root: unknown): unknown {
    const encoded = this.encode(root);
    if (this.#unsettled.size > 0) throw new Unsettled(this.#unsettled, this.#settled);
    return encoded;
  }

  encode(value: unknown): unknown {
    if (typeof value === 'function') return this.#encodeFunction(value as () => unknown);
    if (typeof value === 'symbol') throw unsupported(value);
    if (typeof value !== 'object' || value === null) return this.#rules.encodeScalar(value);
    const earlier = this.#done.get(value);
    if (earlier === PENDING) throw this.#cyclic();
    if (earlier !== undefined) return earlier;
    if (this.#ancestors.push(value) > MAX_DEPTH) throw this.#tooDeep();
    this.#done.set(value, PENDING);
    const encoded = this.#encodeObject(value);
    this.#done.set(value, encoded);
    this.#ancestors.pop();
    return encoded;
  }

  tryEncode(value: unknown): unknown {
    return this.#attempt(() => this.encode(value));
  }

  encodeAwaited(key: object, start: () => unknown): unknown {
    if (this.#settled.has(key)) return this.encode(this.#settled.get(key));
    if (this.#unsettled.has(key)) return undefined;
    const part = start();
    if (!(part instanceof Promise)) return this.encode(part);
    // Whatever else fails first, this one is told by `settle` or by nobody.
    part.catch(() => undefined);
    this.#unsettled.set(key, part);
    return undefined;
  }

  reference(callable: Callable): object {
    return this.#references.reference(callable, this.#offering);
  }

  transfer(item: Transferable): void {
    this.#references.transfer(item);
  }

  #encodeFunction(fn: () => unknown): unknown {
    let encoded = this.#done.get(fn);
    if (!encoded) this.#done.set(fn, (encoded = this.reference({ fn })));
    return encoded;
  }

  /** Both flags hold for all that is below the object that carries them. */
  #encodeObject(value: object): unknown {
    const { _transfer, _rintf } = value as {
      readonly _transfer?: unknown;
      readonly _rintf?: unknown;
    };
    if (_transfer !== true && !_rintf) return this.#encodeByKind(value);
    const { transferring } = this;
    const offering = this.#offering;
    this.transferring ||= _transfer === true;
    this.#offering ||= Boolean(_rintf);
    try {
      return this.#encodeByKind(value);
    } finally {
      this.transferring = transferring;
      this.#offering = offering;
    }
  }

  #encodeByKind(value: object): unknown {
    if (Array.isArray(value)) return this.#encodeItems(value);
    const entry = this.#rules.findEntry(value);
    if (entry && !this.#carriesLeaf(value, entry)) return entry.encode(value, this);
    if (isPlainObject(value)) return this.#encodeMembers(value);
    const kind = kindOf(value);
    if (kind === 'instance') return this.#encodeInstance(value as Encodable);
    if (kind === 'promise') return this.encodeAwaited(value, () => value);
    return this.#carry(value);
  }

  /** What has members is encoded all the same: one of them may be shared with the rest of the value. */
  #carriesLeaf(value: object, { cloneable }: OwnCodec): boolean {
    if (!cloneable || this.transferring || kindOf(value) === 'collection') return false;
    return this.#rules.isPlain(value);
  }

  /** Objects that the transport itself takes. */
  #carry(value: object): object {
    const kind = kindOf(value);
    const isBytes = value instanceof ArrayBuffer;
    if (kind === 'unsupported' || (this.transport === 'wire' && !isBytes)) throw unsupported(value);
    if (kind === 'transferable' || (isBytes && this.transferring))
      this.transfer(value as Transferable);
    return value;
  }

  #encodeItems(items: readonly unknown[]): unknown[] {
    if (items.length > MAX_ITEMS)
      throw new ImjoyError('VALUE_UNSUPPORTED', `an array of ${items.length} items cannot be sent`);
    return Array.from(items, (item) => this.encode(item));
  }

  #encodeMembers(value: Record<string, unknown>): object {
    const encoded: Record<string, unknown> = {};
    for (const key of Object.keys(value)) {
      if (key === '_transfer' && value._transfer === true) continue;
      const member = this.#encodeMember(value, key);
      if (member !== undefined || this.transport === 'clone') defineMember(encoded, key, member);
    }
    return this.#identified(encoded, value);
  }

  /**
   * An interface offers what can be sent; the rest of an instance is its own business. One that says itself
   * what it is written as has no other members than its own.
   */
  #encodeInstance(value: Encodable): object {
    const isWritten = typeof value._rtype === 'string';
    if (isWritten && !value._rintf) return this.#encodeMembers(value);
    const encoded: Record<string, unknown> = { _rintf: true };
    if (isWritten) encoded._rtype = value._rtype;
    const offering = this.#offering;
    this.#offering = true;
    for (const key of interfaceKeys(value)) {
      const member = this.#attempt(() => this.#encodeMember(value, key));
      if (member !== undefined) defineMember(encoded, key, member);
    }
    this.#offering = offering;
    return this.#identified(encoded, value);
  }

  #identified(encoded: Record<string, unknown>, owner: object): object {
    const id = this.#references.identify?.(owner);
    if (id !== undefined) encoded._rintf = id;
    return encoded;
  }

  #encodeMember(value: Record<string, unknown>, key: string): unknown {
    const member = value[key];
    if (typeof member === 'function') return this.reference({ owner: value, key });
    return member === undefined ? undefined : this.encode(member);
  }

  /** A failure leaves no trace: what was begun may be met again, and is then no cycle. */
  #attempt(encode: () => unknown): unknown {
    const level = this.#ancestors.length;
    try {
      return encode();
    } catch {
      for (const begun of this.#ancestors.splice(level)) this.#done.delete(begun);
      return undefined;
    }
  }

  #cyclic(): ImjoyError {
    const path = findCycle(this.#ancestors[0]) ?? 'some depth';
    return new ImjoyError('VALUE_CYCLE', `a value contains itself at ${path}`);
  }

  #tooDeep(): ImjoyError {
    if (findCycle(this.#ancestors[0])) return this.#cyclic();
    return new ImjoyError('VALUE_TOO_DEEP', `a value is nested more than ${MAX_DEPTH} levels deep`);
  }
}

function unsupported(value: unknown): ImjoyError {
  const what = typeof value === 'symbol' ? String(value) : `an object of type ${tagOf(value)}`;
  return new ImjoyError('VALUE_UNSUPPORTED', `${what} cannot be sent to another plugin`);
}
