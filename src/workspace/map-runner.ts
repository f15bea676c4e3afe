import type { ApiHost, Caller, MapRequest } from '../api/api-host.js';
import { ImjoyError } from '../base/error.js';
import { reportError } from '../base/report-error.js';
import { canonicalForm } from '../map/canonical-form.js';
import type { Executor } from '../map/executor.js';
import type { ResultStore } from '../map/known-results.js';
import { mapItems, type MapProgress } from '../map/map-items.js';
import type { PluginRecord } from '../registry/plugin-record.js';
import { whileCallerIsThere } from './caller-life.js';
import { keptResults, openResultStore } from './kept-results.js';
import { findMapFunction, type MapFunction, type MapTarget } from './map-function.js';
import type { EngineSet } from './engine-set.js';
import { isFunctional, MapPlaces } from './map-places.js';
import { PluginCopies } from './plugin-copies.js';
import { PluginCopy, type CopyPlace } from './plugin-copy.js';
import type { SandboxPool } from './sandbox-pool.js';
import { isAlive } from './used-instead.js';

export interface MapRunnerOptions {
  readonly host: ApiHost;
  readonly pool: SandboxPool;
  readonly onEngine: CopyPlace['onEngine'];
  engines(): Promise<EngineSet>;
  readonly persistent: boolean;
  /** How long a copy that has nothing to do is kept, in milliseconds. */
  readonly idle: number;
  warn(text: string): void;
}

/** Works on many items with plugins of a workspace: `api.map`. */
export class MapRunner {
  readonly #options: MapRunnerOptions;
  readonly #places: MapPlaces;
  readonly #copies = new Map<PluginRecord, PluginCopies>();
  #results: Promise<ResultStore> | null = null;

  constructor(options: MapRunnerOptions) {
    this.#options = options;
    const copiesOf = (plugin: PluginRecord) => this.#copiesOf(plugin);
    this.#places = new MapPlaces({ ...options, copiesOf });
  }

  /**
   * @returns the results in order or, where failures are kept, `{results, failures}`
   * @throws ImjoyError `MAP_NOT_FUNCTIONAL`, `ENGINE_MISSING`, `PLUGIN_NOT_FOUND` and what {@link findMapFunction}
   * and {@link mapItems} throw
   */
  async run(request: MapRequest, caller: Caller): Promise<unknown> {
    const life = whileCallerIsThere(caller, this.#options.host.windows);
    try {
      const plugin = await this.#plugin(pluginOf(request), caller);
      const { results, failures } = await this.#map(plugin, request, {
        isPage: caller.plugin === null,
        signal: AbortSignal.any([...request.signals, life.signal]),
      });
      return request.keepsFailures ? { results, failures } : results;
    } finally {
      life.end();
    }
  }

  /** Ends what runs in copies of a plugin, for its user: calls that use them reject with `RPC_ABORTED`. */
  stop(plugin: PluginRecord): void {
    this.#end(plugin, new ImjoyError('RPC_ABORTED', `${plugin.name} was stopped`));
  }

  dispose(): void {
    for (const plugin of this.#copies.keys()) this.#end(plugin, closed());
    this.#places.dispose(closed());
    void this.#results?.then((store) => store.dispose());
  }

  async #plugin(name: string, caller: Caller): Promise<PluginRecord> {
    const { host } = this.#options;
    await host.library.begin(name);
    const plugin = host.plugins.expect(name);
    await host.apiOf(plugin, caller);
    return plugin;
  }

  async #map(
    plugin: PluginRecord,
    request: MapRequest,
    { isPage, signal }: { readonly isPage: boolean; readonly signal: AbortSignal },
  ) {
    const fn = toMapFunction(request);
    const target: MapTarget = { plugin, services: this.#options.host.services };
    findMapFunction(target, fn);
    const executor = await this.#places.choose(target, fn, request);
    try {
      const isKept = request.resume && isFunctional(plugin);
      return await mapItems(request.items, {
        ...request,
        signal,
        executor: isPage ? keepingItems(executor) : executor,
        known: isKept ? await this.#known(plugin, fn, request) : null,
        onProgress: (progress) => tell(request.onProgress, progress),
      });
    } finally {
      executor.dispose();
    }
  }

  #copiesOf(plugin: PluginRecord): PluginCopies {
    const known = this.#copies.get(plugin);
    if (known) return known;
    const { idle } = this.#options;
    const open = () => PluginCopy.open(plugin, this.#options);
    const copies = new PluginCopies({ idle, open });
    this.#copies.set(plugin, copies);
    const disconnect = plugin.onChange.connect(() => {
      if (isAlive(plugin)) return;
      disconnect();
      this.#end(plugin, ended(plugin));
    });
    return copies;
  }

  #end(plugin: PluginRecord, reason: ImjoyError): void {
    this.#copies.get(plugin)?.dispose(reason);
    this.#copies.delete(plugin);
  }

  async #known(plugin: PluginRecord, fn: MapFunction, { key }: MapRequest) {
    const { host, persistent, warn } = this.#options;
    const store = await (this.#results ??= openResultStore(host.name, persistent));
    return keptResults(store, plugin, fn, key, warn);
  }
}

const pluginOf = ({ op }: MapRequest): string =>
  typeof op === 'string' ? (op.split('/')[0] ?? op) : op.plugin;

const toMapFunction = ({ op, config }: MapRequest): MapFunction =>
  typeof op === 'string'
    ? { kind: 'operator', key: op, config }
    : { kind: 'function', name: op.fn, config };

/** What the page says may be moved stays with it: an item may have to be done again. */
function keepingItems(executor: Executor): Executor {
  const copyOf = (item: unknown) => (canonicalForm(item)?.moves ? structuredClone(item) : item);
  return { ...executor, run: (item, signal) => executor.run(copyOf(item), signal) };
}

/** Who is told may be gone, or not care. */
function tell(onProgress: MapRequest['onProgress'], progress: MapProgress): void {
  Promise.resolve()
    .then(() => onProgress?.(progress))
    .catch((error: unknown) => reportError(error, 'progress of api.map'));
}

const ended = ({ name }: PluginRecord) =>
  new ImjoyError('PLUGIN_TERMINATED', `${name} was ended before it could answer`);

const closed = () => new ImjoyError('PLUGIN_TERMINATED', 'the workspace was closed');
