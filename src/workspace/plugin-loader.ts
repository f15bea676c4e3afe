import { ImjoyError, messageOf } from '../base/error.js';
import { randomId } from '../base/id.js';
import type { ApiHost, Caller, LoadRequest } from '../api/api-host.js';
import { createPluginApi } from '../api/plugin-api.js';
import { parsePluginFileLazily } from '../plugin-file/parse-lazily.js';
import { selectTag } from '../plugin-file/select-tag.js';
import { Emitter } from '../registry/emitter.js';
import { PluginLog } from '../registry/plugin-log.js';
import { PluginRecord, type PluginApi, type PluginOrigin } from '../registry/plugin-record.js';
import type { BrowserSandbox } from '../sandbox/host/browser-sandbox.js';
import { toPluginApi } from './plugin-object.js';
import { isCollection, runtimeOf } from './runtimes.js';
import type { SandboxPool } from './sandbox-pool.js';
import { readSource, type PluginSource } from './source.js';

/** Seconds the message about a plugin that failed stays. */
const FAILURE_SECONDS = 15;

export interface LoaderEvents {
  onLoaded(record: PluginRecord): void;
  onFailed(name: string, error: Error): void;
  onUnloaded(record: PluginRecord): void;
}

/**
 * Loads and ends plugins. Steps of a load: fetch, parse, settle the tag, load what it depends on, take
 * the name in the registry, run the code, register its own operator, `setup`, ready.
 */
export class PluginLoader {
  readonly #host: ApiHost;
  readonly #pool: SandboxPool;
  readonly #events: LoaderEvents;
  #sandboxes = new Map<PluginRecord, BrowserSandbox>();
  #claims = new Map<string, PluginRecord>();
  /** The dependency that each loading plugin waits for just now, both by URL. */
  #awaited = new Map<string, string>();
  /** Makes the api of a window plugin, which opens a window at every run. */
  readonly #proxyOf: (record: PluginRecord) => PluginApi;

  constructor(
    host: ApiHost,
    pool: SandboxPool,
    events: LoaderEvents,
    proxyOf: (record: PluginRecord) => PluginApi,
  ) {
    this.#host = host;
    this.#pool = pool;
    this.#events = events;
    this.#proxyOf = proxyOf;
  }

  async load(request: LoadRequest, caller: Caller, isDependency = false): Promise<PluginRecord> {
    const base = caller.plugin?.origin.base ?? document.baseURI;
    let name = request.src.includes('\n') ? 'the plugin' : request.src;
    try {
      const source = await readSource(request.src, base);
      const record = await this.#read(source, request, caller);
      name = record.name;
      const running = this.#findSame(record, caller, isDependency) ?? this.#claim(record, caller);
      await running.loaded;
      return running;
    } catch (error) {
      this.#host.shell.showSnackbar(`<${name}>: ${messageOf(error)}`, FAILURE_SECONDS);
      this.#events.onFailed(name, error as Error);
      throw error;
    }
  }

  async unload(record: PluginRecord): Promise<void> {
    const sandbox = this.#sandboxes.get(record);
    record.state = { kind: 'stopped' };
    await record.events
      .emit('close')
      .catch((error: unknown) => record.log.add('error', messageOf(error)));
    if (sandbox) await this.#pool.end(sandbox, record.name);
    this.#forget(record);
  }

  /** Withdraws what `to` gave to `from`: calls over it reject on both sides. */
  cut(from: PluginRecord, to: PluginRecord): void {
    const holder = this.#sandboxes.get(from);
    if (holder) this.#sandboxes.get(to)?.cut(holder.id);
  }

