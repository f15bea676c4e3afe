import { toPageApi } from '../api/plugin-api.js';
import type { ApiTree } from '../api/api-host.js';
import { ownFunction, type AnyFunction } from '../api/own-function.js';
import { ImjoyError, messageOf } from '../base/error.js';
import { randomId } from '../base/id.js';
import { Signal } from '../base/signal.js';
import { settledWithin } from '../base/within.js';
import type { PluginRecord } from '../registry/plugin-record.js';
import type { Service, ServiceRegistry } from '../registry/service-registry.js';
import type { PluginInterface, Sandbox, SandboxState } from '../sandbox/sandbox.js';
import { configOf } from './plugin-object.js';

/** Milliseconds between two questions whether the engine is there. */
const HEARTBEAT = 5_000;

export interface ServiceSandboxOptions {
  /** The engine, as a plugin has registered it. */
  readonly engine: Service;
  /** Where it is registered: without it nothing goes on. */
  readonly services: ServiceRegistry;
  readonly plugin: PluginRecord;
  readonly api: ApiTree;
  readonly workspace: string;
}

/** A plugin on an engine that another plugin brings along: it is started, and ended, by that one. Spec 9.1. */
export class ServiceSandbox implements Sandbox {
  readonly id = randomId();
  readonly onExport = new Signal<PluginInterface>();
  readonly onEnd = new Signal<ImjoyError>();
  readonly onState = new Signal<SandboxState>();
  readonly isSilent = false;
  readonly resumed = false;
  exported: PluginInterface | null = null;
  readonly #options: ServiceSandboxOptions;
  #ended: ImjoyError | null = null;
  #timer: ReturnType<typeof setInterval> | null = null;
  readonly #unfollow: () => void;
  #fail: (error: ImjoyError) => void = () => undefined;

  constructor(options: ServiceSandboxOptions) {
    this.#options = options;
    const { services, engine, plugin } = options;
    this.#unfollow = services.onChange.connect(() => {
      const isThere = services.query({ id: engine.id }).includes(engine);
      if (!isThere) this.dispose(gone(plugin.name, engine.name));
    });
  }

  async start(): Promise<void> {
    const ended = new Promise<never>((_, reject) => (this.#fail = reject));
    if (this.#ended) throw this.#ended;
    await Promise.race([this.#run(), ended]);
  }

  async exit(limit: number): Promise<void> {
    const exit = ownFunction(this.exported, 'exit');
    if (exit) await settledWithin(Promise.resolve(exit()), limit);
  }

  interrupt(): Promise<boolean> {
    return Promise.resolve(false);
  }

  check(): Promise<null> {
    return Promise.resolve(null);
  }

  /** What goes to and from it goes through the page, which knows who is gone. */
  forget(): void {}
  cut(): void {}

  dispose(reason: ImjoyError): void {
    if (this.#ended) return;
    this.#ended = reason;
    if (this.#timer) clearInterval(this.#timer);
    this.#unfollow();
    this.#fail(reason);
    const { engine, plugin } = this.#options;
    const told = ownFunction(engine, 'killPlugin')?.({ id: plugin.id, name: plugin.name });
    // The engine may be the one that is gone.
    Promise.resolve(told).catch(() => undefined);
    this.onEnd.emit(reason);
  }

  async #run(): Promise<void> {
    const { engine, plugin, api, workspace } = this.#options;
    await this.#call('connect');
    const config = { ...plugin.config, ...configOf(plugin, workspace), scripts: plugin.scripts };
    const started = await this.#call('startPlugin', config, toPageApi(api), {
      setPluginAPI: (given: unknown) => this.#export(given),
      terminatePlugin: () => this.dispose(gone(plugin.name, engine.name)),
      setPluginStatus: (status: unknown) => {
        const { running } = (status ?? {}) as { running?: unknown };
        this.onState.emit(running === true ? 'busy' : 'idle');
      },
    });
    if (started) this.#export(started);
    const heartbeat = ownFunction(engine, 'heartbeat');
    if (heartbeat && !this.#ended)
      this.#timer = setInterval(() => void this.#feel(heartbeat), HEARTBEAT);
  }

  async #call(name: string, ...args: unknown[]): Promise<unknown> {
    const { engine, plugin } = this.#options;
    try {
      return await ownFunction(engine, name)?.(...args);
    } catch (cause) {
      const text = `the engine ${engine.name} does not run ${plugin.name}: ${messageOf(cause)}`;
      throw new ImjoyError('PLUGIN_SCRIPT', text, { cause });
    }
  }

  async #feel(heartbeat: AnyFunction): Promise<void> {
    const { engine, plugin } = this.#options;
    const isThere = await Promise.resolve(heartbeat()).catch(() => false);
    if (isThere === false) this.dispose(gone(plugin.name, engine.name));
  }

  #export(value: unknown): void {
    const { engine, plugin } = this.#options;
    if (typeof value !== 'object' || value === null)
      throw new ImjoyError('PLUGIN_EXPORT', `${engine.name} gives no api of ${plugin.name}`);
    this.exported = value as PluginInterface;
    this.onExport.emit(this.exported);
  }
}

const gone = (name: string, engine: string) =>
  new ImjoyError('ENGINE_LOST', `${name} has ended on the engine ${engine}`);
