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

/** The plugins whose types are known, by name. `imjoy types` writes declarations that add to it. */
export interface Plugins {}
