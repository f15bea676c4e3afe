import { ImjoyError, messageOf } from '../../base/error.js';
import { randomId } from '../../base/id.js';
import { Signal } from '../../base/signal.js';
import { settledWithin, within } from '../../base/within.js';
import { createWireCodec, WireLink, type CallTable } from '../../rpc/index.js';
import { HOST_EXPORT, type ConsoleLine, type SandboxProgram } from '../../sandbox/program.js';
import type { PluginInterface, Sandbox, SandboxState } from '../../sandbox/sandbox.js';
import type { EngineConfig, Initialized, LogEntry } from '../protocol.js';
import type { Conversation } from './conversation.js';
import type { EngineClient } from './engine-client.js';

export interface EngineSandboxOptions {
  readonly engine: EngineClient;
  /** By which the engine knows the plugin. */
  readonly plugin: string;
  readonly config: EngineConfig;
  readonly program: SandboxProgram;
  /** The functions of the host api by their dotted names. */
  readonly api: CallTable;
  /** Asks the user whether commands may be run on the computer of the engine. */
  askConsent(commands: readonly string[]): Promise<boolean>;
  onConsole(lines: readonly ConsoleLine[]): void;
  /** How far a start has come, 0–100; an empty text when the plugin's own code is about to run. */
  onStep?(text: string, progress: number): void;
  /** Told once it is there. */
  onAttached?(plugin: Initialized): void;
}

/** A plugin in a process of its own, on a plugin engine. */
export class EngineSandbox implements Sandbox {
  readonly id = randomId();
  readonly onExport = new Signal<PluginInterface>();
  readonly onEnd = new Signal<ImjoyError>();
  readonly onState = new Signal<SandboxState>();
  readonly isSilent = false;
  exported: PluginInterface | null = null;
  readonly #options: EngineSandboxOptions;
  readonly #abort = new AbortController();
  #conversation: Conversation | null = null;
  #link: WireLink | null = null;
  #ended: ImjoyError | null = null;
  #isLeaving = false;
  #resumed = false;
  #fail: (error: ImjoyError) => void = () => undefined;

  constructor(options: EngineSandboxOptions) {
    this.#options = options;
  }

  /** Whether the plugin ran already, for another page or before this one came back. */
  get resumed(): boolean {
    return this.#resumed;
  }

  async start(): Promise<void> {
    const ended = new Promise<never>((_, reject) => (this.#fail = reject));
    if (this.#ended) throw this.#ended;
    await Promise.race([this.#run(), ended]);
  }

  async exit(limit: number): Promise<void> {
    this.#isLeaving = true;
    if (!this.#link || this.#ended) return;
    // Of a plugin that others hold, too, it is not the end.
    if (this.#isShared) return;
    await settledWithin(this.#link.call('$exit'), limit);
  }

  async interrupt(limit: number): Promise<boolean> {
    const link = this.#link;
    if (!link || this.#ended) return false;
    const { engine, plugin } = this.#options;
    const impatience = setTimeout(
      () => void engine.interrupt(plugin).catch(() => undefined),
      limit / 2,
    );
    try {
      await within(link.call('$cancel'), limit, () => new Error('it does not listen'));
      return true;
    } catch {
      return false;
    } finally {
      clearTimeout(impatience);
    }
  }

  check(script: string, line: number): Promise<unknown> {
    return this.#link?.call('$check', script, line) ?? Promise.resolve(null);
  }

  /** What it was given by other plugins reaches it through the page, which knows when they are gone. */
  forget(): void {}

  /** What it gives to other plugins goes through the page, which withdraws it. */
  cut(): void {}

  dispose(reason: ImjoyError): void {
    if (this.#ended) return;
    this.#ended = reason;
    this.#abort.abort();
    this.#fail(reason);
    this.#link?.close(reason);
    this.#conversation?.end(reason);
    this.#letGo();
    this.onEnd.emit(reason);
  }

  /** The engine ends what nobody holds; what is ended on purpose ends, whatever its flags say. */
  #letGo(): void {
    const { engine, plugin } = this.#options;
    const isOver = this.#isLeaving && !this.#isShared;
    const letting = isOver ? engine.kill(plugin) : engine.release(plugin);
    letting.catch(() => undefined);
  }

  get #isShared(): boolean {
    return this.#options.config.flags.includes('single-instance');
  }

  async #run(): Promise<void> {
    const { api, program, onAttached, onStep } = this.#options;
    const conversation = await this.#init();
    if (this.#ended) throw this.#ended;
    this.#conversation = conversation;
    onAttached?.(conversation.plugin);
    const table = new Map(api);
    table.set(HOST_EXPORT, { fn: (value: unknown) => this.#export(value) });
    const link = new WireLink({
      codec: createWireCodec(),
      table,
      send: (message) => conversation.send(message),
      onPending: (isBusy) => this.onState.emit(isBusy ? 'busy' : 'idle'),
    });
    this.#link = link;
    conversation.onMessage.connect((message) => link.receive(message));
    conversation.onEnd.connect((reason) => this.dispose(reason));
    conversation.onResponsive.connect((isThere) =>
      this.onState.emit(isThere ? 'responsive' : 'unresponsive'),
    );
    conversation.onLog.connect((entry) => this.#log(entry));
    await this.#options.engine.follow(conversation);
    if (conversation.hasEnded) throw gone(program.name);
    onStep?.('', 100);
    const { methods, constants } = program.api;
    const scripts = program.scripts.map(({ content, line, src }) => ({ content, line, src }));
    const known = { ...constants, WORK_DIR: conversation.plugin.work_dir };
    const started = link.call('$start', scripts, methods, known);
    this.#resumed = (await started) === true;
  }

  /** Asks the user where commands are to be run, and comes again with the answer. */
  async #init(consent?: string): Promise<Conversation> {
    const { engine, plugin, config, askConsent, onStep } = this.#options;
    const onLog = (entry: LogEntry) => this.#log(entry);
    const options = { signal: this.#abort.signal, onLog, ...(onStep && { onStep }) };
    try {
      const request = { id: plugin, config, ...(consent !== undefined && { consent }) };
      return await engine.init(request, options);
    } catch (error) {
      if (!(error instanceof ImjoyError) || error.code !== 'ENGINE_CONSENT' || consent) throw error;
      const { commands, hash } = error.details;
      if (await askConsent(commands as readonly string[])) return this.#init(String(hash));
      throw new ImjoyError(
        'DIALOG_CANCELLED',
        `${config.name} was not started: what it requires was not to be installed`,
      );
    }
  }

  #log({ type, value }: LogEntry): void {
    if (type === 'progress') return this.#options.onStep?.(String(value), 0);
    this.#options.onConsole([{ level: type, text: String(value) }]);
  }

  #export(value: unknown): void {
    if (typeof value !== 'object' || value === null)
      throw new ImjoyError(
        'PLUGIN_EXPORT',
        `${this.#options.config.name} exported ${messageOf(value)}`,
      );
    this.exported = value as PluginInterface;
    this.onExport.emit(this.exported);
  }
}

const gone = (name: string) => new ImjoyError('ENGINE_LOST', `${name} ended before it was ready`);
