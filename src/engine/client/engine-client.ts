import type { Socket } from 'socket.io-client';
import { createDeferred } from '../../base/deferred.js';
import { ImjoyError, messageOf } from '../../base/error.js';
import { randomId } from '../../base/id.js';
import { Signal } from '../../base/signal.js';
import { within } from '../../base/within.js';
import * as protocol from '../protocol.js';
import type {
  Ack,
  Attached,
  EngineInfo,
  EngineStatus,
  InitRequest,
  InitStep,
  Initialized,
  LogEntry,
  PluginEvent,
  PluginLogPart,
  Registered,
} from '../protocol.js';
import { Conversation } from './conversation.js';

export type EngineState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected' }
  /** The connection was lost and is tried again; plugins go on as long as the engine waits. */
  | { readonly kind: 'lost'; readonly since: number; readonly error: string }
  /** It will not be tried again by itself. */
  | { readonly kind: 'failed'; readonly error: ImjoyError };

export interface EngineClientOptions {
  /** Without a slash at its end. */
  readonly url: string;
  readonly token: string;
  /** Stays the same for a browser. */
  readonly client: string;
}

export interface InitOptions {
  readonly signal?: AbortSignal;
  onStep?(text: string, progress: number): void;
  /** Told what is written while it is prepared. */
  onLog?(entry: LogEntry): void;
}

/** Milliseconds that the first connection may take. */
const CONNECT_LIMIT = 5_000;

/** A page's connection to one plugin engine. */
export class EngineClient {
  readonly url: string;
  readonly onState = new Signal<EngineState>();
  /** Of the page: the engine knows it again by that when it comes back. */
  #session = randomId();
  readonly #options: EngineClientOptions;
  readonly #conversations = new Map<string, Conversation>();
  #state: EngineState = { kind: 'idle' };
  #socket: Socket | null = null;
  #registered: Registered | null = null;
  #connecting: Promise<void> | null = null;
  #giveUp: ReturnType<typeof setTimeout> | null = null;

  constructor(options: EngineClientOptions) {
    this.#options = options;
    this.url = options.url;
  }

  get state(): EngineState {
    return this.#state;
  }

  get token(): string {
    return this.#options.token;
  }

  get isConnected(): boolean {
    return this.#state.kind === 'connected';
  }

  /** What the engine says of itself; null before the first connection. */
  get info(): EngineInfo | null {
    return this.#registered?.engine_info ?? null;
  }

