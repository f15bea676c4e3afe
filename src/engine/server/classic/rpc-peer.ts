import { createDeferred } from '../../../base/deferred.js';
import type { ImjoyError } from '../../../base/error.js';
import { randomId } from '../../../base/id.js';
import {
  createImjoyRpcCodec,
  readMessage,
  Session,
  type Message,
} from '../../../imjoy-rpc/index.js';

/** Functions and values that one side offers. */
export type Exported = Readonly<Record<string, unknown>>;

export interface RpcPeerOptions {
  readonly name: string;
  /** What it is offered. */
  readonly api: Exported;
  send(message: object): void;
  /** It has said goodbye. */
  onDisconnect(): void;
}

/**
 * One peer that speaks imjoy-rpc, of which the engine is the host. Functions of other peers reach it through here, as
 * functions of the engine: whom it names in a message does not matter, and it is known by its socket alone.
 */
export class RpcPeer {
  readonly name: string;
  readonly #options: RpcPeerOptions;
  readonly #session: Session;
  readonly #exported = createDeferred<Exported>();
  /** The id under which it listens. */
  #id: string | null = null;
  #latest: Exported = {};

  constructor(options: RpcPeerOptions) {
    this.name = options.name;
    this.#options = options;
    this.#exported.promise.catch(() => undefined);
    this.#session = new Session({
      self: randomId(),
      codec: createImjoyRpcCodec('wire'),
      send: (message) => this.#send(message, this.#id),
      onInterface: (api) => this.#take(api as Exported),
      onDisconnect: () => options.onDisconnect(),
    });
  }

  /** What it exports, as soon as it does. */
  get exported(): Promise<Exported> {
    return this.#exported.promise.then(() => this.#latest);
  }

  /** Hears what it said, whatever it is. @returns whether that was a message */
  hear(data: unknown): boolean {
    const message = read(data);
    if (!message) return false;
    if (message.type === 'imjoyRPCReady') this.#initialize(message.peer_id);
    else if (message.type !== 'initialized') this.#session.receive(message);
    else if (this.#id === null) {
      this.#id = message.peer_id;
      void this.#greet();
    }
    return true;
  }

  close(reason: ImjoyError): void {
    this.#session.close(reason);
    this.#exported.reject(reason);
  }

  async #greet(): Promise<void> {
    await this.#session.offer(this.#options.api);
    this.#session.ask();
  }

  /** One that waits is told to begin. The engine executes nothing in it. */
  #initialize(id: string): void {
    const { name } = this.#options;
    const config = { name, allow_execution: false, enable_service_worker: false };
    this.#send({ type: 'initialize', config }, id);
  }

  #take(api: Exported): void {
    this.#latest = api;
    this.#exported.resolve(api);
  }

  #send(message: Message, id: string | null): void {
    this.#options.send({ ...message, peer_id: id });
  }
}

/** What is nested too deep, or has no text where it needs one, is no message either. */
function read(data: unknown): Message | null {
  try {
    return readMessage(withBuffers(data));
  } catch {
    return null;
  }
}

/** Bytes arrive as views of what else was received with them. */
function withBuffers(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value)) {
    const own = new Uint8Array(value.byteLength);
    own.set(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    return own.buffer;
  }
  if (Array.isArray(value)) return value.map(withBuffers);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withBuffers(item)]));
}