  async #read(source: PluginSource, request: LoadRequest, caller: Caller): Promise<PluginRecord> {
    const file = await parsePluginFileLazily(source.code);
    const earlier = this.#host.plugins.find(file.config.name);
    const { config, tag, scripts, warnings } = selectTag(file, request.tag ?? earlier?.tag);
    const origin: PluginOrigin = {
      ...source,
      uri: source.url,
      scope: caller.plugin ? [...caller.plugin.origin.scope, caller.plugin.name] : [],
    };
    const id = `${config.name.replaceAll(' ', '_')}_${randomId()}`;
    const log = new PluginLog();
    for (const { message, line } of [...file.warnings, ...warnings])
      log.add('warn', `line ${line}: ${message}`);
    return new PluginRecord({ id, file, config, tag, scripts, origin, log, events: new Emitter() });
  }

  /** From here on the name is taken, so that two callers of one plugin share one load. */
  #claim(record: PluginRecord, caller: Caller): PluginRecord {
    const start = async () => {
      await this.#loadDependencies(record, caller);
      await this.#start(record);
    };
    this.#claims.set(record.name, record);
    record.loaded = start().finally(() => {
      if (this.#claims.get(record.name) === record) this.#claims.delete(record.name);
    });
    return record;
  }

  /**
   * A plugin may bring plugins along, but not take the name of one that somebody else loaded: under that
   * name it would be called in its place. The very same code is simply used, as it is by all plugins that
   * depend on it: a second load would end the first under the hands of those who have it.
   */
  #findSame(record: PluginRecord, caller: Caller, isDependency: boolean): PluginRecord | null {
    const existing = this.#claims.get(record.name) ?? this.#host.plugins.find(record.name);
    if (!existing || existing.state.kind === 'failed') return null;
    const same = existing.origin.code === record.origin.code && existing.tag === record.tag;
    if (same && (caller.plugin || isDependency || existing.type === 'window')) return existing;
    if (!caller.plugin) return null;
    if (existing.origin.scope.at(-1) === caller.plugin.name) return null;
    throw new ImjoyError(
      'PERMISSION_DENIED',
      `${caller.plugin.name} may not replace the plugin "${record.name}", which it did not load`,
    );
  }

  /** Only dependencies given as URLs can be found without a repository; others must be loaded already. */
  async #loadDependencies(record: PluginRecord, caller: Caller): Promise<void> {
    const own = record.origin.url ?? record.name;
    for (const dependency of record.config.dependencies ?? []) {
      const isUrl =
        /\.imjoy\.html(@.*)?$/.test(dependency) && URL.canParse(dependency, record.origin.base);
      if (!isUrl) {
        if (!this.#host.plugins.find(dependency))
          record.log.add('warn', `the dependency "${dependency}" is not loaded`);
        continue;
      }
      const [src = '', tag] = dependency.split(/(?<=\.imjoy\.html)@/);
      const url = new URL(src, record.origin.base).href;
      const chain = this.#waitsFor(url);
      if (chain.includes(own))
        throw new ImjoyError(
          'PLUGIN_CONFIG',
          `plugins depend on each other: ${[own, ...chain].join(' → ')}`,
        );
      if (this.#host.plugins.all.some(({ origin }) => origin.url === url)) continue;
      this.#awaited.set(own, url);
      try {
        await this.load({ src: url, tag }, caller, true);
      } finally {
        this.#awaited.delete(own);
      }
    }
  }

  /** A plugin, the dependency it waits for, what that one waits for, and so on. */
  #waitsFor(url: string): string[] {
    const next = this.#awaited.get(url);
    return next === undefined ? [url] : [url, ...this.#waitsFor(next)];
  }

  async #start(record: PluginRecord): Promise<void> {
    const { plugins, services } = this.#host;
    const earlier = plugins.find(record.name);
    if (earlier) await this.unload(earlier);
    plugins.add(record);
    try {
      if (isCollection(record.type)) record.api = {};
      else await this.#run(record);
      record.state = { kind: 'ready' };
      this.#events.onLoaded(record);
    } catch (error) {
      record.log.add('error', messageOf(error));
      record.state = { kind: 'failed', error: toImjoyError(error) };
      services.removeProvider(record.id);
      const sandbox = this.#sandboxes.get(record);
      this.#sandboxes.delete(record);
      sandbox?.dispose(toImjoyError(error));
      throw error;
    }
  }

  async #run(record: PluginRecord): Promise<void> {
    const runtime = runtimeOf(record.type, record.name);
    if (runtime.windowed) {
      this.#registerOwnOperator(record);
      record.api = this.#proxyOf(record);
      return;
    }
    const caller: Caller = { id: record.id, plugin: record, window: null, events: record.events };
    const api = createPluginApi(this.#host, caller);
    const close = () => this.unload(record);
    const sandbox = this.#pool.create({
      plugin: record,
      realm: runtime.realm,
      api: { ...api, close },
    });
    this.#sandboxes.set(record, sandbox);
    const offer = (exported: Readonly<Record<string, unknown>>) => {
      record.api = toPluginApi(record, exported, this.#host.name);
      record.onChange.emit();
    };
    const exported = await this.#pool.boot(sandbox, record);
    sandbox.onExport.connect(offer);
    sandbox.onEnd.connect((reason) => this.#ended(record, reason));
    offer(sandbox.exported ?? exported);
    this.#registerOwnOperator(record);
    await callIfThere(exported, 'setup', record);
  }

  /** Before `setup`, so that the plugin itself may replace it there. */
  #registerOwnOperator(record: PluginRecord): void {
    if (!record.isRunnable) return;
    const { name, config } = record;
    const call = (fn: string) => (context: unknown) => {
      const found = record.api?.[fn];
      if (typeof found === 'function') return (found as (context: unknown) => unknown)(context);
      if (fn === 'run') record.log.add('warn', `${name} has no function "run"`);
      return undefined;
    };
    this.#host.services.register(
      {
        type: 'operator',
        name,
        ui: config.ui || config.description || '',
        inputs: config.inputs ?? null,
        outputs: config.outputs ?? null,
        run: call('run'),
        update: call('update'),
      },
      { id: record.id, name },
    );
  }

  #ended(record: PluginRecord, reason: ImjoyError): void {
    if (record.state.kind === 'stopped') return;
    record.log.add('error', reason.message);
    record.state = { kind: 'failed', error: reason };
    record.api = null;
    this.#host.services.removeProvider(record.id);
    this.#sandboxes.delete(record);
  }

  #forget(record: PluginRecord): void {
    this.#sandboxes.delete(record);
    record.api = null;
    this.#host.services.removeProvider(record.id);
    this.#host.plugins.remove(record);
    this.#events.onUnloaded(record);
  }
}

/** Calls a function of the plugin that it may lack; what it throws ends the load. */
async function callIfThere(
  exported: Readonly<Record<string, unknown>>,
  name: string,
  record: PluginRecord,
): Promise<void> {
  const fn = exported[name];
  if (typeof fn === 'function') await (fn as () => unknown)();
  else if (!record.config.passive)
    record.log.add('warn', `${record.name} has no function "${name}"`);
}

function toImjoyError(error: unknown): ImjoyError {
  return error instanceof ImjoyError
    ? error
    : new ImjoyError('PLUGIN_SCRIPT', messageOf(error), { cause: error });
}
