import type { ApiHost, Caller, MapRequest } from '../api/api-host.js';
import { createPluginApi, flattenApi } from '../api/plugin-api.js';
import { ImjoyError } from '../base/error.js';
import type { EngineClient } from '../engine/client/engine-client.js';
import type { Executor } from '../map/executor.js';
import type { PluginRecord } from '../registry/plugin-record.js';
import { buildProgram } from '../sandbox/build-program.js';
import type { ClusterBridge } from './cluster-bridge.js';
import type { EngineSet } from './engine-set.js';
import { inCopies, inPlace } from './map-executors.js';
import { tellCall, type MapFunction, type MapTarget } from './map-function.js';
import { onCluster, type ClusterProgram } from './on-cluster.js';
import type { PluginCopies } from './plugin-copies.js';
import { isCollection, runtimeOf } from './runtimes.js';

export interface MapPlacesOptions {
  readonly host: ApiHost;
  engines(): Promise<EngineSet>;
  copiesOf(plugin: PluginRecord): PluginCopies;
  warn(text: string): void;
}

/** Where items can be worked on: in the browser, on the engine that a plugin runs on, on the cluster of that one. */
export class MapPlaces {
  readonly #options: MapPlacesOptions;
  readonly #bridges = new Map<EngineClient, Promise<ClusterBridge>>();

  constructor(options: MapPlacesOptions) {
    this.#options = options;
  }

  /**
   * Chooses for one call: what is wanted or, where that is open, the place with the most room.
   * @throws ImjoyError `MAP_NOT_FUNCTIONAL`, `MAP_PLACE`, `ENGINE_MISSING`
   */
  async choose(target: MapTarget, fn: MapFunction, request: MapRequest): Promise<Executor> {
    const { where, concurrency } = request;
    const { plugin } = target;
    const { name, type } = plugin;
    if (isCollection(type) || runtimeOf(type, name).windowed)
      throw new ImjoyError('MAP_NOT_FUNCTIONAL', `${name} runs in windows alone`);
    const isNative = runtimeOf(type, name).realm === 'engine';
    if (isNative ? where === 'browser' : where === 'engine' || where === 'cluster')
      throw await this.#misplaced(plugin, where, isNative);
    const engine = isNative ? (await this.#options.engines()).find(plugin.engine ?? '') : null;
    const hasCluster = engine?.info?.clusters.includes('dask') === true;
    if (where === 'cluster' && !hasCluster) throw missing(name, 'cluster');
    if (!isFunctional(plugin)) {
      if (concurrency === 1 && where !== 'cluster') return inPlace(target, fn, kindOf(isNative));
      throw notFunctional(plugin);
    }
    const goesThere = where === 'cluster' || (where === 'auto' && needsNothing(plugin));
    if (engine && hasCluster && goesThere)
      return onCluster(() => this.#bridge(engine), this.#programOf(plugin), tellCall(target, fn));
    const cpus = isNative ? engine?.info?.cpus : navigator.hardwareConcurrency;
    return inCopies(this.#options.copiesOf(plugin), fn, { kind: kindOf(isNative), cpus });
  }

  dispose(reason: ImjoyError): void {
    for (const opening of this.#bridges.values())
      opening.then(
        (bridge) => bridge.dispose(reason),
        () => undefined,
      );
    this.#bridges.clear();
  }

  async #misplaced(
    { name }: PluginRecord,
    where: MapRequest['where'],
    isNative: boolean,
  ): Promise<ImjoyError> {
    const { all } = await this.#options.engines();
    if (!isNative && !all.some(({ isConnected }) => isConnected)) return missing(name, where);
    const own = isNative ? 'on an engine' : 'in the browser';
    return new ImjoyError('MAP_PLACE', `${name} runs ${own}: items cannot be done by "${where}"`);
  }

  /** One that has ended is opened again. */
  async #bridge(engine: EngineClient): Promise<ClusterBridge> {
    const known = this.#bridges.get(engine);
    const isThere = await known?.then(({ ended }) => ended === null).catch(() => false);
    const latest = this.#bridges.get(engine);
    if (latest && (isThere || latest !== known)) return latest;
    const { host, warn } = this.#options;
    const opening = import('./cluster-bridge.js').then((module) =>
      module.ClusterBridge.open({ engine, workspace: host.name, warn }),
    );
    this.#bridges.set(engine, opening);
    return opening;
  }

  #programOf(plugin: PluginRecord): ClusterProgram {
    const { id, name, events, log, file, config, scripts, origin } = plugin;
    const caller: Caller = { id, plugin, window: null, events, log };
    const { functions, constants } = flattenApi(createPluginApi(this.#options.host, caller));
    const methods = [...functions.keys()];
    const source = { file, config, scripts, base: origin.base };
    const program = buildProgram(source, 'engine', { methods, constants });
    return {
      ...{ name, methods, constants },
      scripts: program.scripts.map(({ content, line, src }) => ({ content, line, src })),
      sets_up: config.passive !== true,
    };
  }
}

export const isFunctional = ({ config }: PluginRecord): boolean =>
  config.flags?.includes('functional') === true;

/** Workers of a cluster have what they have: nothing is installed there. */
const needsNothing = ({ config: { env, requirements } }: PluginRecord): boolean =>
  isNothing(env) && isNothing(requirements);

const isNothing = (value: unknown): boolean =>
  value == null || value === '' || (Array.isArray(value) && value.length === 0);

const kindOf = (isNative: boolean) => (isNative ? 'engine' : 'browser');

const missing = (name: string, what: string) =>
  new ImjoyError('ENGINE_MISSING', `no ${what} is connected that could run ${name}`);

const notFunctional = ({ name }: PluginRecord) =>
  new ImjoyError(
    'MAP_NOT_FUNCTIONAL',
    `${name} lacks the flag "functional", so copies of it may not run side by side: ` +
      'with "concurrency": 1 it does one item after the other itself',
  );
