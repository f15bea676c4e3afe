import { createDeferred } from '../base/deferred.js';
import { turnOfThePage } from '../base/page-turn.js';
import { settledWithin } from '../base/within.js';
import type { PluginRecord } from '../registry/plugin-record.js';
import type { StoredPlugin } from '../storage/workspace-store.js';

/** What the line asks of the library. */
export interface StartLineHost {
  /** Null for one that cannot be read, which the library has noted. */
  read(plugin: StoredPlugin): Promise<PluginRecord | null>;
  /** Never rejects. */
  start(plugin: StoredPlugin, record: PluginRecord): Promise<void>;
  /** Whether code of it runs as soon as it is loaded. */
  needsSandbox(record: PluginRecord): boolean;
}

/** Sandboxes of stored plugins that start at the same time: more only take turns on the processor. */
const WIDTH = 4;
/** How long one that starts keeps others from starting, in milliseconds: slow ones hold up nobody. */
const PATIENCE = 2_000;
/** How long reading may keep the page from its work, in milliseconds. */
const SLICE = 8;

interface Waiting {
  readonly plugin: StoredPlugin;
  record: PluginRecord | null;
  /** Settles when it has taken its name, once somebody asked for it. */
  coming: Promise<void> | null;
}

/**
 * Starts stored plugins, none of which waits for another, without the page or its user waiting for them
 * all: those that only have to be read at once, the others a few at a time while the page is idle. A plugin
 * that somebody asks for goes to the front, and the others wait until it is there.
 */
export class StartLine {
  readonly #host: StartLineHost;
  #waiting: Map<string, Waiting>;
  #started: Promise<void>[] = [];
  #urgent = new Set<Promise<void>>();
  #pause = 0;

  constructor(plugins: readonly StoredPlugin[], host: StartLineHost) {
    this.#host = host;
    const inLine = (plugin: StoredPlugin): Waiting => ({ plugin, record: null, coming: null });
    this.#waiting = new Map(plugins.map((plugin) => [plugin.name, inLine(plugin)]));
  }

  /** Resolves when all have started or failed. */
  async run(): Promise<void> {
    for (const waiting of this.#waiting.values()) await this.#read(waiting);
    await Promise.all(Array.from({ length: WIDTH }, () => this.#startInTurn()));
    await Promise.all([...this.#waiting.values()].map(({ coming }) => coming));
    await Promise.all(this.#started);
  }

  /** Starts a plugin now, if it is in line. Resolves when it has taken its name. */
  async hurry(isWanted: (plugin: StoredPlugin) => boolean): Promise<void> {
    const wanted = [...this.#waiting.values()].find(({ plugin }) => isWanted(plugin));
    if (wanted) await (wanted.coming ??= this.#bring(wanted));
  }

  clear(): void {
    this.#waiting.clear();
  }

  async #bring(waiting: Waiting): Promise<void> {
    const { promise, resolve } = createDeferred<void>();
    this.#urgent.add(promise);
    waiting.record ??= await this.#host.read(waiting.plugin);
    void settledWithin(this.#start(waiting), PATIENCE).then(() => {
      this.#urgent.delete(promise);
      resolve();
    });
  }

  async #calm(): Promise<void> {
    while (this.#urgent.size > 0) await Promise.all(this.#urgent);
  }

  async #read(waiting: Waiting): Promise<void> {
    if (performance.now() > this.#pause) {
      await turnOfThePage();
      await this.#calm();
      this.#pause = performance.now() + SLICE;
    }
    if (waiting.coming || !this.#isInLine(waiting)) return;
    waiting.record = await this.#host.read(waiting.plugin);
    if (!waiting.record || !this.#host.needsSandbox(waiting.record)) this.#start(waiting);
  }

  async #startInTurn(): Promise<void> {
    while (this.#waiting.size > 0) {
      await idle();
      await this.#calm();
      const [next] = this.#waiting.values();
      if (next) await settledWithin(this.#start(next), PATIENCE);
    }
  }

  #isInLine(waiting: Waiting): boolean {
    return this.#waiting.get(waiting.plugin.name) === waiting;
  }

  #start(waiting: Waiting): Promise<void> {
    const { plugin, record } = waiting;
    if (!this.#isInLine(waiting)) return Promise.resolve();
    this.#waiting.delete(plugin.name);
    const started = record ? this.#host.start(plugin, record) : Promise.resolve();
    this.#started.push(started);
    return started;
  }
}

/** Not in every browser, and never in a page that is out of sight without a limit. */
function idle(): Promise<void> {
  if (!globalThis.requestIdleCallback) return turnOfThePage();
  return new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: 200 }));
}
