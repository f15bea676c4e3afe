import type { Socket } from 'socket.io';
import { randomId } from '../../../base/id.js';
import { REGISTER, type EngineInfo } from '../../protocol.js';
import type { Gate } from '../gate.js';
import { Session } from '../session.js';
import { ClassicClient, type ClassicClientOptions } from './classic-client.js';
import { RpcPeers } from './rpc-peers.js';

export interface ClassicDoorOptions extends ClassicClientOptions {
  readonly gate: Gate;
  info(): EngineInfo;
  /** Milliseconds that a page whose connection is lost has to come back. */
  readonly grace: number;
}

type Payload = Readonly<Record<string, unknown>>;
type Reply = (answer: object) => void;

/** What somebody may be who comes in, by the event by which they say so. */
interface Way {
  /** @returns what they are told */
  enter(socket: Socket, payload: Payload): object;
  refuse(why: string): object;
}

/** Milliseconds in which whoever connected has to say who it is. */
const PATIENCE = 10_000;

/** The version of the calls that these pages know. */
const API_VERSION = '0.1.2';

/**
 * Lets in who tells the token only after it has connected: pages of 2019, and peers that speak imjoy-rpc. Whoever has
 * not told it hears nothing and is heard in nothing else, and is dropped after a while; so is who tells a wrong one.
 */
export class ClassicDoor {
  readonly #options: ClassicDoorOptions;
  readonly #clients = new Map<string, ClassicClient>();
  readonly #peers = new RpcPeers();
  readonly #ways = new Map<string, Way>([
    [
      REGISTER,
      {
        enter: (socket, payload) => this.#register(socket, payload),
        refuse: (why) => ({ success: false, message: why, reason: why, error: why }),
      },
    ],
    [
      'register_plugin',
      {
        enter: (socket, payload) => this.#peers.register(socket, payload),
        refuse: (detail) => ({ success: false, detail }),
      },
    ],
  ]);

  constructor(options: ClassicDoorOptions) {
    this.#options = options;
  }

  welcome(socket: Socket): void {
    const drop = setTimeout(() => socket.disconnect(true), PATIENCE);
    socket.on('disconnect', () => clearTimeout(drop));
    // At once, for what comes next may have arrived together with it.
    const hear = (event: string, payload: unknown, ack: unknown) => {
      const way = this.#ways.get(event);
      if (!way) return;
      // Nobody has a second try.
      socket.offAny(hear);
      clearTimeout(drop);
      const reply = typeof ack === 'function' ? (ack as Reply) : () => undefined;
      const fields = (typeof payload === 'object' && payload !== null ? payload : {}) as Payload;
      if (this.#accepts(socket, fields)) reply({ success: true, ...way.enter(socket, fields) });
      else this.#sendAway(socket, () => reply(way.refuse('Connection token mismatch.')));
    };
    socket.onAny(hear);
  }

  #accepts({ handshake }: Socket, { token }: Payload): boolean {
    const { address, headers, auth } = handshake;
    const [, bearer] = /^Bearer (\S+)$/.exec(headers.authorization ?? '') ?? [];
    return this.#options.gate.accepts(token ?? auth.token ?? bearer, address);
  }

  #sendAway(socket: Socket, say: () => void): void {
    setTimeout(() => {
      say();
      socket.disconnect(true);
    }, this.#options.gate.delayFor(socket.handshake.address));
  }

  #register(socket: Socket, { id, session_id }: Payload): object {
    const client = nameOf(id);
    const name = JSON.stringify([client, nameOf(session_id)]);
    const known = this.#clients.get(name);
    const confirmation = [...this.#clients.values()].some((one) => one.session.client === client);
    const page = known ?? new ClassicClient(new Session(client, randomId()), this.#options);
    this.#clients.set(name, page);
    page.connect(socket);
    socket.on('disconnect', (reason) => {
      const grace = reason === 'client namespace disconnect' ? 0 : this.#options.grace;
      page.disconnect(socket, grace, () => {
        this.#clients.delete(name);
        void page.leave();
      });
    });
    const engine_info = { ...this.#options.info(), api_version: API_VERSION };
    return { confirmation, message: '', engine_info };
  }
}

/** Whatever a page calls itself; without a name it is like no other. */
const nameOf = (value: unknown): string =>
  typeof value === 'string' && value ? value.slice(0, 200) : randomId();
