import { ImjoyError } from '../base/error.js';
import type { Codec } from './codec.js';
import { Departed } from './departed.js';
import type { DoorHandlers } from './guard.js';
import { Answers, createHandle, openHandle, type Handle } from './handle.js';
import { PROBE_LIMIT } from './limits.js';
import type { Payload, Provenance } from './message.js';
import { startCall } from './outgoing-call.js';
import { PendingCalls } from './pending-calls.js';
import { handedOn, readProvenance } from './provenance.js';
import { ended, lost, withdrawn } from './refusals.js';
import { MessageReferences, type Located, type PortSource } from './references.js';
import { serve, type CallTable, type Served, type Written } from './serve.js';
import { Unsettled, type SettledParts } from './unsettled.js';
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

export interface PeerOptions {
  /** Milliseconds that a port whose origin is in doubt may be silent. */
  readonly probeLimit?: number;
  /**
   * Whether this side only hands on what it gets: bytes are moved instead of copied, and marks on arguments
   * that are meant for the receiver stay.
   */
  readonly relays?: boolean;
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

/** What is known about a function of another peer. */
interface Remote {
  readonly handle: Handle;
  readonly name: string;
  readonly isFirstHand: boolean;
}

/**
 * One side of the RPC: serves its own functions, holds functions of others, and sees to it that every
 * call settles. A function that crosses becomes a port that reaches its owner directly; passing it on
 * forks that port, so nobody relays.
 */
export class Peer {
  readonly id: string;
  readonly codec: Codec;
  /** Told whenever a call starts, sent or received; for telling who is busy. */
  onActivity: () => void = () => undefined;
  readonly #served = new Map<Served, string>();
  readonly #located = new WeakMap<object, Remote>();
  readonly #pending = new PendingCalls();
  readonly #departed: Departed;
  readonly #relays: boolean;
  #running = 0;

  constructor(id: string, codec: Codec, options: PeerOptions = {}) {
    this.id = id;
    this.codec = codec;
    this.#relays = options.relays === true;
    this.#departed = new Departed(options.probeLimit ?? PROBE_LIMIT);
  }

  get stats(): PeerStats {
    return { served: this.#served.size, pending: this.#pending.size, running: this.#running };
  }

  /** Connects `port` to a peer: calls go both ways. */
  link(port: MessagePort, { peer, table }: LinkOptions): Link {
    const answers = new Answers();
    const source = { peer, via: [] };
    const served = this.#serve(port, source, table, {
      onAnswer: answers.onAnswer,
      onClosed: () => this.#close(handle, ended(peer)),
      onLost: () => this.#pending.rejectHandle(handle, lost()),
    });
    const handle = createHandle(source, served.door, answers);
    return {
      call: (name, ...args) => this.#call(handle, name, args),
      close: () => {
        this.#close(handle, ended(peer));
        served.shut();
        this.#served.delete(served);
        served.door.close();
      },
    };
  }

