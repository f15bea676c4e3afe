import type { ApiHost, Caller, LoadRequest } from '../api/api-host.js';
import { createPluginApi } from '../api/plugin-api.js';
import { ImjoyError, messageOf } from '../base/error.js';
import { settledWithin } from '../base/within.js';
import type { PluginApi, PluginRecord } from '../registry/plugin-record.js';
import type { WaitGraph } from '../registry/wait-graph.js';
import type { SourceHosts } from '../sources/hosts.js';
import type { PluginInterface, Sandbox } from '../sandbox/sandbox.js';
import { announceFailure } from './announce-failure.js';
import { dependenciesOf, dependencyFailure, type Dependency } from './dependencies.js';
import { describePage } from './describe-page.js';
import type { Limits } from './limits.js';
import { registerOwnOperator } from './own-operator.js';
import { toPluginApi } from './plugin-object.js';
import { readPythonProblem, type PythonProblem } from './python-problem.js';
import { readPlugin } from './read-plugin.js';
import { ENGINE, isCollection, isKnown, isWindowed, runtimeOf, type Runtime } from './runtimes.js';
import { serviceEngines } from './service-engines.js';
import type { EngineRunRequest } from './run-on-engine.js';
import type { SandboxPool, SandboxRequest } from './sandbox-pool.js';
import { runsPython, type RequirementRealm } from '../sandbox/requirements.js';
import { setUp } from './set-up.js';
import { nameOfSource } from './name-of-source.js';
import { isAlive, isUsedInstead } from './used-instead.js';

export interface LoaderOptions {
  readonly host: ApiHost;
  readonly pool: SandboxPool;
  readonly waits: WaitGraph<PluginRecord>;
  readonly limits: Limits;
  readonly hosts: SourceHosts;
  /** Makes what runs a plugin on an engine. @throws ImjoyError `ENGINE_MISSING` */
  onEngine(request: Omit<EngineRunRequest, 'workspace' | 'mode'>): Promise<Sandbox>;
  /** Makes the api of a window plugin, which opens a window at every run. */
  proxyOf(record: PluginRecord, caller: Caller): PluginApi;
  onLoaded(record: PluginRecord): void;
  onFailed(name: string, error: Error): void;
  onUnloaded(record: PluginRecord): void;
}

/**
 * Loads and ends plugins. Steps of a load: fetch, parse and settle the tag; claim the name; load what it
 * depends on; take the name from its former owner; run the code; register its own operator; `setup`; ready.
 */
export class PluginLoader {
  readonly #options: LoaderOptions;
  #sandboxes = new Map<PluginRecord, Sandbox>();
  #endings = new WeakMap<PluginRecord, Promise<void>>();

  constructor(options: LoaderOptions) {
    this.#options = options;
  }

  async load(request: LoadRequest, caller: Caller): Promise<PluginRecord> {
    return this.start(await this.read(request, caller), caller);
  }

  async read(request: LoadRequest, caller: Caller): Promise<PluginRecord> {
    try {
      const { host, hosts } = this.#options;
      return await readPlugin(request, caller, { plugins: host.plugins, hosts, describePage });
    } catch (error) {
      const { src, name = nameOfSource(src), quiet } = request;
      this.#announce(name, error as Error, quiet);
      throw error;
    }
  }

  /** Whether a plugin of that name, or from that URL, runs or is about to. */
  has(key: string): boolean {
    const { plugins } = this.#options.host;
    return [plugins.expected(key), plugins.fromUrl(key)].some((one) => one && isAlive(one));
  }

  async start(record: PluginRecord, caller: Caller): Promise<PluginRecord> {
    const existing = this.#options.host.plugins.expected(record.name);
    const isShared = existing && isUsedInstead(existing, record, caller.plugin);
    const running = isShared ? existing : this.#begin(record, caller);
    await this.#options.waits.during(caller.plugin, running, running.loaded);
    return running;
  }

  /** Ends a plugin and loads it again from the same text. */
  async reload(record: PluginRecord, caller: Caller): Promise<PluginRecord> {
    const next = this.#begin(record.copy(), caller);
    await next.loaded;
    return next;
  }

