import type { Emitter } from '../registry/emitter.js';
import type { KeyValueStore } from '../registry/key-value-store.js';
import type { PluginLog } from '../registry/plugin-log.js';
import type { PluginApi, PluginRecord } from '../registry/plugin-record.js';
import type { PluginRegistry } from '../registry/plugin-registry.js';
import type { ServiceRegistry } from '../registry/service-registry.js';
import type { Repository } from '../sources/repository.js';
import type { WindowRecord } from '../registry/window-record.js';
import type { WindowRegistry } from '../registry/window-registry.js';
import type { Shell } from './shell.js';

/** Who calls an api function: the page itself, a plugin, or a plugin's window. */
export interface Caller {
  readonly id: string;
  /** Null for the page. */
  readonly plugin: PluginRecord | null;
  /** The window this plugin instance lives in. */
  readonly window: WindowRecord | null;
  readonly events: Emitter;
  readonly log: PluginLog;
}

/** A request to load a plugin from its text or from where its URI says. */
export interface LoadRequest {
  readonly src: string;
  readonly tag?: string | null;
  /** Whoever asks shows a failure where the user is looking, so no message is needed. */
  readonly quiet?: boolean;
  /** How messages call it where `src` does not tell. */
  readonly name?: string;
  /** Whether `src` is the text of a plugin, whatever it looks like. */
  readonly isText?: boolean;
  /** What relative URLs are resolved against; by default what those of the caller are. */
  readonly base?: string | null;
  /** The repository in which a bare name is looked up; by default that of the calling plugin. */
  readonly scope?: Repository | null;
  /** The URI it came from, where that is not `src`. */
  readonly uri?: string | null;
}

/** Many items to be worked on with one function of a plugin. */
export interface MapRequest {
  /** Key of an operator or name of a plugin, or a function that a plugin exports. */
  readonly op: string | { readonly plugin: string; readonly fn: string };
  readonly items: readonly unknown[];
  /** Values of the form, or the second argument of a function; undefined for none. */
  readonly config: unknown;
  readonly where: MapPlace;
  /** How many items at a time; null for as many as are worked on well. */
  readonly concurrency: number | null;
  readonly retries: number;
  /** Whether the others go on when an item fails. */
  readonly keepsFailures: boolean;
  /** Whether results that are known are taken, and new ones kept. */
  readonly resume: boolean;
  /** What else results depend on. */
  readonly key: unknown;
  readonly verify: boolean;
  readonly signals: readonly AbortSignal[];
  readonly onProgress: ((progress: object) => unknown) | null;
}

export type MapPlace = 'auto' | 'browser' | 'engine' | 'cluster';

/** The plugins the user keeps. */
export interface Library {
  readonly installed: ReadonlyMap<string, unknown>;
  /** Starts a stored plugin that has yet to start, by its name or origin, and waits until it has its name. */
  begin(key: string): Promise<void>;
  /** Keeps what was read, and runs it. */
  keep(record: PluginRecord, doNotLoad: boolean): Promise<PluginRecord>;
  uninstall(name: string): Promise<unknown>;
}

/** What the api functions act on; the workspace implements it. */
export interface ApiHost {
  /** Name of the workspace. */
  readonly name: string;
  readonly shell: Shell;
  readonly plugins: PluginRegistry;
  readonly services: ServiceRegistry;
  readonly windows: WindowRegistry;
  readonly settings: KeyValueStore;
  readonly library: Library;
  /** Fetches and reads a plugin without running anything of it. */
  read(request: LoadRequest, caller: Caller): Promise<PluginRecord>;
  /** Loads a plugin and waits until it is ready. */
  load(request: LoadRequest, caller: Caller): Promise<PluginRecord>;
  /** Loads what {@link read} gave. */
  start(record: PluginRecord, caller: Caller): Promise<PluginRecord>;
  /** Ends a plugin and takes it out of the registry. */
  unload(record: PluginRecord): Promise<void>;
  /**
   * What a plugin offers to one caller, waiting while it is being loaded.
   * @throws ImjoyError `PLUGIN_NOT_FOUND` when it is not running
   */
  apiOf(record: PluginRecord, caller: Caller): Promise<PluginApi>;
  openWindow(config: unknown, caller: Caller, asDialog: boolean): Promise<PluginApi>;
  /** Works on many items side by side. */
  map(request: MapRequest, caller: Caller): Promise<unknown>;
  /** Plugins of the kit itself, loaded on first use. */
  internalPlugin(name: string): Promise<PluginApi | null>;
}

/** A nested object of functions and values; functions may answer synchronously. */
export interface ApiTree {
  readonly [name: string]:
    ((...args: never[]) => unknown) | ApiTree | string | number | boolean | null | undefined;
}

/** One capability: a part of the api for one caller. */
export type Capability = (host: ApiHost, caller: Caller) => ApiTree;

/** How dialogs and messages name a caller; null for the page itself. */
export const speakerOf = (caller: Caller): string | null => caller.plugin?.name ?? null;