  /** Settles everything that waits for a peer that is no more, and takes back what it held. */
  forget(peer: string, reason: ImjoyError): void {
    this.#departed.add(peer, reason);
    this.#pending.rejectOwner(peer, reason);
    for (const handle of this.#pending.handles) this.#doubt(handle);
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
    return this.#located.get(fn)?.handle.source.peer;
  }

  /** Whether whoever sent a function is said to be the one it belongs to. */
  isFirstHand(fn: object): boolean {
    return this.#located.get(fn)?.isFirstHand === true;
  }

  /** Whether a call to this peer has not been answered yet. */
  isWaitingFor(peer: string): boolean {
    return this.#pending.has(peer);
  }

  /** @internal how {@link serve} turns values into payloads */
  write(value: unknown, to: Provenance, settled?: SettledParts): Written | Promise<Written> {
    if (!this.#relays && this.codec.isPlain(value))
      return { payload: { value, encoded: false }, transfers: [], abandon: nothing };
    const ports: PortSource = {
      offer: (table) => this.#offer(table, to),
      locate: (fn) => this.#locate(fn, to.peer),
    };
    const references = new MessageReferences(this.id, ports, this.#relays);
    try {
      const encoded = this.codec.encode(value, references, settled);
      return {
        payload: { value: encoded, encoded: true },
        transfers: references.transfers,
        abandon: references.abandon,
      };
    } catch (error) {
      references.abandon();
      if (!(error instanceof Unsettled)) throw error;
      return error.settle().then((parts) => this.write(value, to, parts));
    }
  }

  /** @internal the other direction of {@link write} */
  read(payload: Payload, from: Provenance): unknown {
    if (!payload.encoded) return payload.value;
    const handles = new Map<MessagePort, Handle>();
    const context: DecodeContext = {
      dereference: (fields) => this.#dereference(fields, from, handles),
    };
    return this.codec.decode(payload.value, context);
  }

  #serve(port: MessagePort, holder: Provenance, table: CallTable, handlers: DoorHandlers): Served {
    const served: Served = serve(port, {
      ...handlers,
      holder,
      table,
      writer: this,
      relays: this.#relays,
      onRunning: (change) => {
        this.#running += change;
        if (change > 0) this.onActivity();
      },
    });
    this.#served.set(served, holder.peer);
    return served;
  }

  #offer(table: CallTable, to: Provenance): MessagePort {
    const { port1, port2 } = new MessageChannel();
    this.#serveReference(port1, to, table);
    return port2;
  }

  #serveReference(port: MessagePort, holder: Provenance, table: CallTable): void {
    const served = this.#serve(port, holder, table, {
      onRelease: () => {
        this.#served.delete(served);
        served.door.close();
      },
      onFork: (next, to) => this.#serveReference(next, handedOn(holder, to), table),
    });
  }

  #locate(fn: object, to: string): Located | undefined {
    const found = this.#located.get(fn);
    if (!found) return undefined;
    const { handle, name } = found;
    const fork = (): MessagePort | null => {
      if (this.#departed.refusalOf(handle)) return null;
      const { port1, port2 } = new MessageChannel();
      handle.door.send(['fork', port1, to], [port1]);
      return port2;
    };
    return {
      source: handle.source,
      isOrphan: this.#departed.isOrphan(handle),
      name,
      channel: handle,
      fork,
    };
  }

  #dereference(
    fields: EncodedFields,
    from: Provenance,
    handles: Map<MessagePort, Handle>,
  ): unknown {
    const { _rport: port, _rvalue: name, _rorphan: isOrphan } = fields;
    const source = readProvenance(fields, from);
    if (typeof name !== 'string')
      throw new ImjoyError('VALUE_MALFORMED', `an encoded ${fields._rtype} names no function`);
    if (port === null) return () => Promise.reject(withdrawn());
    if (!(port instanceof MessagePort))
      throw new ImjoyError('VALUE_MALFORMED', `an encoded ${fields._rtype} has no port`);
    const handle = handles.get(port) ?? this.#open(port, source, isOrphan === true);
    handles.set(port, handle);
    const remote = (...args: unknown[]) => this.#call(handle, name, args);
    this.#located.set(remote, { handle, name, isFirstHand: source.peer === from.peer });
    return remote;
  }

  #open(port: MessagePort, source: Provenance, isOrphan: boolean): Handle {
    return openHandle(port, {
      source,
      isOrphan,
      onClosed: (handle) => this.#close(handle, withdrawn()),
      onLost: (handle) => this.#pending.rejectHandle(handle, lost()),
    });
  }

  #close(handle: Handle, reason: ImjoyError): void {
    handle.closed ??= reason;
    this.#pending.rejectHandle(handle, reason);
  }

  #doubt(handle: Handle): void {
    this.#departed.doubt(handle, () => this.#close(handle, withdrawn()));
  }

  #call(handle: Handle, name: string, args: unknown[]): Promise<unknown> {
    const refusal = this.#departed.refusalOf(handle);
    if (refusal) return Promise.reject(refusal);
    this.#doubt(handle);
    this.onActivity();
    return startCall({ handle, name, args, writer: this, pending: this.#pending });
  }
}

const nothing = () => undefined;
