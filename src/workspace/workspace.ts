import { randomId } from '../base/id.js';
import { Signal } from '../base/signal.js';
import type { ApiHost, Caller } from '../api/api-host.js';
import { createPluginApi, toPageApi } from '../api/plugin-api.js';
import type { Shell, WindowPlace } from '../api/shell.js';
import { Emitter } from '../registry/emitter.js';
import { createKeyValueStore } from '../registry/key-value-store.js';
import type { PluginApi, PluginRecord } from '../registry/plugin-record.js';
import { PluginRegistry } from '../registry/plugin-registry.js';
import { ServiceRegistry } from '../registry/service-registry.js';
import { WindowRegistry } from '../registry/window-record.js';
import { createCodec, Peer, standardCodecs } from '../rpc/index.js';
import { FrameSource } from '../sandbox/host/frame-source.js';
import { FrameStock } from '../sandbox/host/frame-stock.js';
import { createInternalPlugins } from './internal-plugins.js';
import type { OperatorRun, OperatorRunner } from './operator-runner.js';
import { PluginLoader } from './plugin-loader.js';
import { SandboxPool } from './sandbox-pool.js';
import { WindowOpener } from './window-opener.js';

export interface WorkspaceOptions {
  /** Default `default`. */
  readonly name?: string;
  /** The user interface. */
  readonly shell: Shell;
  /** URL of `sandbox.html`; default: beside this module. */
  readonly frameSrc?: string;
  /** Whether files under `/home` outlive the page. */
  readonly persistent?: boolean;
  /** Sources of plugins to load at once; one that fails does not stop the others. */
  readonly plugins?: readonly string[];
}

/** A set of plugins that know each other, with everything they share.  */
export class Workspace {
  readonly name: string;
  readonly plugins = new PluginRegistry();
  readonly services = new ServiceRegistry();
  readonly windows = new WindowRegistry();
  readonly onPluginLoaded = new Signal<PluginRecord>();
  readonly onPluginFailed = new Signal<{ readonly name: string; readonly error: Error }>();
  readonly onPluginUnloaded = new Signal<PluginRecord>();
  /** The complete ImJoy api, acting as the page. */
  readonly api: Readonly<Record<string, unknown>>;
  /** Resolves when the plugins of `options.plugins` are loaded or have failed. */
  readonly ready: Promise<void>;
  readonly #peer = new Peer(
    randomId(),
    createCodec({ table: standardCodecs(), transport: 'clone' }),
  );
  readonly #frames: FrameStock;
  readonly #pool: SandboxPool;
  readonly #loader: PluginLoader;
  readonly #opener: WindowOpener;
  readonly #createRunner: () => Promise<OperatorRunner>;
  #runner: Promise<OperatorRunner> | null = null;
  readonly #page: Caller = { id: 'page', plugin: null, window: null, events: new Emitter() };

  constructor(options: WorkspaceOptions) {
    this.name = options.name ?? 'default';
    const frameSrc = options.frameSrc ?? new URL('./sandbox.html', import.meta.url).href;
    this.#frames = new FrameStock(new FrameSource(new URL(frameSrc, document.baseURI).href));
    this.#pool = new SandboxPool(this.#peer, this.#frames);
    const host: ApiHost = {
      name: this.name,
      shell: options.shell,
      plugins: this.plugins,
      services: this.services,
      windows: this.windows,
      settings: createKeyValueStore(),
      load: (request, caller) => this.#loader.load(request, caller),
      unload: (record) => this.#loader.unload(record),
      openWindow: (config, caller, asDialog) => this.#opener.open(config, caller, { asDialog }),
      internalPlugin: createInternalPlugins({
        workspace: this.name,
        persistent: options.persistent ?? false,
      }),
    };
    this.#opener = new WindowOpener(host, this.#pool, {
      openersOf: (value) => this.services.openers(value),
      runOperator: (operator, data) => void this.run(operator.key, { data }).catch(() => undefined),
    });
    this.#loader = new PluginLoader(
      host,
      this.#pool,
      {
        onLoaded: (record) => this.onPluginLoaded.emit(record),
        onFailed: (name, error) => this.onPluginFailed.emit({ name, error }),
        onUnloaded: (record) => this.onPluginUnloaded.emit(record),
      },
      (record) => this.#opener.proxyOf(record),
    );
    this.#createRunner = async () =>
      new (await import('./operator-runner.js')).OperatorRunner(host, this.#page);
    this.api = toPageApi(createPluginApi(host, this.#page));
    const loads = (options.plugins ?? []).map((src) => this.load(src));
    this.ready = Promise.allSettled(loads).then(() => undefined);
  }

  /** Loads a plugin from its text or URL and waits until it is ready. */
  load(src: string, tag?: string | null): Promise<PluginRecord> {
    return this.#loader.load({ src, tag }, this.#page);
  }

  /**
   * Waits until a plugin of that name is ready, also one that is yet to be loaded.
   * @throws ImjoyError what its load failed with
   */
  async whenLoaded(name: string): Promise<PluginRecord> {
    const record = this.plugins.find(name) ?? (await this.#added(name));
    await record.loaded;
    return record;
  }

  /** Ends a plugin: its close handlers and `exit` run, then everything it offered goes. */
  unload(record: PluginRecord): Promise<void> {
    return this.#loader.unload(record);
  }

  /** Opens a window in a place that the page provides; its frame starts while the plugin is fetched. */
  async openWindow(config: unknown, place: WindowPlace): Promise<PluginApi> {
    if (!isBuiltin(config)) this.#frames.prepare(place.container);
    try {
      return await this.#opener.open(config, this.#page, { asDialog: false, place });
    } finally {
      this.#frames.discard(place.container);
    }
  }

  /** Runs an operator as a menu does. */
  async run(key: string, run?: OperatorRun): Promise<unknown> {
    return (await (this.#runner ??= this.#createRunner())).run(key, run);
  }

  /** Withdraws everything one plugin was given by another: its calls there reject. */
  cut(from: PluginRecord, to: PluginRecord): void {
    this.#loader.cut(from, to);
  }

  #added(name: string): Promise<PluginRecord> {
    return new Promise((resolve) => {
      const disconnect = this.plugins.onAdded.connect((record) => {
        if (record.name !== name) return;
        disconnect();
        resolve(record);
      });
    });
  }

  /** Ends everything at once. */
  dispose(): void {
    for (const window of this.windows.all) void window.close();
    this.#pool.dispose();
  }
}

const isBuiltin = (config: unknown): boolean =>
  String((config as { type?: unknown } | null)?.type ?? '').startsWith('imjoy/');
