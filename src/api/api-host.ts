import type { Emitter } from '../registry/emitter.js';
import type { KeyValueStore } from '../registry/key-value-store.js';
import type { PluginApi, PluginRecord } from '../registry/plugin-record.js';
import type { PluginRegistry } from '../registry/plugin-registry.js';
import type { ServiceRegistry } from '../registry/service-registry.js';
import type { WindowRecord, WindowRegistry } from '../registry/window-record.js';
import type { Shell } from './shell.js';

/** Who calls an api function: the page itself, a plugin, or a plugin's window. */
export interface Caller {
  readonly id: string;
  /** Null for the page. */
  readonly plugin: PluginRecord | null;
  /** The window this plugin instance lives in. */
  readonly window: WindowRecord | null;
  readonly events: Emitter;
}

/** A request to load a plugin from text or a URL. */
export interface LoadRequest {
  readonly src: string;
  readonly tag?: string | null;
}

/** What of a plugin's api is asked for. */
export interface RunContext {
  readonly config?: unknown;
  readonly data?: unknown;
  readonly [field: string]: unknown;
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
  /** Loads a plugin and waits until it is ready. */
  load(request: LoadRequest, caller: Caller): Promise<PluginRecord>;
  /** Ends a plugin and takes it out of the registry. */
  unload(record: PluginRecord): Promise<void>;
  openWindow(config: unknown, caller: Caller, asDialog: boolean): Promise<PluginApi>;
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
