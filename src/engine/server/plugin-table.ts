import { ImjoyError } from '../../base/error.js';
import type {
  Ended,
  EngineConfig,
  InitRequest,
  InitStep,
  PluginLogPart,
  ProcessInfo,
} from '../protocol.js';
import type { Attachment } from './attachment.js';
import { PluginInstance, type Holder } from './plugin-instance.js';
import type { PluginProcess } from './plugin-process.js';
import { UsageMeter } from './usage.js';

/** A page as the table knows it: of which browser it is matters, too. */
export interface Page extends Holder {
  readonly client: string;
}

/** Told what a start says while it is under way. */
export type OnStep = (step: InitStep) => void;

export interface StartRequest extends InitRequest {
  readonly signal: AbortSignal;
  readonly onStep: OnStep;
}

export interface TableOptions {
  /** Plugins that one browser may run at a time. */
  readonly limit: number;
  /** Prepares what the plugin needs and starts its process. */
  start(request: StartRequest): Promise<{ process: PluginProcess; workDir: string }>;
}

/** What a page is given that takes part in a plugin. */
export interface Part {
  readonly instance: PluginInstance;
  readonly secret: string;
  /** Whether it ran already. */
  readonly resumed: boolean;
}

/** Ends of plugins that are remembered: a page that was away asks. */
const REMEMBERED = 100;

/** A plugin that is starting or runs, and is not about to end. */
interface Entry {
  readonly client: string;
  /** What makes a second one of its kind the same. */
  readonly key: string;
  readonly abort: AbortController;
  readonly instance: Promise<PluginInstance>;
}

/** A page's hand on a plugin, by the id that the page has given it. */
interface Hold {
  readonly entry: Entry;
  /** Null until it has started. */
  secret: string | null;
}

/**
 * The plugins that run, who holds them, and which of them are shared: by default each page has its own;
 * `single-instance` is one for all pages of a workspace, `allow-detach` waits for the same browser to come back.
 */
export class PluginTable {
  readonly #options: TableOptions;
  readonly #entries = new Map<string, Entry>();
  readonly #holds = new Map<Page, Map<string, Hold>>();
  readonly #running = new Set<PluginInstance>();
  readonly #ended = new Map<string, Ended>();
  readonly #meter = new UsageMeter();
  #isClosed = false;

  constructor(options: TableOptions) {
    this.#options = options;
  }

