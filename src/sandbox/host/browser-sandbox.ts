import { ImjoyError, messageOf } from '../../base/error.js';
import { randomId } from '../../base/id.js';
import { Signal } from '../../base/signal.js';
import type { CallTable, Callable, Link, Peer } from '../../rpc/index.js';
import * as protocol from '../program.js';
import type { ConnectMessage, ConsoleLine, SandboxProgram } from '../program.js';
import type { PluginInterface, Sandbox, SandboxState } from '../sandbox.js';
import { PYTHON_INTERRUPT } from '../python-kit.js';
import type { Frame } from './frame.js';
import { Watchdog, type Patience } from './watchdog.js';

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
  /** What a page of somebody else calls itself. */
  onNamed?(name: string): void;
  /** How far a start has come that takes long, 0–100; an empty text when the plugin's own code is about to run. */
  onStep?(text: string, progress: number): void;
  /** How long it may be silent before it counts as unresponsive. */
  readonly patience?: Patience;
}

/** A plugin in a frame of opaque origin, or in a worker started inside one. */
export class BrowserSandbox implements Sandbox {
  readonly id = randomId();
  readonly onExport = new Signal<PluginInterface>();
  readonly onEnd = new Signal<ImjoyError>();
  readonly onState = new Signal<SandboxState>();
  readonly resumed = false;
  exported: PluginInterface | null = null;
  readonly #options: BrowserSandboxOptions;
  readonly #frame: Frame;
  readonly #watchdog: Watchdog;
  #link: Link | null = null;
  #ended: ImjoyError | null = null;
  #busy = false;
  #isStarted = false;
  #leftUnanswered = false;
  #fail: (error: ImjoyError) => void = () => undefined;

  constructor(options: BrowserSandboxOptions) {
    this.#options = options;
    this.#watchdog = new Watchdog({
      isPresent: () => this.element.isConnected,
      onAbsent: () => this.dispose(gone(options.title)),
      isWaiting: () => options.peer.isWaitingFor(this.id),
      ping: () => this.#link?.call(protocol.GUEST_PING) ?? Promise.resolve(),
      report: (state) => this.onState.emit(state),
      patience: options.patience,
    });
    this.#frame = options.frame;
    void this.#frame.left.then(() => this.dispose(gone(options.title)));
  }

  get element(): HTMLIFrameElement {
    return this.#frame.element;
  }

  /** Whether it has stopped answering: a loop without end may be running in its process. */
  get isSilent(): boolean {
    return this.#leftUnanswered || this.#watchdog.isSilent;
  }

  async start(): Promise<void> {
    const ended = new Promise<never>((_, reject) => (this.#fail = reject));
    if (this.#ended) throw this.#ended;
    await Promise.race([this.#run(), ended]);
  }

  async exit(limit: number): Promise<void> {
    const link = this.#link;
    if (!link || this.#ended || !this.#frame.element.isConnected) return;
    const signal = AbortSignal.timeout(limit);
    await link.call(protocol.GUEST_EXIT, signal).catch(() => undefined);
    this.#leftUnanswered = signal.aborted;
  }

  /**
   * Cancels what it is doing, at most for so many milliseconds, without ending it. Where memory is shared, also
   * what does not listen: that is told so again and again, since one interrupt may meet what handles another
   * message, and has longer, since to be ended costs it its memory.
   * @returns whether it is calm now
   */
  async interrupt(limit: number): Promise<boolean> {
    const link = this.#link;
    if (!link || this.#ended) return false;
    const signal = AbortSignal.timeout(crossOriginIsolated ? 3 * limit : limit);
    const cancelled = link.call(protocol.GUEST_INTERRUPT, signal).then(
      () => true,
      () => false,
    );
    const insistence = setInterval(
      () => this.element.contentWindow?.postMessage(PYTHON_INTERRUPT, '*'),
      limit / 2,
    );
    return cancelled.finally(() => clearInterval(insistence));
  }

  /** What is wrong with a script, as the interpreter in it sees it. @throws ImjoyError when it does not answer */
  check(script: string, line: number): Promise<unknown> {
    return this.#link?.call(protocol.GUEST_CHECK, script, line) ?? Promise.resolve(null);
  }

  /** Whether a function lives in this sandbox. */
  owns(fn: object): boolean {
    return this.#options.peer.ownerOf(fn) === this.id;
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
    this.#isStarted = true;
  }

  #table(): CallTable {
    const table = new Map(this.#options.api);
    table.set(protocol.HOST_EXPORT, { fn: (value: unknown) => this.#export(value) });
    table.set(protocol.HOST_REFUSED, { fn: (error: unknown) => this.#refuse(error) });
    table.set(protocol.HOST_CONSOLE, { fn: (lines: readonly unknown[]) => this.#console(lines) });
    table.set(protocol.HOST_HEIGHT, { fn: (height: unknown) => this.#resize(height) });
    table.set(protocol.HOST_NAMED, { fn: (name: unknown) => this.#name(name) });
    table.set(protocol.HOST_STEP, {
      fn: (text: unknown, progress: unknown) => this.#step(text, progress),
    });
    table.set(protocol.HOST_BUSY, { fn: (busy: unknown) => this.#work(busy === true) });
    return table;
  }

  #export(value: unknown): void {
    if (typeof value !== 'object' || value === null)
      throw new ImjoyError('PLUGIN_EXPORT', `${this.#options.title} exported ${messageOf(value)}`);
    this.exported = value as PluginInterface;
    this.onExport.emit(this.exported);
  }

  /** What it wanted to export was refused, and it does not care: it has nothing to offer. */
  #refuse(error: unknown): void {
    if (this.exported) return;
    const { title } = this.#options;
    this.dispose(new ImjoyError('PLUGIN_EXPORT', `${title}: ${messageOf(error)}`));
  }

  #resize(height: unknown): void {
    if (typeof height === 'number' && height >= 0 && height <= MAX_HEIGHT)
      this.#options.onHeight?.(height);
  }

  #name(name: unknown): void {
    if (typeof name === 'string' && name.trim())
      this.#options.onNamed?.(name.trim().slice(0, MAX_NAME));
  }

  #step(text: unknown, progress: unknown): void {
    if (this.#isStarted || typeof text !== 'string' || !Number.isFinite(progress)) return;
    this.#options.onStep?.(text.slice(0, MAX_STEP), Math.min(100, Math.max(0, Number(progress))));
  }

  #work(busy: boolean): void {
    if (busy === this.#busy) return;
    this.#busy = busy;
    this.onState.emit(busy ? 'busy' : 'idle');
  }

  /** A plugin that sends anything but a list is told that this failed. */
  #console(lines: readonly unknown[]): void {
    const valid = lines.slice(0, MAX_LINES).filter(isConsoleLine);
    this.#options.onConsole(
      valid.map(({ level, text }) => ({ level, text: text.slice(0, MAX_TEXT) })),
    );
  }
}

/** What is believed of one message, however it was made: the runtime keeps well below all three. */
const MAX_LINES = 200;
const MAX_TEXT = 20_000;
/** Characters of a name, and of a step. */
const MAX_NAME = 48;
const MAX_STEP = 120;
/** CSS pixels. */
const MAX_HEIGHT = 100_000;

function isConsoleLine(value: unknown): value is ConsoleLine {
  if (typeof value !== 'object' || value === null) return false;
  const { level, text } = value as Partial<ConsoleLine>;
  return typeof level === 'string' && typeof text === 'string';
}

const gone = (name: string) =>
  new ImjoyError('PLUGIN_NAVIGATED', `${name} was ended: its frame left its page or was removed`);
