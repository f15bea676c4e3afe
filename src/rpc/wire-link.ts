import { ImjoyError, messageOf } from '../base/error.js';
import { followSignal } from './abort.js';
import { applyCallable } from './apply.js';
import type { Codec } from './codec.js';
import type { CallTable } from './serve.js';
import { Unsettled, type SettledParts } from './unsettled.js';
import {
  resolveCallable,
  type Callable,
  type EncodedFields,
  type ReferenceContext,
} from './value-codec.js';
import { fromWireMessage, toWireMessage, type WireMessage } from './wire-message.js';

export interface WireLinkOptions {
  /** Writes values as plain data and bytes. */
  readonly codec: Codec;
  /** What the peer may call by name. */
  readonly table: CallTable;
  send(message: WireMessage): void;
  /** Told when the first call begins to wait for an answer, and when none does any more. */
  onPending?(isWaiting: boolean): void;
}

/** A function of this side that the peer holds, and how often it was given it. */
interface Offered {
  readonly callable: Callable;
  count: number;
}

/** A function of the peer, as long as somebody here holds it, and how often it came. */
interface Received {
  readonly fn: WeakRef<RemoteFunction>;
  count: number;
}

type RemoteFunction = (...args: unknown[]) => Promise<unknown>;

/**
 * A connection to one peer over a transport that carries only text and bytes, such as a runtime in another
 * language. What travels, after decoding the JSON:
 *
 * - `["call", id, target, args]`: `target` is a name of the receiver's table, or the key of a function it gave;
 * - `["answer", id, ok, value]`: what a call gave or threw, by the id that only its caller understands;
 * - `["release", key, count]`: nobody needs a function any more that came `count` times.
 *
 * A function is written `callback` with a key of the sender's choice, or `interface` with the key of the receiver
 * when it is the receiver's own: so it stays the same function, and no chain of wrappers grows.
 */
export class WireLink {
  readonly #options: WireLinkOptions;
  readonly #offered = new Map<string, Offered>();
  readonly #keys = new Map<unknown, string>();
  readonly #received = new Map<string, Received>();
  readonly #keysOfReceived = new WeakMap<object, string>();
  readonly #pending = new Map<unknown, PendingCall>();
  readonly #collected = new FinalizationRegistry<string>((key) => this.#release(key));
  #next = 0;
  #closed: ImjoyError | null = null;

  constructor(options: WireLinkOptions) {
    this.#options = options;
  }

  /** Counts of calls that wait, functions the peer holds, and functions of the peer held here. */
  get stats(): { readonly pending: number; readonly offered: number; readonly received: number } {
    return {
      pending: this.#pending.size,
      offered: this.#offered.size,
      received: this.#received.size,
    };
  }

  /** Calls a function of the peer by its name. */
  call(target: string, ...args: unknown[]): Promise<unknown> {
    if (this.#closed) return Promise.reject(this.#closed);
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      const fail = (error: unknown) => this.#take(id)?.reject(error as Error);
      const signal = followSignal(args, fail);
      this.#pending.set(id, { resolve, reject, unfollow: () => signal?.unfollow() });
      if (this.#pending.size === 1) this.#options.onPending?.(true);
      if (signal?.refusal) return fail(signal.refusal);
      const call = (encoded: unknown) => ['call', id, target, encoded];
      this.#post(signal?.args ?? args, call).catch(fail);
    });
  }

