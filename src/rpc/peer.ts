import { transfer, wrap, type Remote } from 'comlink';
import { ImjoyError } from '../base/error.js';
import { followSignal } from './abort.js';
import { PromiseFound, type Codec } from './codec.js';
import { openDoor, type Door } from './guard.js';
import { isCallReply, type CallReply, type CallRequest, type Payload } from './message.js';
import { MessageReferences, type Located } from './references.js';
import { serve, type CallTable, type Served, type Written } from './serve.js';
import { settlePromises } from './settle-promises.js';
import type { DecodeContext, EncodedFields } from './value-codec.js';

/** A private two-way connection to one peer, over a port handed over once. */
export interface Link {
  /** Calls a function of the table the peer serves on this link. */
  call(name: string, ...args: unknown[]): Promise<unknown>;
  /** Ends the link and rejects calls that wait on it. */
  close(): void;
}

export interface LinkOptions {
  /** Id of the peer at the other end. */
  readonly peer: string;
  /** What the peer may call here. */
  readonly table: CallTable;
}

/** Counts that tell whether anything is kept alive. */
export interface PeerStats {
  /** Ports on which functions of this side are offered. */
  readonly served: number;
  /** Calls sent and not answered yet. */
  readonly pending: number;
  /** Calls received and not answered yet. */
  readonly running: number;
}

/** What functions that live elsewhere are reached through. */
interface Handle {
  readonly owner: string;
  readonly door: Door;
  readonly remote: Remote<(request: CallRequest) => CallReply>;
  closed: ImjoyError | null;
}

interface PendingCall {
  readonly handle: Handle;
  reject(error: ImjoyError): void;
}

/**
 * One side of the RPC: serves its own functions, holds functions of others, and sees to it that every
 * call settles. A function that crosses becomes a port that reaches its owner directly; passing it on
 * forks that port, so nobody relays.
 */
export class Peer {
  readonly id: string;
  readonly codec: Codec;
  #served = new Map<Served, string>();
  #located = new WeakMap<object, { readonly handle: Handle; readonly name: string }>();
  #pending = new Map<string, Set<PendingCall>>();
  #gone = new Map<string, ImjoyError>();
  #running = 0;
  /** Told whenever a call starts, sent or received; for telling who is busy. */
  onActivity: () => void = () => undefined;

  constructor(id: string, codec: Codec) {
    this.id = id;
    this.codec = codec;
  }

