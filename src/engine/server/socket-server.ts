import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { ImjoyError, messageOf } from '../../base/error.js';
import { HTTP_SIZE, REGISTER, TO_PLUGIN, type Credentials } from '../protocol.js';
import type { Unchecked } from './attachment.js';
import type { Gate } from './gate.js';
import type { Answer } from './page-events.js';
import type { PluginTable } from './plugin-table.js';
import { Session, type Line } from './session.js';

export interface SocketServerOptions {
  readonly http: HttpServer;
  readonly gate: Gate;
  readonly table: PluginTable;
  readonly events: ReadonlyMap<string, Answer>;
  /** Milliseconds that a page whose connection is lost has to come back. */
  readonly grace: number;
  /** Bytes of a message. */
  readonly maxMessage: number;
  /** Lets in whoever does not say who it is when it connects; nobody like that is let in by default. */
  readonly strangers?: { welcome(socket: Socket): void } | undefined;
}

/** Calls of one page that are answered at a time; a flood waits in its own socket. */
const MAX_EVENTS = 200;
/** Events that wait for a page, before it is told no more of what can wait. */
const MAX_WAITING = 200;
/** Milliseconds in which whoever connects has to say who it is. */
const INTRODUCTION = 10_000;
/** Bytes that the largest message sent by a socket may have when it is written as an event. */
const EVENT_ROOM = 8 * HTTP_SIZE;

/** Lets pages in and hears what they say; whatever comes before they are let in is not heard. */
export class SocketServer {
  readonly #options: SocketServerOptions;
  readonly #io: Server;
  readonly #sessions = new Map<string, Session>();

  constructor(options: SocketServerOptions) {
    this.#options = options;
    const { http, gate, maxMessage, strangers } = options;
    this.#io = new Server(http, {
      serveClient: false,
      maxHttpBufferSize: maxMessage + EVENT_ROOM,
      connectTimeout: INTRODUCTION,
      allowEIO3: strangers !== undefined,
      cors: {
        origin: (origin, done) => done(null, origin !== undefined && gate.isAllowedOrigin(origin)),
        // Those of the past ask for it, though there are none.
        credentials: strangers !== undefined,
      },
      allowRequest(request, done) {
        const isAdmitted = gate.admits(request);
        done(isAdmitted ? null : 'origin or host not allowed', isAdmitted);
      },
      pingInterval: 5_000,
      pingTimeout: 10_000,
    });
    this.#io.use((socket, next) => {
      const { address } = socket.handshake;
      const auth = socket.handshake.auth as Partial<Credentials>;
      if (strangers && auth.session === undefined) return next();
      if (gate.accepts(auth.token, address) && isId(auth.client) && isId(auth.session))
        return next();
      const refusal = new Error('Connection token mismatch.');
      setTimeout(() => next(refusal), gate.delayFor(address));
    });
    this.#io.on('connection', (socket) => {
      if ((socket.handshake.auth as Partial<Credentials>).session !== undefined)
        this.#welcome(socket);
      else strangers?.welcome(socket);
    });
  }

  /** The session that a key belongs to which came over HTTP. */
  sessionOf(key: string): Session | null {
    return [...this.#sessions.values()].find((session) => session.key === key) ?? null;
  }

  async close(): Promise<void> {
    await this.#io.close();
  }

  #welcome(socket: Socket): void {
    const { client, session: id } = socket.handshake.auth as Credentials;
    const name = JSON.stringify([client, id]);
    const known = this.#sessions.get(name);
    const session = known ?? new Session(client, id);
    this.#sessions.set(name, session);
    const line: Line = {
      emit: (event, ...args) => void socket.emit(event, ...args),
      get isBehind() {
        return socket.conn['writeBuffer'].length > MAX_WAITING;
      },
      close: () => socket.disconnect(true),
    };
    session.connect(line);
    socket.conn.on('drain', () => this.#options.table.catchUp(session));
    let running = 0;
    socket.onAny((name: unknown, payload: unknown, ack: unknown) => {
      const event = String(name);
      if (event.startsWith(TO_PLUGIN))
        return this.#hear(session, event.slice(TO_PLUGIN.length), payload);
      const reply = typeof ack === 'function' ? (ack as (answer: object) => void) : () => undefined;
      if (++running > MAX_EVENTS) {
        running--;
        return reply(failure(new ImjoyError('ENGINE_BUSY', 'too many calls at a time')));
      }
      void this.#answer(session, event, payload, known !== undefined)
        .then(reply)
        .finally(() => running--);
    });
    socket.on('disconnect', (reason) => {
      if (session.line !== line) return;
      // Who says goodbye does not come back.
      const grace = reason === 'client namespace disconnect' ? 0 : this.#options.grace;
      session.disconnect(grace, () => {
        this.#sessions.delete(name);
        void this.#options.table.leave(session);
      });
    });
  }

  async #answer(
    session: Session,
    event: string,
    payload: unknown,
    resumed: boolean,
  ): Promise<object> {
    const answer = this.#options.events.get(event);
    try {
      if (!answer) throw new ImjoyError('RPC_METHOD_NOT_FOUND', `the engine has no "${event}"`);
      const fields = typeof payload === 'object' && payload !== null ? payload : {};
      const given = await answer(session, fields as Record<string, unknown>);
      const state = { resumed, confirmation: false, message: '' };
      return { success: true, ...(event === REGISTER && state), ...given };
    } catch (error) {
      return failure(error);
    }
  }

  /** A message for a plugin; whoever does not hold it is not heard. */
  #hear(session: Session, secret: string, payload: unknown): void {
    const part = this.#options.table.partOf(session, secret);
    if (typeof payload === 'object' && payload !== null)
      part?.attachment.hear(payload as Unchecked);
  }
}

/** The acknowledgement of what did not succeed. */
export function failure(error: unknown): object {
  const message = messageOf(error);
  const known = error instanceof ImjoyError ? error : null;
  return {
    success: false,
    error: message,
    reason: message,
    code: known?.code ?? 'ENGINE_START',
    details: known?.details ?? {},
  };
}

const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[\w-]{8,100}$/.test(value);
