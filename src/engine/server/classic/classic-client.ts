import type { Socket } from 'socket.io';
import { ImjoyError } from '../../../base/error.js';
import { FROM_PLUGIN, INIT, KILL, TO_PLUGIN } from '../../protocol.js';
import type { Initialized, PluginEvent } from '../../protocol.js';
import type { Answer } from '../page-events.js';
import type { PluginTable } from '../plugin-table.js';
import type { Line, Session } from '../session.js';
import { failure } from '../socket-server.js';
import { ClassicPlugin } from './classic-plugin.js';

export interface ClassicClientOptions {
  readonly table: PluginTable;
  /** What every page can ask. */
  readonly events: ReadonlyMap<string, Answer>;
}

type Payload = Readonly<Record<string, unknown>>;
type Reply = (answer: object) => void;

/** Calls of one page that are answered at a time. */
const MAX_EVENTS = 200;

interface Held {
  readonly id: string;
  readonly plugin: ClassicPlugin;
  readonly isShared: boolean;
}

/**
 * A page of 2019 that has registered. The engine knows it as a session like any other; what that one is told comes
 * here, and goes on in the words of then. While its connection is lost, what plugins say to it waits for it; what was
 * on its way is lost, for its messages have no numbers.
 */
export class ClassicClient implements Line {
  readonly session: Session;
  readonly #options: ClassicClientOptions;
  readonly #plugins = new Map<string, Held>();
  #socket: Socket | null = null;
  #running = 0;

  constructor(session: Session, options: ClassicClientOptions) {
    this.session = session;
    this.#options = options;
  }

  /** @param socket that has told the token; another one of the same page counts no longer */
  connect(socket: Socket): void {
    this.#socket?.disconnect(true);
    this.#socket = socket;
    this.session.connect(this);
    socket.onAny((event: string, payload: unknown, ack: unknown) =>
      this.#hear(event, payload, ack),
    );
    for (const [secret, { plugin }] of this.#plugins) this.#resume(secret, plugin);
  }

  /** @param onGone called unless it comes back within so many milliseconds */
  disconnect(socket: Socket, grace: number, onGone: () => void): void {
    if (this.#socket !== socket) return;
    this.#socket = null;
    this.session.disconnect(grace, onGone);
  }

  async leave(): Promise<void> {
    const gone = { success: true, message: 'the page has gone' };
    await this.#options.table.leave(this.session);
    await Promise.all([...this.#plugins.values()].map(({ plugin }) => plugin.end(gone)));
  }

  /** Its messages have no numbers, so that nobody can tell how much of them it has read. */
  readonly isBehind = false;

  close(): void {
    this.#socket?.disconnect(true);
  }

  /** Hears what the engine tells a page. */
  emit(event: string, payload: unknown): void {
    if (!event.startsWith(FROM_PLUGIN)) return;
    const secret = event.slice(FROM_PLUGIN.length);
    this.#plugins.get(secret)?.plugin.hear(payload as PluginEvent);
  }

  #resume(secret: string, plugin: ClassicPlugin): void {
    const { table } = this.#options;
    const ended = table.endOf(secret);
    if (ended) plugin.hear({ type: 'disconnected', details: ended });
    else table.partOf(this.session, secret)?.instance.resume(secret, plugin.received);
  }

  #hear(event: string, payload: unknown, ack: unknown): void {
    const fields = (typeof payload === 'object' && payload !== null ? payload : {}) as Payload;
    if (event.startsWith(TO_PLUGIN)) {
      const held = this.#plugins.get(event.slice(TO_PLUGIN.length));
      if (fields.type === 'message') held?.plugin.receive(fields.data);
      return;
    }
    const reply = typeof ack === 'function' ? (ack as Reply) : () => undefined;
    if (++this.#running > MAX_EVENTS) {
      this.#running--;
      return reply(failure(new ImjoyError('ENGINE_BUSY', 'too many calls at a time')));
    }
    const answering = event === INIT ? this.#init(fields, reply) : this.#ask(event, fields, reply);
    void answering.catch((error: unknown) => reply(failure(error))).finally(() => this.#running--);
  }

  async #ask(event: string, payload: Payload, reply: Reply): Promise<void> {
    const answer = event === KILL ? this.#kill : this.#options.events.get(event);
    if (!answer) throw new ImjoyError('RPC_METHOD_NOT_FOUND', `the engine has no "${event}"`);
    reply({ success: true, ...(await answer(this.session, payload)) });
  }

  /** The page listens to a plugin as soon as it has the secret. */
  async #init(payload: Payload, reply: Reply): Promise<void> {
    const init = this.#options.events.get(INIT) as Answer;
    const { secret, work_dir, resumed } = (await init(this.session, payload)) as Initialized;
    reply({ success: true, secret, work_dir, resumed, initialized: resumed });
    const known = this.#plugins.get(secret);
    const { plugin } = known ?? this.#hold(secret, String(payload.id), work_dir);
    if (!resumed) plugin.begin();
    if (!known) this.#resume(secret, plugin);
  }

  #hold(secret: string, id: string, workDir: string): Held {
    const { session } = this;
    const { table } = this.#options;
    const { config } = table.partOf(session, secret)?.instance ?? {};
    const plugin = new ClassicPlugin({
      workDir,
      attachment: () => table.partOf(session, secret)?.attachment ?? null,
      tell: (event) => this.#socket?.emit(FROM_PLUGIN + secret, event),
      kill: async () => {
        // It may have ended by itself.
        await Promise.resolve(this.#kill(session, { id })).catch(() => undefined);
      },
      onEnd: () => this.#plugins.delete(secret),
    });
    const held = { id, plugin, isShared: config?.flags.includes('single-instance') === true };
    this.#plugins.set(secret, held);
    return held;
  }

  /** Of a plugin that others hold, too, it is not the end. */
  readonly #kill: Answer = async (session, { id }) => {
    const { table } = this.#options;
    const held = [...this.#plugins.values()].find((one) => one.id === id);
    if (!held?.isShared) await table.kill(session, String(id));
    else {
      await table.release(session, held.id);
      await held.plugin.end({ success: true, message: 'the page has let go of it' });
    }
    return {};
  };
}
