/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-empty-object-type --
   What a plugin takes and gives is known where its own types are; and declarations add to what is empty here. */

/** What `run` is given: the values of the form, the data to work on, and where they come from. */
export interface RunContext<Config = any, Data = any> {
  config: Config;
  data: Data;
  /** Name and type of the window the data is from. */
  name?: string;
  type?: string;
  /** The operator that is run, and the one that made the data. */
  _op?: string | null;
  _source_op?: string | null;
  _workflow_id?: string;
  _variables?: { [name: string]: any } | null;
  _transfer?: boolean;
  /** The window, or the element of the page, that a window plugin is to use. */
  id?: string;
  window_id?: string;
}

/** What a plugin offers to others: the functions it exports, and its events. */
export interface PluginApi {
  readonly id: string;
  readonly name: string;
  readonly config: PluginFacts;
  /** Calls back at an event of the plugin. */
  on(event: string, handler: (value?: any) => any, fireIfEmitted?: boolean): Promise<void>;
  off(event: string): Promise<void>;
  emit(event: string, value?: any): Promise<void>;
  [exported: string]: any;
}

/** An open window: what its plugin exports, and what every window can do. */
export interface WindowApi extends PluginApi {
  readonly window_id: string;
  /** Shows other data in the same window. */
  run(context?: Partial<RunContext>): Promise<any>;
  close(): Promise<void>;
  focus(): Promise<void>;
  show(): Promise<void>;
  hide(): Promise<void>;
  refresh(): Promise<void>;
  /** In units of 30 px. */
  resize(size?: { w?: number; h?: number }): Promise<void>;
}

/** Who a plugin or a window is. */
export interface PluginFacts {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly workspace: string;
  readonly tag?: string | null;
  readonly [fact: string]: any;
}

/** An n-dimensional array, such as an image: inside plugins an object of the package ndarray. */
export interface NdArray<
  Dtype extends string = string,
  Shape extends readonly number[] = readonly number[],
> {
  readonly data: { readonly length: number; [index: number]: any };
  readonly dtype: Dtype;
  readonly shape: Shape;
  readonly stride: readonly number[];
  readonly offset: number;
}

/** How `api.map` works on many items. */
export interface MapOptions {
  /** Values of the operator's form; or the second argument of the function, the first of which is the item. */
  config?: any;
  /**
   * Where it runs: `browser` for plugins of the browser; for `native-python` ones their `engine`, or the Dask `cluster`
   * of that one, whose workers install nothing. `auto`, unless told: the cluster if there is one and the plugin has
   * no `env` and no `requirements`, else where the plugin runs.
   */
  where?: 'auto' | 'browser' | 'engine' | 'cluster';
  /**
   * How many items are worked on at a time: as many as there are processors, in a browser four at most; as many as
   * a cluster has workers.
   */
  concurrency?: number;
  /** How often an item that failed is tried again; never unless told, because a pure function fails again. */
  retries?: number;
  /** `keep` goes on when an item fails, and resolves with results and failures; `reject` is the default. */
  failures?: 'reject' | 'keep';
  /** False computes all items anew, and keeps no results. */
  resume?: boolean;
  /** Plain data that results depend on besides plugin, function, config and item: the version of a model. */
  key?: any;
  /** Does each item twice, and rejects with `MAP_IMPURE` when its results differ. */
  verify?: boolean;
  /** Ends it: what is being worked on is stopped. It may also be the last argument. */
  signal?: AbortSignal;
  /** Told after every item; `progress` is another name. */
  onProgress?: (progress: MapProgress) => any;
  progress?: (progress: MapProgress) => any;
}

/** How far `api.map` is. */
export interface MapProgress {
  /** The item that is done now, counted from 0. */
  index: number;
  /** How many are done, also those that failed. */
  done: number;
  total: number;
  failed: number;
  /** How many were not computed, because their results were known. */
  known: number;
}

/** What `api.map` gives where failures are kept. */
export interface MapOutcome {
  /** In the order of the items; null for those that failed. */
  results: any[];
  failures: { index: number; error: any }[];
}

/** The plugins whose types are known, by name. `imjoy types` writes declarations that add to it. */
export interface Plugins {}