  /**
   * Ends what a plugin is doing. Python is interrupted, and goes on with what it has in memory; what cannot be
   * interrupted ends at once and without a goodbye, and is loaded again. A window plugin does nothing by itself:
   * the windows that are not ready end or, when all are, every one of them.
   * @returns another record when it was loaded again
   */
  async stop(record: PluginRecord, caller: Caller): Promise<PluginRecord> {
    const windows = this.#options.host.windows.all.filter(({ plugin }) => plugin === record);
    const stuck = windows.filter(({ isReady }) => !isReady);
    const ending = (stuck.length > 0 ? stuck : windows).map((window) => window.close());
    const sandbox = this.#sandboxes.get(record);
    if (!sandbox) {
      await Promise.all(ending);
      return record;
    }
    const isPython = runsPython(this.#runtimeOf(record).realm);
    if (isPython && record.state.kind === 'ready') {
      if (await sandbox.interrupt(this.#options.limits.interrupt)) return record;
      // Meanwhile somebody else may have ended it.
      if (this.#sandboxes.get(record) !== sandbox) return record;
    }
    record.state = { kind: 'stopped' };
    this.#release(record, stoppedEarly(record));
    return this.reload(record, caller);
  }

  async checkPython(name: string, script: string, line: number): Promise<PythonProblem | null> {
    const record = this.#options.host.plugins.find(name);
    const sandbox = record && this.#sandboxes.get(record);
    if (!sandbox || record.state.kind !== 'ready' || record.busy) return null;
    if (!runsPython(this.#runtimeOf(record).realm)) return null;
    return readPythonProblem(await sandbox.check(script, line));
  }

  /** @throws ImjoyError what its load failed with, or `PLUGIN_NOT_FOUND` when it is not running */
  async apiOf(record: PluginRecord, caller: Caller): Promise<PluginApi> {
    await this.#whenUsable(record, caller.plugin);
    const { api, name, type } = record;
    if (!api) throw new ImjoyError('PLUGIN_NOT_FOUND', `the plugin "${name}" is not running`);
    return isWindowed(type) ? this.#options.proxyOf(record, caller) : api;
  }

  async unload(record: PluginRecord): Promise<void> {
    const windows = this.#options.host.windows.all.filter(({ plugin }) => plugin === record);
    await Promise.all([this.#stop(record), ...windows.map((window) => window.close())]);
  }

  /** Withdraws what `to` gave to `from`: calls over it reject on both sides. */
  cut(from: PluginRecord, to: PluginRecord): void {
    const holder = this.#sandboxes.get(from);
    if (holder) this.#sandboxes.get(to)?.cut(holder.id);
  }

  /** Two plugins that ask for each other in `setup` get what the other has exported by then. */
  async #whenUsable(record: PluginRecord, waiter: PluginRecord | null): Promise<void> {
    const { waits } = this.#options;
    if (record.state.kind === 'loading' && waiter && waits.isWaiting(record, waiter))
      await Promise.race([record.loaded, whenExported(record)]);
    else await waits.during(waiter, record, record.loaded);
  }

  #begin(record: PluginRecord, caller: Caller): PluginRecord {
    const release = this.#options.host.plugins.claim(record);
    // Not at once: whoever begins a load first writes down that they wait for it.
    const loading = Promise.resolve().then(() => this.#load(record, caller));
    record.loaded = loading.finally(release);
    record.loaded.catch(() => undefined);
    return record;
  }

  async #load(record: PluginRecord, caller: Caller): Promise<void> {
    const { plugins } = this.#options.host;
    try {
      for (const dependency of dependenciesOf(record, this.#options.hosts))
        await this.#loadDependency(record, dependency, caller);
      for (let former = plugins.find(record.name); former; former = plugins.find(record.name))
        await this.#stop(former);
      plugins.add(record);
      await this.#run(record);
      if (record.state.kind === 'stopped') throw stoppedEarly(record);
      record.state = { kind: 'ready' };
      this.#options.onLoaded(record);
    } catch (error) {
      this.#fail(record, toImjoyError(error));
      throw error;
    }
  }

  /** What is there already is used as it is; whoever already waits for this plugin is not waited for. */
  async #loadDependency(
    record: PluginRecord,
    { text, key, request }: Dependency,
    caller: Caller,
  ): Promise<void> {
    const { host, waits } = this.#options;
    try {
      await host.library.begin(key);
      if (!request && !host.plugins.expected(text))
        record.log.add('warn', `the dependency "${text}" is not loaded`);
      if (!request) return;
      const known = host.plugins.fromUrl(key);
      const read = known && isAlive(known) ? known : await this.read(request, caller);
      const existing = host.plugins.expected(read.name);
      const running = existing && isAlive(existing) ? existing : this.#begin(read, caller);
      if (!waits.isWaiting(running, record)) await waits.during(record, running, running.loaded);
    } catch (error) {
      throw dependencyFailure(record, text, error);
    }
  }

  async #run(record: PluginRecord): Promise<void> {
    const { host, pool, proxyOf } = this.#options;
    const { id, events, log } = record;
    const caller: Caller = { id, plugin: record, window: null, events, log };
    if (isCollection(record.type)) {
      record.api = {};
      return;
    }
    const runtime = this.#runtimeOf(record);
    if (runtime.windowed) {
      registerOwnOperator(host.services, record);
      record.api = proxyOf(record, caller);
      return;
    }
    const api = { ...createPluginApi(host, caller), close: () => this.unload(record) };
    const onStep = (text: string, progress: number) => {
      Object.assign(record, { step: text, progress: text ? progress : null });
      record.onChange.emit();
    };
    const sandbox = await this.#sandboxOf({ plugin: record, api, onStep }, runtime.realm);
    this.#sandboxes.set(record, sandbox);
    const exported = await pool.boot(sandbox, record);
    const offer = (current: PluginInterface) => {
      record.api = toPluginApi(record, current, host.name);
      record.onChange.emit();
    };
    sandbox.onExport.connect(offer);
    sandbox.onEnd.connect((reason) => this.#ended(record, reason));
    offer(sandbox.exported ?? exported);
    registerOwnOperator(host.services, record);
    if (!record.config.passive) await setUp(record, sandbox.exported ?? exported, sandbox.resumed);
  }

  /** Types that are not known here may have an engine that a plugin brings along; no plugin takes over the others. */
  #runtimeOf({ type, name }: PluginRecord): Runtime {
    const { services } = this.#options.host;
    const isBrought = !isKnown(type) && serviceEngines(services, type).length > 0;
    return isBrought ? ENGINE : runtimeOf(type, name);
  }

  async #sandboxOf(
    request: Omit<SandboxRequest, 'realm'> & Pick<EngineRunRequest, 'onStep'>,
    realm: RequirementRealm,
  ): Promise<Sandbox> {
    const { pool, onEngine } = this.#options;
    const { plugin } = request;
    if (realm !== 'engine') return pool.create({ ...request, realm });
    const sandbox = await onEngine(request);
    // Whoever ended it while an engine was looked for has nothing yet that could be ended.
    if (plugin.state.kind === 'stopped') throw stoppedEarly(plugin);
    pool.adopt(sandbox, plugin);
    return sandbox;
  }

  #fail(record: PluginRecord, error: ImjoyError): void {
    this.#release(record, error);
    // Whoever ended it while it was loading knows.
    if (record.state.kind === 'stopped') return;
    record.state = { kind: 'failed', error };
    record.log.add('error', error.message);
    // The menu says so, and nothing is wrong with the plugin.
    this.#announce(record.name, error, error.code === 'ENGINE_MISSING');
  }

  /** A plugin that was ready ended without being asked to. */
  #ended(record: PluginRecord, reason: ImjoyError): void {
    if (record.state.kind === 'ready') this.#fail(record, reason);
  }

  /** The windows of a plugin that is only replaced stay: each runs by itself. */
  #stop(record: PluginRecord): Promise<void> {
    let ending = this.#endings.get(record);
    if (!ending) this.#endings.set(record, (ending = this.#end(record)));
    return ending;
  }

  async #end(record: PluginRecord): Promise<void> {
    const { host, pool, limits } = this.#options;
    record.state = { kind: 'stopped' };
    const told = record.events
      .emit('close')
      .catch((error: unknown) => record.log.add('error', messageOf(error)));
    await settledWithin(told, limits.exit);
    const sandbox = this.#sandboxes.get(record);
    if (sandbox) await pool.end(sandbox, record.name);
    this.#release(record, stoppedEarly(record));
    host.plugins.remove(record);
    this.#options.onUnloaded(record);
  }

  #release(record: PluginRecord, reason: ImjoyError): void {
    const sandbox = this.#sandboxes.get(record);
    this.#sandboxes.delete(record);
    record.api = null;
    this.#options.host.services.removeProvider(record.id);
    sandbox?.dispose(reason);
  }

  #announce(name: string, error: Error, quiet = false): void {
    if (!quiet) announceFailure(this.#options.host.shell, `<${name}>:`, error);
    this.#options.onFailed(name, error);
  }
}

function whenExported(record: PluginRecord): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (record.api) resolve();
    };
    record.onChange.connect(look);
    look();
  });
}

const stoppedEarly = ({ name }: PluginRecord) =>
  new ImjoyError('PLUGIN_TERMINATED', `${name} was ended before it could answer`);

function toImjoyError(error: unknown): ImjoyError {
  return error instanceof ImjoyError
    ? error
    : new ImjoyError('PLUGIN_SCRIPT', messageOf(error), { cause: error });
}