  /**
   * Starts a plugin for a page, or lets it take part in one that runs. The same id again is the same part.
   * @throws ImjoyError what keeps it from starting
   */
  async init(page: Page, request: InitRequest, onStep: OnStep): Promise<Part> {
    const { id } = request;
    const known = this.#holdOf(page, id);
    const running = known?.entry ?? this.#entries.get(keyOf(page, request));
    const entry = running ?? this.#begin(page, request, onStep);
    const hold = known ?? { entry, secret: null };
    this.#holdsOf(page).set(id, hold);
    try {
      const instance = await entry.instance;
      // The page may have thought better of it, or be gone.
      if (this.#holdOf(page, id) !== hold) throw cancelled(request.config);
      hold.secret ??= instance.attach(page);
      return { instance, secret: hold.secret, resumed: running !== undefined };
    } catch (error) {
      if (this.#holdOf(page, id) === hold) this.#drop(page, id);
      throw error;
    }
  }

  /** A page's part in a plugin; null where it has none by this secret. */
  partOf(
    page: Page,
    secret: string,
  ): { readonly instance: PluginInstance; readonly attachment: Attachment } | null {
    for (const instance of this.#running) {
      const attachment = instance.attachmentOf(page, secret);
      if (attachment) return { instance, attachment };
    }
    return null;
  }

  /** A plugin that this page holds, by the id the page has given it; null where it runs no more. */
  async heldAs(page: Page, id: string): Promise<PluginInstance | null> {
    const instance = await this.#holdsOf(page)
      .get(id)
      ?.entry.instance.catch(() => null);
    return instance && !instance.ended ? instance : null;
  }

  /** How a plugin ended that this secret belonged to, if that is not long ago. */
  endOf(secret: string): Ended | null {
    return this.#ended.get(secret) ?? null;
  }

  /** Takes a page's hand off a plugin; what nobody holds ends, unless it may run by itself. */
  async release(page: Page, id: string): Promise<void> {
    const hold = this.#drop(page, id);
    if (!hold) return;
    const { entry, secret } = hold;
    if (secret !== null) (await entry.instance).release(secret);
    if (this.#isHeld(entry)) return;
    const mayStay = secret !== null && (await entry.instance).config.flags.includes('allow-detach');
    if (!mayStay) await this.#end(entry);
  }

  /** Ends a plugin that this page holds, for everybody. */
  async kill(page: Page, id: string): Promise<void> {
    const hold = this.#drop(page, id);
    if (!hold) throw unknown();
    await this.#end(hold.entry);
  }

  async interrupt(page: Page, id: string): Promise<void> {
    const hold = this.#holdOf(page, id);
    if (!hold) throw unknown();
    (await hold.entry.instance).interrupt();
  }

  /** Ends the process of a plugin, whoever holds it; no other process. */
  async killProcess(pid: number): Promise<void> {
    const instance = this.#find(pid);
    if (!instance)
      throw new ImjoyError('ENGINE_PLUGIN_UNKNOWN', `no plugin has the process ${pid}`);
    await instance.kill();
  }

  /** A page has gone for good. */
  async leave(page: Page): Promise<void> {
    const ids = [...(this.#holds.get(page)?.keys() ?? [])];
    await Promise.all(ids.map((id) => this.release(page, id)));
  }

  /** A page was behind, and takes again what it is told. */
  catchUp(page: Page): void {
    for (const instance of this.#running) instance.catchUp(page);
  }

  async endAll(): Promise<void> {
    const entries = [...this.#entries.values()];
    const dying = [...this.#running];
    await Promise.all([
      ...entries.map((entry) => this.#end(entry)),
      ...dying.map((instance) => instance.end()),
    ]);
  }

  /** Ends all, and starts none any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.endAll();
  }

  describe(page: Page): ProcessInfo[] {
    const running = [...this.#running];
    const usages = this.#meter.measure(running.map(({ pid }) => pid));
    return running.map((one) => one.describe(page, usages.get(one.pid) ?? null));
  }

  /** What a plugin wrote after its first so many entries, as far as it is kept. */
  logOf(pid: number, since: number): PluginLogPart {
    const log = this.#find(pid)?.log;
    return { log: log?.since(since) ?? [], count: log?.count ?? since };
  }

  #find(pid: number): PluginInstance | undefined {
    return [...this.#running].find((one) => one.pid === pid);
  }

  #begin(page: Page, request: InitRequest, onStep: OnStep): Entry {
    const { client } = page;
    const { name } = request.config;
    if (this.#isClosed) throw new ImjoyError('ENGINE_LOST', `${name}: the engine is about to end`);
    const own = [...this.#entries.values()].filter((entry) => entry.client === client);
    if (own.length >= this.#options.limit)
      throw new ImjoyError(
        'ENGINE_BUSY',
        `${name} is not started: this browser runs ${own.length} plugins already, and more are not allowed`,
      );
    const abort = new AbortController();
    const instance = this.#start({ ...request, onStep, signal: abort.signal });
    const entry: Entry = { client, key: keyOf(page, request), abort, instance };
    this.#entries.set(entry.key, entry);
    const forget = () => this.#forget(entry);
    instance.then((started) => {
      if (started.ended) forget();
      else started.onEnd.connect(forget);
    }, forget);
    return entry;
  }

  async #start(request: StartRequest): Promise<PluginInstance> {
    const { process, workDir } = await this.#options.start(request);
    const instance = new PluginInstance(request.config, workDir, process);
    this.#running.add(instance);
    instance.onEnd.connect((secrets) => {
      this.#running.delete(instance);
      for (const secret of secrets) if (instance.ended) this.#ended.set(secret, instance.ended);
      for (const [secret] of this.#ended)
        if (this.#ended.size > REMEMBERED) this.#ended.delete(secret);
    });
    return instance;
  }

  /** Whoever asks for the same from now on gets a new one. */
  async #end(entry: Entry): Promise<void> {
    this.#closeTo(entry);
    entry.abort.abort();
    await entry.instance.then(
      (instance) => instance.end(),
      () => undefined,
    );
  }

  #closeTo(entry: Entry): void {
    if (this.#entries.get(entry.key) === entry) this.#entries.delete(entry.key);
  }

  /** It has ended. */
  #forget(entry: Entry): void {
    this.#closeTo(entry);
    for (const [page, holds] of this.#holds)
      for (const [id, hold] of holds) if (hold.entry === entry) this.#drop(page, id);
  }

  #isHeld(entry: Entry): boolean {
    return [...this.#holds.values()].some((holds) =>
      [...holds.values()].some((hold) => hold.entry === entry),
    );
  }

  #holdOf(page: Page, id: string): Hold | undefined {
    return this.#holds.get(page)?.get(id);
  }

  #holdsOf(page: Page): Map<string, Hold> {
    const holds = this.#holds.get(page) ?? new Map<string, Hold>();
    this.#holds.set(page, holds);
    return holds;
  }

  #drop(page: Page, id: string): Hold | undefined {
    const holds = this.#holds.get(page);
    const hold = holds?.get(id);
    holds?.delete(id);
    if (holds?.size === 0) this.#holds.delete(page);
    return hold;
  }
}

/** What makes plugins the same one, by their flags. */
function keyOf(page: Page, { id, config }: InitRequest): string {
  const { flags, workspace, name, tag } = config;
  const kind = [workspace, name, tag];
  if (flags.includes('single-instance')) return JSON.stringify(kind);
  if (flags.includes('allow-detach')) return JSON.stringify([page.client, ...kind]);
  return JSON.stringify([page.client, page.id, id]);
}

export const unknown = () =>
  new ImjoyError('ENGINE_PLUGIN_UNKNOWN', 'this page holds no such plugin on the engine');

const cancelled = ({ name }: EngineConfig) =>
  new ImjoyError('RPC_ABORTED', `${name} was ended before it had started`);