  /** Hears a message of the peer. Never throws: whatever it is, it is the peer's word. */
  receive(message: WireMessage): void {
    if (this.#closed) return;
    let frame: unknown;
    try {
      frame = fromWireMessage(message);
    } catch {
      return;
    }
    if (!Array.isArray(frame)) return;
    const [kind, id, third, fourth] = frame as unknown[];
    if (kind === 'call') void this.#serve(id, String(third), fourth);
    if (kind === 'answer') this.#settle(id, third === true, fourth);
    if (kind === 'release') this.#withdraw(String(id), Number(third));
  }

  /** Ends it: every call that waits rejects. */
  close(reason: ImjoyError): void {
    if (this.#closed) return;
    this.#closed = reason;
    for (const id of [...this.#pending.keys()]) this.#take(id)?.reject(reason);
    this.#offered.clear();
    this.#keys.clear();
  }

  async #serve(id: unknown, target: string, encoded: unknown): Promise<void> {
    try {
      const args = this.#read(encoded);
      const callable = this.#options.table.get(target) ?? this.#offered.get(target)?.callable;
      await this.#answer(id, true, await applyCallable(callable, target, args));
    } catch (error) {
      // An error that cannot be sent as it is still tells its text.
      await this.#answer(id, false, error)
        .catch(() => this.#answer(id, false, new Error(messageOf(error))))
        .catch(() => undefined);
    }
  }

  #answer(id: unknown, ok: boolean, value: unknown): Promise<void> {
    return this.#post(value, (encoded) => ['answer', id, ok, encoded]);
  }

  #settle(id: unknown, ok: boolean, encoded: unknown): void {
    const call = this.#take(id);
    try {
      const value = this.#read(encoded);
      if (ok) call?.resolve(value);
      else call?.reject(value as Error);
    } catch (error) {
      call?.reject(error as Error);
    }
  }

  #take(id: unknown): PendingCall | undefined {
    const call = this.#pending.get(id);
    if (this.#pending.delete(id) && this.#pending.size === 0) this.#options.onPending?.(false);
    call?.unfollow();
    return call;
  }

  /** Promises in the value are awaited first; all else is sent at once, in order. */
  async #post(
    value: unknown,
    frame: (encoded: unknown) => unknown[],
    settled?: SettledParts,
  ): Promise<void> {
    const given: string[] = [];
    try {
      const encoded = this.#options.codec.encode(value, this.#references(given), settled);
      if (!this.#closed) this.#options.send(toWireMessage(frame(encoded)));
    } catch (error) {
      for (const key of given) this.#withdraw(key, 1);
      if (!(error instanceof Unsettled)) throw error;
      await this.#post(value, frame, await error.settle());
    }
  }

  #references(given: string[]): ReferenceContext {
    return {
      transfer: () => undefined,
      reference: (callable) => {
        const fn = resolveCallable(callable).fn as RemoteFunction;
        const own = this.#keysOfReceived.get(fn);
        if (own !== undefined) return { _rtype: 'interface', _rvalue: own };
        const key = this.#keys.get(fn) ?? `f${this.#next++}`;
        const offered = this.#offered.get(key) ?? { callable, count: 0 };
        offered.count++;
        this.#offered.set(key, offered);
        this.#keys.set(fn, key);
        given.push(key);
        return { _rtype: 'callback', _rvalue: key, _rname: fn.name || 'callback' };
      },
    };
  }

  #withdraw(key: string, count: number): void {
    const offered = this.#offered.get(key);
    if (!offered || !(count > 0) || (offered.count -= count) > 0) return;
    this.#offered.delete(key);
    this.#keys.delete(resolveCallable(offered.callable).fn);
  }

  #read(encoded: unknown): unknown {
    return this.#options.codec.decode(encoded, {
      dereference: (fields) => this.#dereference(fields),
    });
  }

  #dereference({ _rtype, _rvalue: key }: EncodedFields): unknown {
    if (typeof key !== 'string')
      throw new ImjoyError('VALUE_MALFORMED', `an encoded ${_rtype} names no function`);
    if (_rtype === 'interface') {
      const offered = this.#offered.get(key);
      if (offered) return bound(offered.callable);
      throw new ImjoyError('RPC_CLOSED', `the function ${key} was withdrawn`);
    }
    const known = this.#received.get(key);
    const alive = known?.fn.deref();
    if (known && alive) {
      known.count++;
      return alive;
    }
    const remote: RemoteFunction = (...args) => this.call(key, ...args);
    // One that was collected but not yet announced is counted on.
    this.#received.set(key, { fn: new WeakRef(remote), count: (known?.count ?? 0) + 1 });
    this.#keysOfReceived.set(remote, key);
    this.#collected.register(remote, key);
    return remote;
  }

  #release(key: string): void {
    const received = this.#received.get(key);
    // The same function may have come again meanwhile.
    if (!received || received.fn.deref() || this.#closed) return;
    this.#received.delete(key);
    this.#options.send(toWireMessage(['release', key, received.count]));
  }
}

interface PendingCall {
  resolve(value: unknown): void;
  reject(reason: Error): void;
  unfollow(): void;
}

/** A member is called on its owner, and looked up when it is. */
const bound = (callable: Callable): unknown =>
  'fn' in callable
    ? callable.fn
    : (...args: unknown[]) => applyCallable(callable, callable.key, args);