  get stats(): PeerStats {
    let pending = 0;
    for (const calls of this.#pending.values()) pending += calls.size;
    return { served: this.#served.size, pending, running: this.#running };
  }

  /** Connects `port` to a peer: calls go both ways. */
  link(port: MessagePort, { peer, table }: LinkOptions): Link {
    const served = this.#serve(port, peer, table, false);
    const handle = this.#hold(served.door, peer);
    return {
      call: (name, ...args) => this.#call(handle, name, args),
      close: () => {
        this.#close(handle, new ImjoyError('RPC_CLOSED', 'the connection was closed'));
        this.#served.delete(served);
        served.door.close();
      },
    };
  }

  /** Settles everything that waits for a peer that is no more, and takes back what it held. */
  forget(peer: string, reason: ImjoyError): void {
    this.#gone.set(peer, reason);
    for (const { reject } of [...(this.#pending.get(peer) ?? [])]) reject(reason);
    this.#pending.delete(peer);
    for (const [served, holder] of this.#served) {
      if (holder !== peer) continue;
      this.#served.delete(served);
      served.door.close();
    }
  }

  /** Withdraws every function that `holder` was given, its calls in flight included. */
  cut(holder: string): void {
    for (const [served, to] of this.#served) if (to === holder) served.shut();
  }

  /** Whose function this is; undefined for functions of this side. */
  ownerOf(fn: object): string | undefined {
    return this.#located.get(fn)?.handle.owner;
  }

  /** Whether a call to this peer has not been answered yet. */
  isWaitingFor(peer: string): boolean {
    return (this.#pending.get(peer)?.size ?? 0) > 0;
  }

  /** @internal how {@link serve} turns values into payloads */
  write(value: unknown, to: string): Written | Promise<Written> {
    if (this.codec.isPlain(value)) return { payload: { v: value }, transfers: [] };
    const references = new MessageReferences(this.id, {
      offer: (table) => this.#offer(table, to),
      locate: (fn) => this.#locate(fn, to),
    });
    try {
      const payload = { e: this.codec.encode(value, references) };
      return { payload, transfers: [...references.transfers] };
    } catch (error) {
      references.abandon();
      if (!(error instanceof PromiseFound)) throw error;
      return settlePromises(value).then((settled) => this.write(settled, to));
    }
  }

  /** @internal the other direction of {@link write} */
  read(payload: Payload): unknown {
    if ('v' in payload) return payload.v;
    const handles = new Map<MessagePort, Handle>();
    const context: DecodeContext = { dereference: (fields) => this.#dereference(fields, handles) };
    return this.codec.decode(payload.e, context);
  }

  #serve(port: MessagePort, to: string, table: CallTable, releasable: boolean): Served {
    const served: Served = serve(port, {
      to,
      table,
      releasable,
      writer: this,
      onRelease: () => void this.#served.delete(served),
      onFork: releasable
        ? (next, holder) => void this.#serve(next, holder, table, true)
        : undefined,
      onRunning: (change) => {
        this.#running += change;
        if (change > 0) this.onActivity();
      },
    });
    this.#served.set(served, to);
    return served;
  }

  #offer(table: CallTable, to: string): MessagePort {
    const { port1, port2 } = new MessageChannel();
    this.#serve(port1, to, table, true);
    return port2;
  }

  #locate(fn: object, to: string): Located | undefined {
    const found = this.#located.get(fn);
    if (!found) return undefined;
    const { handle, name } = found;
    const fork = (): MessagePort | null => {
      if (handle.closed ?? this.#gone.get(handle.owner)) return null;
      const { port1, port2 } = new MessageChannel();
      handle.door.tell({ type: 'FORK', port: port1, to }, [port1]);
      return port2;
    };
    return { owner: handle.owner, name, channel: handle, fork };
  }

  #dereference(fields: EncodedFields, handles: Map<MessagePort, Handle>): unknown {
    const { _rport: port, _rowner: owner, _rvalue: name } = fields;
    if (typeof name !== 'string' || typeof owner !== 'string')
      throw new ImjoyError('VALUE_MALFORMED', `an encoded ${fields._rtype} names no function`);
    if (port === null) return () => Promise.reject(withdrawn());
    if (!(port instanceof MessagePort))
      throw new ImjoyError('VALUE_MALFORMED', `an encoded ${fields._rtype} has no port`);
    let handle = handles.get(port);
    if (!handle) handles.set(port, (handle = this.#openHandle(port, owner)));
    const channel = handle;
    const remote = (...args: unknown[]) => this.#call(channel, name, args);
    this.#located.set(remote, { handle, name });
    return remote;
  }

  /** The port must not keep the handle alive: letting go of the last function releases the port. */
  #openHandle(port: MessagePort, owner: string): Handle {
    const onClosed = () => {
      const handle = weak.deref();
      if (handle) this.#close(handle, withdrawn());
    };
    const handle = this.#hold(openDoor(port, { releasable: false, onClosed }), owner);
    const weak = new WeakRef(handle);
    return handle;
  }

  #hold(door: Door, owner: string): Handle {
    return { owner, door, remote: wrap(door.call), closed: null };
  }

  #close(handle: Handle, reason: ImjoyError): void {
    handle.closed ??= reason;
    for (const call of [...(this.#pending.get(handle.owner) ?? [])])
      if (call.handle === handle) call.reject(reason);
  }

  #call(handle: Handle, name: string, args: unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const refusal = handle.closed ?? this.#gone.get(handle.owner);
      if (refusal) return reject(refusal);
      const leave = this.#enter({ handle, reject: (error) => (leave(), reject(error)) });
      const abort = followSignal(args, (error) => (leave(), reject(error)));
      if (abort.refusal) return;
      const settle = (finish: () => void) => {
        leave();
        abort.unfollow();
        finish();
      };
      this.#send(handle, name, abort.args).then(
        (reply) =>
          settle(() => {
            try {
              resolve(this.#open(reply));
            } catch (error) {
              reject(error as Error);
            }
          }),
        (error: unknown) => settle(() => reject(sendFailure(error, name))),
      );
    });
  }

  async #send(handle: Handle, name: string, args: unknown[]): Promise<CallReply> {
    const writing = this.write(args, handle.owner);
    const { payload, transfers } = writing instanceof Promise ? await writing : writing;
    const request: CallRequest = { m: name, a: payload };
    return handle.remote(transfers.length > 0 ? transfer(request, transfers) : request);
  }

  #open(reply: CallReply): unknown {
    if (!isCallReply(reply)) throw new ImjoyError('VALUE_MALFORMED', 'an answer without a value');
    if ('ok' in reply) return this.read(reply.ok);
    throw this.read(reply.error);
  }

  #enter(call: PendingCall): () => void {
    const { owner } = call.handle;
    let calls = this.#pending.get(owner);
    if (!calls) this.#pending.set(owner, (calls = new Set()));
    const set = calls;
    set.add(call);
    this.onActivity();
    return () => void set.delete(call);
  }
}

const withdrawn = () =>
  new ImjoyError('RPC_CLOSED', 'the function was withdrawn by the plugin it belongs to');

function sendFailure(error: unknown, name: string): unknown {
  if (!(error instanceof DOMException) || error.name !== 'DataCloneError') return error;
  const text = `an argument of "${name}" cannot be sent: ${error.message}`;
  return new ImjoyError('VALUE_UNSUPPORTED', text, { cause: error });
}
