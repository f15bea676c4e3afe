import { ImjoyError, messageOf } from '../../base/error.js';
import { randomId } from '../../base/id.js';
import { Signal } from '../../base/signal.js';
import type { CallTable, Callable, Link, Peer } from '../../rpc/index.js';
import * as protocol from '../program.js';
import type { ConnectMessage, ConsoleLine, SandboxProgram } from '../program.js';
import type { PluginInterface, Sandbox, SandboxState } from '../sandbox.js';
import type { Frame } from './frame.js';
import { Watchdog } from './watchdog.js';

export interface BrowserSandboxOptions {
  readonly peer: Peer;
  /** The frame it lives in; the sandbox owns it from now on. */
  readonly frame: Frame;
  readonly program: SandboxProgram;
  /** The host api of this plugin, by dotted name. */
  readonly api: ReadonlyMap<string, Callable>;
  readonly title: string;
  onConsole(lines: readonly ConsoleLine[]): void;
  /** The height of the content in CSS pixels, where the program reports it. */
  onHeight?(height: number): void;
}

/** A plugin in a frame of opaque origin, or in a worker started inside one. */
export class BrowserSandbox implements Sandbox {
  readonly id = randomId();
  readonly onExport = new Signal<PluginInterface>();
  readonly onEnd = new Signal<ImjoyError>();
  readonly onState = new Signal<SandboxState>();
  exported: PluginInterface | null = null;
  readonly #options: BrowserSandboxOptions;
  readonly #frame: Frame;
  readonly #watchdog: Watchdog;
  #link: Link | null = null;
  #ended: ImjoyError | null = null;
  #fail: (error: ImjoyError) => void = () => undefined;

  constructor(options: BrowserSandboxOptions) {
    this.#options = options;
    this.#watchdog = new Watchdog({
      isWaiting: () => options.peer.isWaitingFor(this.id),
      ping: () => this.#link?.call(protocol.GUEST_PING) ?? Promise.resolve(),
      report: (state) => this.onState.emit(state),
    });
    this.#frame = options.frame;
    this.#frame.onNavigated = () => this.dispose(navigated(options.title));
  }

  get element(): HTMLIFrameElement {
    return this.#frame.element;
  }

  async start(): Promise<void> {
    const ended = new Promise<never>((_, reject) => (this.#fail = reject));
    if (this.#ended) throw this.#ended;
    await Promise.race([this.#run(), ended]);
  }

  async exit(limit: number): Promise<void> {
    const link = this.#link;
    if (!link || this.#ended) return;
    const signal = AbortSignal.timeout(limit);
    await link.call(protocol.GUEST_EXIT, signal).catch(() => undefined);
  }

  /** Tells the plugin that another one is gone, so that its own calls to it settle. */
  forget(id: string, reason: ImjoyError): void {
    this.#link?.call(protocol.GUEST_FORGET, id, reason).catch(() => undefined);
  }

  /** Withdraws what this plugin offered to another one. */
  cut(holder: string): void {
    this.#link?.call(protocol.GUEST_CUT, holder).catch(() => undefined);
  }

  dispose(reason: ImjoyError): void {
    if (this.#ended) return;
    this.#ended = reason;
    this.#watchdog.stop();
    this.#fail(reason);
    this.#link?.close();
    this.#options.peer.forget(this.id, reason);
    this.#frame.remove();
    this.onEnd.emit(reason);
  }

  async #run(): Promise<void> {
    const port = await this.#frame.port;
    const { peer, program } = this.#options;
    const hello: ConnectMessage = { self: this.id, host: peer.id };
    port.postMessage(hello);
    this.#link = peer.link(port, { peer: this.id, table: this.#table() });
    this.#watchdog.start();
    await this.#link.call(protocol.GUEST_START, program);
  }

  #table(): CallTable {
    const table = new Map(this.#options.api);
    table.set(protocol.HOST_EXPORT, { fn: (value: unknown) => this.#export(value) });
    table.set(protocol.HOST_CONSOLE, { fn: (lines: unknown) => this.#console(lines) });
    table.set(protocol.HOST_HEIGHT, {
      fn: (height: unknown) => this.#options.onHeight?.(Math.max(0, Number(height) || 0)),
    });
    table.set(protocol.HOST_BUSY, {
      fn: (busy: unknown) => this.onState.emit(busy ? 'busy' : 'idle'),
    });
    return table;
  }

  #export(value: unknown): void {
    if (typeof value !== 'object' || value === null)
      throw new ImjoyError('PLUGIN_EXPORT', `${this.#options.title} exported ${messageOf(value)}`);
    this.exported = value as PluginInterface;
    this.onExport.emit(this.exported);
  }

  #console(lines: unknown): void {
    if (!Array.isArray(lines)) return;
    const valid = lines.filter(isConsoleLine).slice(0, MAX_LINES);
    this.#options.onConsole(valid);
  }
}

/** Console lines taken from one message; a plugin's own runtime sends fewer. */
const MAX_LINES = 200;

function isConsoleLine(value: unknown): value is ConsoleLine {
  if (typeof value !== 'object' || value === null) return false;
  const { level, text } = value as Partial<ConsoleLine>;
  return typeof level === 'string' && typeof text === 'string';
}

const navigated = (name: string) =>
  new ImjoyError('PLUGIN_NAVIGATED', `${name} left its page and was ended`);