  /**
   * Connects, unless it is connected. Whoever asks meanwhile waits for the same connection.
   * @throws ImjoyError `ENGINE_REFUSED` or `ENGINE_UNREACHABLE`
   */
  connect(): Promise<void> {
    if (this.isConnected) return Promise.resolve();
    // It is being tried already, for all that wait.
    if (this.#state.kind === 'lost') return this.#reconnected(this.#state.error);
    this.#connecting ??= this.#connect().finally(() => (this.#connecting = null));
    return this.#connecting;
  }

  /** Says goodbye: plugins that nobody else holds end, except those that may go on by themselves. */
  disconnect(): void {
    const socket = this.#socket;
    this.#socket = null;
    this.#expectAgain();
    socket?.disconnect();
    this.#endAll(new ImjoyError('ENGINE_LOST', `the engine ${this.url} was disconnected`));
    this.#setState({ kind: 'idle' });
  }

  /**
   * Starts a plugin, or takes part in one that runs. Goes on over a lost connection. Nothing is told of it before
   * {@link follow}.
   * @throws ImjoyError what the engine says, `ENGINE_CONSENT` where the user has to be asked
   */
  async init(request: InitRequest, options: InitOptions = {}): Promise<Conversation> {
    await this.connect();
    const step = protocol.INIT_STEP + request.id;
    const onStep = (said: InitStep) => {
      if ('entry' in said) options.onLog?.(said.entry);
      else options.onStep?.(said.text, said.progress);
    };
    this.#socket?.on(step, onStep);
    const cancel = () => void this.release(request.id).catch(() => undefined);
    options.signal?.addEventListener('abort', cancel, { once: true });
    try {
      const plugin = await this.ask<Initialized>(protocol.INIT, request, true);
      return this.#converse(plugin);
    } finally {
      this.#socket?.off(step, onStep);
      options.signal?.removeEventListener('abort', cancel);
    }
  }

  /** Has the engine tell what a plugin writes and says, also what it wrote before. */
  async follow(conversation: Conversation): Promise<void> {
    await this.#resume(conversation);
  }

  /** Takes the page's hand off a plugin. */
  async release(id: string): Promise<void> {
    await this.ask(protocol.RELEASE, { id }, true);
  }

  /** Ends a plugin of this page for everybody. */
  async kill(id: string): Promise<void> {
    await this.ask(protocol.KILL, { id }, true);
  }

  async interrupt(id: string): Promise<void> {
    await this.ask(protocol.INTERRUPT, { id });
  }

  status(): Promise<EngineStatus> {
    return this.ask<EngineStatus>(protocol.STATUS);
  }

  /** Ends the process of a plugin, of whichever page. */
  async killProcess(pid: number): Promise<void> {
    await this.ask(protocol.KILL_PROCESS, { pid, all: false });
  }

  async killAll(): Promise<void> {
    await this.ask(protocol.KILL_PROCESS, { all: true });
  }

  async reset(): Promise<void> {
    await this.ask(protocol.RESET);
  }

  /** What a plugin of any page wrote, after its first so many entries. */
  logOf(pid: number, since = 0): Promise<PluginLogPart> {
    return this.ask<PluginLogPart>(protocol.PLUGIN_LOG, { pid, since });
  }

  /**
   * Asks the engine something.
   * @param persists whether it is asked again, when the connection was lost before the answer
   * @throws ImjoyError what the engine says, or `ENGINE_LOST`
   */
  async ask<T = object>(event: string, payload: object = {}, persists = false): Promise<T> {
    const socket = this.#socket;
    if (!socket || (!persists && !this.isConnected)) throw this.#lost();
    const { promise, resolve, reject } = createDeferred<Ack<T>>();
    const ask = () => socket.emit(event, payload, resolve);
    const stop = this.onState.connect(({ kind }) => {
      if (kind === 'connected') ask();
      else if (kind !== 'lost' || !persists) reject(this.#lost());
    });
    if (this.isConnected) ask();
    try {
      const answer = await promise;
      if (answer.success) return answer;
      const { code, details } = answer;
      throw new ImjoyError(code as ImjoyError['code'], answer.error ?? answer.reason, {
        details: details as ImjoyError['details'],
      });
    } finally {
      stop();
    }
  }

  #converse(plugin: Initialized): Conversation {
    const { secret } = plugin;
    const former = this.#conversations.get(secret);
    if (former) return former;
    const conversation = new Conversation(plugin, {
      url: this.url,
      dataKey: this.#registered?.data_key ?? '',
      maxMessage: this.info?.max_message ?? 1e8,
      emit: (event) => {
        // What is lost is said again when there is a connection.
        if (this.isConnected) this.#socket?.emit(protocol.TO_PLUGIN + secret, event);
      },
    });
    this.#conversations.set(secret, conversation);
    conversation.onEnd.connect(() => this.#conversations.delete(secret));
    return conversation;
  }

  async #connect(): Promise<void> {
    this.#setState({ kind: 'connecting' });
    const { promise, resolve, reject } = createDeferred<void>();
    const { io } = await import('socket.io-client').catch((cause: unknown) => {
      const error = unreachable(this.url, messageOf(cause));
      this.#setState({ kind: 'failed', error });
      throw error;
    });
    const { token, client } = this.#options;
    const credentials = (): protocol.Credentials => ({ token, client, session: this.#session });
    if (this.#state.kind !== 'connecting') throw this.#lost();
    const socket = io(this.url, {
      auth: (give) => give(credentials()),
      forceNew: true,
      reconnectionDelay: 500,
      reconnectionDelayMax: 3_000,
      timeout: CONNECT_LIMIT,
      // Long polling is slower, and for networks that let nothing else pass.
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
    });
    this.#socket = socket;
    const fail = (error: ImjoyError) => {
      if (this.#socket !== socket) return;
      socket.disconnect();
      this.#socket = null;
      this.#endAll(error);
      this.#setState({ kind: 'failed', error });
      reject(error);
    };
    socket.on('connect', () => void this.#register(socket).then(resolve, fail));
    socket.on('connect_error', (error) => {
      // The engine itself has spoken, and will say the same again.
      if (!socket.active) fail(refused(this.url, error.message));
      else if (this.#state.kind === 'connecting') fail(unreachable(this.url, error.message));
    });
    socket.on('disconnect', (reason) => this.#onLost(socket, reason));
    socket.onAny((event: string, message: PluginEvent) => {
      if (event.startsWith(protocol.FROM_PLUGIN))
        this.#conversations.get(event.slice(protocol.FROM_PLUGIN.length))?.hear(message);
    });
    const stop = this.onState.connect(({ kind }) => {
      if (kind === 'idle') reject(this.#lost());
    });
    return promise.finally(stop);
  }

  /** Whatever the engine does not know any more has ended with it. */
  async #register(socket: Socket): Promise<void> {
    const answer = (await socket.emitWithAck(protocol.REGISTER, {})) as Ack<Registered>;
    if (!answer.success) throw refused(this.url, answer.error);
    this.#expectAgain();
    const wasKnown = this.#registered !== null;
    this.#registered = answer;
    if (wasKnown && !answer.resumed)
      this.#endAll(
        new ImjoyError(
          'ENGINE_LOST',
          `the engine ${this.url} was started anew, or has given up on this page`,
        ),
      );
    this.#setState({ kind: 'connected' });
    await Promise.all([...this.#conversations.values()].map((one) => this.#resume(one)));
  }

  async #resume(conversation: Conversation): Promise<void> {
    try {
      const { secret } = conversation.plugin;
      const payload = { secret, received: conversation.received };
      conversation.open();
      const { received, ended } = await this.ask<Attached>(protocol.ATTACH, payload);
      if (ended) conversation.hear({ type: 'disconnected', details: ended });
      else conversation.resume(received);
    } catch (error) {
      // The connection may be lost again; anything else is the engine's word.
      if (this.isConnected) conversation.end(error as ImjoyError);
    }
  }

  #onLost(socket: Socket, reason: string): void {
    if (this.#socket !== socket) return;
    for (const conversation of this.#conversations.values()) conversation.pause();
    this.#setState({ kind: 'lost', since: Date.now(), error: reason });
    // Not by itself: after the server has closed it.
    if (!socket.active) socket.connect();
    const { grace = 0 } = this.info ?? {};
    this.#giveUp ??= setTimeout(() => this.#forgetAll(grace), grace * 1000);
  }

  #expectAgain(): void {
    if (this.#giveUp) clearTimeout(this.#giveUp);
    this.#giveUp = null;
  }

  /** What the engine may still hold for this page it is not to hold any longer. */
  #forgetAll(seconds: number): void {
    this.#session = randomId();
    const text = `the engine ${this.url} has not been there for ${seconds} s`;
    this.#endAll(new ImjoyError('ENGINE_LOST', text));
  }

  async #reconnected(reason: string): Promise<void> {
    const { promise, resolve, reject } = createDeferred<void>();
    const stop = this.onState.connect((state) => {
      if (state.kind === 'connected') resolve();
      else if (state.kind !== 'lost') reject(this.#lost());
    });
    await within(promise, CONNECT_LIMIT, () => unreachable(this.url, reason)).finally(stop);
  }

  #endAll(reason: ImjoyError): void {
    for (const conversation of [...this.#conversations.values()]) conversation.end(reason);
  }

  #lost(): ImjoyError {
    const { kind } = this.#state;
    const why = kind === 'failed' ? messageOf(this.#state.error) : 'it is not connected';
    return new ImjoyError('ENGINE_LOST', `the engine ${this.url} cannot be asked: ${why}`);
  }

  #setState(state: EngineState): void {
    this.#state = state;
    this.onState.emit(state);
  }
}

const refused = (url: string, message: string) =>
  new ImjoyError('ENGINE_REFUSED', `the engine ${url} does not admit this page: ${message}`);

const unreachable = (url: string, message: string) =>
  new ImjoyError(
    'ENGINE_UNREACHABLE',
    `there is no engine at ${url}, or it does not know this page (--allow-origin): ${message}`,
  );
