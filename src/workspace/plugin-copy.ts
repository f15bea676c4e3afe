import type { ApiHost, Caller } from '../api/api-host.js';
import { createPluginApi } from '../api/plugin-api.js';
import { ImjoyError } from '../base/error.js';
import type { PluginRecord } from '../registry/plugin-record.js';
import { ServiceRegistry } from '../registry/service-registry.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { findMapFunction, type MapFunction, type MapTarget } from './map-function.js';
import { registerOwnOperator } from './own-operator.js';
import type { EngineRunRequest } from './run-on-engine.js';
import { runtimeOf } from './runtimes.js';
import type { SandboxPool } from './sandbox-pool.js';
import { setUp } from './set-up.js';

export interface CopyPlace {
  readonly host: ApiHost;
  readonly pool: SandboxPool;
  onEngine(request: EngineRunRequest): Promise<Sandbox>;
}

/**
 * One more sandbox with the code of a plugin that runs. To the user and to other plugins it is that plugin; but
 * what it exports and registers is offered to nobody.
 */
export class PluginCopy {
  readonly #pool: SandboxPool;
  readonly #sandbox: Sandbox;
  readonly #target: MapTarget;
  #ended: ImjoyError | null = null;

  private constructor(pool: SandboxPool, sandbox: Sandbox, target: MapTarget) {
    this.#pool = pool;
    this.#sandbox = sandbox;
    this.#target = target;
    sandbox.onEnd.connect((reason) => (this.#ended = reason));
  }

  /**
   * @param onEngine makes what runs a plugin on an engine
   * @throws what a load of the plugin fails with
   */
  static async open(
    plugin: PluginRecord,
    { host, pool, onEngine }: CopyPlace,
  ): Promise<PluginCopy> {
    const record = plugin.copy();
    const { id, name, events } = record;
    const services = new ServiceRegistry();
    const caller: Caller = { id, plugin: record, window: null, events, log: plugin.log };
    const close = () => sandbox.dispose(endedItself(name));
    const api = { ...createPluginApi({ ...host, services, map: refuse }, caller), close };
    const { realm } = runtimeOf(plugin.type, name);
    const isElsewhere = realm === 'engine';
    const sandbox = isElsewhere
      ? await onEngine({ plugin: record, api, isCopy: true, onStep: () => undefined })
      : pool.create({ plugin, realm, api });
    if (isElsewhere) pool.adopt(sandbox, plugin);
    const copy = new PluginCopy(pool, sandbox, { plugin: record, services });
    sandbox.onExport.connect((exported) => (record.api = exported));
    const exported = await pool.boot(sandbox, plugin);
    try {
      record.api ??= exported;
      registerOwnOperator(services, record);
      if (!plugin.config.passive) await setUp(record, record.api);
      return copy;
    } catch (error) {
      sandbox.dispose(endedItself(name));
      throw error;
    }
  }

  /** Why it is gone; null while it can work. */
  get ended(): ImjoyError | null {
    return this.#ended;
  }

  get onEnd() {
    return this.#sandbox.onEnd;
  }

  async call(fn: MapFunction, item: unknown): Promise<unknown> {
    return findMapFunction(this.#target, fn)(item);
  }

  /** Lets it say goodbye. */
  close(): Promise<void> {
    return this.#pool.end(this.#sandbox, this.#target.plugin.name);
  }

  /** Ends it at once: what it is doing rejects. */
  dispose(reason: ImjoyError): void {
    this.#sandbox.dispose(reason);
  }
}

const refuse = (): never => {
  throw new ImjoyError('NOT_SUPPORTED', 'what api.map runs cannot call api.map itself');
};

const endedItself = (name: string) =>
  new ImjoyError('PLUGIN_TERMINATED', `a copy of ${name} ended itself`);
