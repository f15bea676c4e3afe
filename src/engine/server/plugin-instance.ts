import { randomUUID } from 'node:crypto';
import { Signal } from '../../base/signal.js';
import type { Ended, EngineConfig, LogEntry, PluginEvent, ProcessInfo } from '../protocol.js';
import { Attachment } from './attachment.js';
import { LogRing } from './log-ring.js';
import type { Exit, PluginProcess } from './plugin-process.js';
import type { Usage } from './usage.js';

/** A page that may hold plugins. */
export interface Holder {
  readonly id: string;
  /** Whether it takes what it is told: it is there, and not behind. */
  readonly isReady: boolean;
  tell(secret: string, event: PluginEvent): void;
}

/** A page's part in a plugin. */
interface Held {
  readonly holder: Holder;
  readonly attachment: Attachment;
  /** Entries of the log that it was told; null before it listens. */
  told: number | null;
}

/** Lines of its output that go along with the news of its end. */
const TAIL = 20;
/** Lines that whoever comes later is told. */
const REPEATED = 1_000;

/** A plugin that runs, and the pages that hold it. */
export class PluginInstance {
  readonly config: EngineConfig;
  readonly workDir: string;
  readonly log = new LogRing();
  /** Told the secrets of those that held it. */
  readonly onEnd = new Signal<readonly string[]>();
  readonly started = Date.now();
  readonly #process: PluginProcess;
  /** By their secrets. Whoever knows one has to be its holder, too. */
  readonly #held = new Map<string, Held>();
  #left: number | null = null;
  #ended: Ended | null = null;
  #isAsked = false;

  constructor(config: EngineConfig, workDir: string, process: PluginProcess) {
    this.config = config;
    this.workDir = workDir;
    this.#process = process;
    process.onLog.connect((entry) => this.#note(entry));
    process.onResponsive.connect((responsive) => this.#tellAll({ type: 'state', responsive }));
    process.onMessage.connect(({ peer, parts, taken }) => {
      const held = this.#held.get(peer);
      if (held) held.attachment.send(parts, taken);
      else taken();
    });
    void process.exited.then((exit) => this.#end(exit));
  }

  get pid(): number {
    return this.#process.pid;
  }

  /** How it ended; null while it runs. */
  get ended(): Ended | null {
    return this.#ended;
  }

  get holders(): number {
    return this.#held.size;
  }

  /** Has a page take part. @returns the secret of this part */
  attach(holder: Holder): string {
    const secret = randomUUID();
    const attachment = new Attachment(
      (event) => holder.tell(secret, event),
      (parts, taken) => this.#process.send(secret, parts, taken),
    );
    this.#held.set(secret, { holder, attachment, told: null });
    this.#left = null;
    this.#process.attach(secret);
    return secret;
  }

  /** A page listens, for the first time or after its connection was lost: it is told what it has missed. */
  resume(secret: string, received: number): void {
    const held = this.#held.get(secret);
    if (!held) return;
    held.told ??= 0;
    held.attachment.resume(received);
    this.#tellLog(secret, held);
  }

  attachmentOf(holder: Holder, secret: string): Attachment | null {
    const held = this.#held.get(secret);
    return held?.holder === holder ? held.attachment : null;
  }

  /** Has a page take part no longer. Its calls end; the plugin goes on. */
  release(secret: string): void {
    const held = this.#held.get(secret);
    if (!held) return;
    this.#held.delete(secret);
    held.attachment.close();
    this.#process.detach(secret);
    if (this.#held.size === 0) this.#left = Date.now();
  }

  /** A page takes again what it is told. */
  catchUp(holder: Holder): void {
    for (const [secret, held] of this.#held)
      if (held.holder === holder) this.#tellLog(secret, held);
  }

  interrupt(): void {
    this.#process.interrupt();
  }

  /** Ends it for all. */
  async end(): Promise<void> {
    this.#isAsked = true;
    await this.#process.end();
  }

  async kill(): Promise<void> {
    this.#isAsked = true;
    await this.#process.kill();
  }

  describe(asking: Holder, usage: Usage | null): ProcessInfo {
    const { name, workspace, tag, flags } = this.config;
    const holders = new Set([...this.#held.values()].map(({ holder }) => holder));
    return {
      ...{ pid: this.pid, name, workspace, tag, flags },
      holders: holders.size,
      own: holders.has(asking),
      age: secondsSince(this.started),
      detached: this.#left === null ? null : secondsSince(this.#left),
      memory: usage?.memory ?? null,
      cpu: usage?.cpu ?? null,
    };
  }

  #note(entry: LogEntry): void {
    this.log.add(entry);
    for (const [secret, held] of this.#held) this.#tellLog(secret, held);
  }

  #tellLog(secret: string, held: Held): void {
    const { told, holder } = held;
    if (told === null || told === this.log.count || !holder.isReady) return;
    // Before it is told: telling may find that there is room for more.
    held.told = this.log.count;
    for (const entry of this.log.since(Math.max(told, this.log.count - REPEATED)))
      holder.tell(secret, { type: 'logging', details: entry });
  }

  #end({ code, signal, error }: Exit): void {
    const log = this.log.tail(TAIL);
    const how = error ?? (signal ? `by ${signal}` : `with code ${code}`);
    const last = this.log.entries.at(-1);
    const why = last?.type === 'error' ? `: ${last.value}` : '';
    const message = `${this.config.name} ended ${how}${why}`;
    this.#ended = { success: this.#isAsked, message, code, signal, log };
    this.#tellAll({ type: 'disconnected', details: this.#ended });
    for (const { attachment } of this.#held.values()) attachment.close();
    const secrets = [...this.#held.keys()];
    this.#held.clear();
    this.onEnd.emit(secrets);
  }

  #tellAll(event: PluginEvent): void {
    for (const [secret, { holder }] of this.#held) holder.tell(secret, event);
  }
}

const secondsSince = (time: number): number => Math.round((Date.now() - time) / 1000);
