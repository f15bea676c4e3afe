import { ImjoyError, messageOf } from '../../../base/error.js';
import { createWireCodec, NdArray, WireLink, type Callable } from '../../../rpc/index.js';
import type { Ended, PluginEvent } from '../../protocol.js';
import type { Attachment } from '../attachment.js';
import { textOf } from './jailed-codec.js';
import type { OfferedInterface } from './jailed-interface.js';
import { JailedSession, type JailedMessage } from './jailed-session.js';

export interface ClassicPluginOptions {
  readonly workDir: string;
  /** The conversation of the page with the plugin; null when it has ended. */
  attachment(): Attachment | null;
  /** Tells the page something of this plugin. */
  tell(event: JailedMessage): void;
  /** Ends the plugin; resolves when it is gone. */
  kill(): Promise<void>;
  /** The page has been told that it has ended. */
  onEnd(): void;
}

/** The function by which Python hands over what a plugin exports. */
const EXPORT = '$export';

/**
 * The host of a plugin for a page of 2019: to Python it is a page like any other, to the page it is what plugins were
 * then. Steps: 1. `initialized`; 2. the page hands over its functions, and is told when Python has them; 3. it has
 * scripts executed, one by one; 4. it asks for the functions of the plugin.
 */
export class ClassicPlugin {
  readonly #options: ClassicPluginOptions;
  readonly #session: JailedSession;
  readonly #link: WireLink;
  readonly #table = new Map<string, Callable>();
  /** Whether its scripts ran already, for another page or before this one came back. */
  #resumed: Promise<boolean> | null = null;
  #sent = 0;
  #received = 0;
  #ended = false;

  constructor(options: ClassicPluginOptions) {
    const { tell } = options;
    this.#options = options;
    this.#session = new JailedSession({
      send: (data) => tell({ type: 'message', data }),
      onInterface: (api) => void this.#connect(api),
    });
    this.#link = new WireLink({
      codec: createWireCodec((data, shape, dtype) => ({ ...new NdArray(data, shape), dtype })),
      table: this.#table,
      send: ({ text, buffers }) => {
        const parts = [Buffer.from(text), ...buffers.map((buffer) => new Uint8Array(buffer))];
        options.attachment()?.receive(++this.#sent, parts);
      },
    });
  }

  /** The number up to which messages of the plugin were heard. */
  get received(): number {
    return this.#received;
  }

  /** Tells the page that it may hand over its functions. */
  begin(): void {
    this.#options.tell({ type: 'initialized', dedicatedThread: true });
  }

  /** Hears what the engine tells a page of a plugin. */
  hear(event: PluginEvent): void {
    if (event.type === 'logging') this.#options.tell({ ...event });
    if (event.type === 'disconnected') void this.end(event.details);
    if (event.type !== 'message') return;
    const { seq } = event.data;
    const attachment = this.#options.attachment();
    const [text, ...buffers] = attachment?.find(seq) ?? [];
    if (!text || seq !== this.#received + 1) return;
    this.#received = seq;
    attachment?.acknowledge(seq);
    this.#link.receive({ text: Buffer.from(text).toString('utf8'), buffers: buffers.map(copy) });
  }

  /** Hears what the page says to the plugin, whatever it is. */
  receive(data: unknown): void {
    if (this.#ended || typeof data !== 'object' || data === null) return;
    const { type, url, code, data: message } = data as JailedMessage;
    // What it would have needed to understand the page it has.
    if (type === 'import') this.#options.tell({ type: 'importSuccess', url });
    if (type === 'execute') void this.#execute(code as JailedMessage | null);
    if (type === 'message' && typeof message === 'object' && message !== null)
      this.#session.receive(message as JailedMessage);
  }

  /** The plugin has ended, or the page has let go of it: whatever waits is answered, then the page is told. */
  async end({ success, message }: Pick<Ended, 'success' | 'message'>): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    const reason = new ImjoyError('ENGINE_PLUGIN_EXITED', message);
    this.#link.close(reason);
    await this.#session.close(reason);
    this.#options.tell({ type: 'disconnected', details: { success, message } });
    this.#options.onEnd();
  }

  async #connect({ methods, constants }: OfferedInterface): Promise<void> {
    this.#table.clear();
    for (const name of methods)
      this.#table.set(name, { fn: (...args) => this.#session.call(name, unmarked(args)) });
    // After those of the page, which takes the place of none.
    this.#table.set(EXPORT, { fn: (exported) => this.#export(exported) });
    const all = { ...constants, WORK_DIR: this.#options.workDir };
    const connected = this.#link.call('$connect', methods, all) as Promise<boolean>;
    this.#resumed ??= connected;
    // Why it could not be connected is told when it ends.
    await connected.then(
      () => this.#options.tell({ type: 'message', data: { type: 'interfaceSetAsRemote' } }),
      () => undefined,
    );
  }

  /** What is to be installed was installed before it was started. */
  async #execute(code: JailedMessage | null): Promise<void> {
    const { type, content } = code ?? {};
    try {
      if (type !== 'requirements' && type !== 'script')
        throw new ImjoyError('NOT_SUPPORTED', `a plugin of the engine executes no ${String(type)}`);
      if (type === 'script' && !(await this.#resumed))
        await this.#link.call('$run', { content: String(content), line: 1, src: null });
      this.#options.tell({ type: 'executeSuccess' });
    } catch (error) {
      if (this.#ended) return;
      const text = error instanceof Error ? textOf(error) : messageOf(error);
      this.#options.tell({ type: 'executeFailure', error: text });
      await this.#options.kill();
    }
  }

  /** A plugin could always be told to exit. */
  #export(exported: unknown): void {
    const exit = () => this.#options.kill();
    this.#session.offer({ ...(exported as Record<string, unknown>), exit });
  }
}

/** Arguments by name are an object like any other there. */
function unmarked(args: readonly unknown[]): unknown[] {
  const named = args.at(-1) as { _rkwargs?: unknown } | null | undefined;
  if (typeof named !== 'object' || named?._rkwargs !== true) return [...args];
  const { _rkwargs, ...members } = named;
  return [...args.slice(0, -1), members];
}

function copy(bytes: Uint8Array): ArrayBuffer {
  const own = new Uint8Array(bytes.length);
  own.set(bytes);
  return own.buffer;
}
