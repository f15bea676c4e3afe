import { randomId } from '../base/id.js';
import { Signal } from '../base/signal.js';
import type { ApiHost, Caller } from '../api/api-host.js';
import { isFields, textOr } from '../api/arguments.js';
import { createPluginApi, toPageApi } from '../api/plugin-api.js';
import type { Shell, WindowPlace } from '../api/shell.js';
import { Emitter } from '../registry/emitter.js';
import { createKeyValueStore } from '../registry/key-value-store.js';
import { PluginLog } from '../registry/plugin-log.js';
import type { PluginApi, PluginRecord } from '../registry/plugin-record.js';
import { PluginRegistry } from '../registry/plugin-registry.js';
import { ServiceRegistry } from '../registry/service-registry.js';
import { WaitGraph } from '../registry/wait-graph.js';
import type { WindowRecord } from '../registry/window-record.js';
import { WindowRegistry } from '../registry/window-registry.js';
import { createCodec, Peer, standardCodecs } from '../rpc/index.js';
import type { FrameStock } from '../sandbox/host/frame-stock.js';
import { publicHosts, type SourceHosts } from '../sources/hosts.js';
import type { WorkspaceStore } from '../storage/workspace-store.js';
import type { OpsValue } from '../ui-form/index.js';
import type { WorkflowResult } from '../workflow/index.js';
import { InternalPlugins } from './internal-plugins.js';
import { createFrames } from './create-frames.js';
import { describePage } from './describe-page.js';
import { DEFAULT_LIMITS } from './limits.js';
import type { EngineSet } from './engine-set.js';
import type { EngineRunRequest } from './run-on-engine.js';
import { keepsEngines } from './kept-engines.js';
import { LazyPart } from './lazy-part.js';
import type { LibraryHost } from './library-host.js';
import { openStore } from './open-store.js';
import type { MapRunner } from './map-runner.js';
import { Openers } from './openers.js';
import type { OperatorRun, OperatorRunner } from './operator-runner.js';
import { PagePlugins } from './page-plugins.js';
import { PluginLibrary } from './plugin-library.js';
import { PluginLoader } from './plugin-loader.js';
import type { PythonProblem } from './python-problem.js';
import type { PluginSources } from './plugin-sources.js';
import { SandboxPool } from './sandbox-pool.js';
import type { WorkflowRunOptions } from './workflow-run.js';
import { followEngines, waitsForEngine } from './service-engines.js';
import { isBuiltin } from './window-config.js';
import { WindowOpener } from './window-opener.js';
import type { WorkspaceOptions } from './workspace-options.js';

export type { WorkspaceOptions };

/** A set of plugins that know each other, with everything they share. */
export class Workspace {
  readonly name: string;
  /** Where the sites are that plugin URIs name. */
  readonly hosts: SourceHosts;
  readonly plugins = new PluginRegistry();
  readonly services = new ServiceRegistry();
  readonly windows = new WindowRegistry();
  /** What opens files and other values. */
  readonly openers = new Openers(this.services, (...args) => this.openWith(...args));
  readonly onPluginLoaded = new Signal<PluginRecord>();
  readonly onPluginFailed = new Signal<{ readonly name: string; readonly error: Error }>();
  readonly onPluginUnloaded = new Signal<PluginRecord>();
  /** Told once, when {@link openSources} is there. */
  readonly onSourcesOpened: Signal<PluginSources>;
  /** Told once, when {@link openEngines} is there. */
  readonly onEnginesOpened: Signal<EngineSet>;
  /** Told before everything ends: the last moment to keep something. */
  readonly onEnding = new Signal<void>();
  /** What the page itself logs through the api. */
  readonly log = new PluginLog();
  /** The plugins it keeps. */
  readonly library: PluginLibrary;
  /** Those of `options.plugins`. */
  readonly pagePlugins: PagePlugins;
  /** Where it keeps them, and documents of the user interface. */
  readonly store: WorkspaceStore;
  /** The complete ImJoy api, acting as the page. */
  readonly api: Readonly<Record<string, unknown>>;
  /** Resolves when the plugins it keeps and those of `options.plugins` are loaded or have failed. */
  readonly ready: Promise<void>;
  /** Asks a page of somebody else what it is, and gives the plugin file it would have; runs the page's code. */
  readonly describePage = describePage;
  readonly #peer = new Peer(
    randomId(),
    createCodec({ table: standardCodecs(), transport: 'clone' }),
  );
  readonly #host: ApiHost;
  readonly #frames: FrameStock;
  readonly #pool: SandboxPool;
  readonly #loader: PluginLoader;
  readonly #opener: WindowOpener;
  readonly #internal: InternalPlugins;
  readonly #sources: LazyPart<PluginSources>;
  readonly #operators: LazyPart<OperatorRunner>;
  readonly #engines: LazyPart<EngineSet>;
  readonly #maps: LazyPart<MapRunner>;
  readonly #page: Caller = {
    id: 'page',
    plugin: null,
    window: null,
    events: new Emitter(),
    log: this.log,
  };

  constructor(options: WorkspaceOptions) {
    this.name = options.name?.trim() || 'default';
    const limits = { ...DEFAULT_LIMITS, ...options.limits };
    const hosts = { ...publicHosts, ...options.hosts };
    this.hosts = hosts;
    this.#frames = createFrames(options);
    this.#pool = new SandboxPool({
      peer: this.#peer,
      frames: this.#frames,
      limits,
      askCredentials: async (plugin, fields) => {
        const { askCredentials } = await import('./ask-credentials.js');
        return askCredentials(options.shell, plugin.name, fields);
      },
    });
    this.#internal = new InternalPlugins({
      workspace: this.name,
      persistent: options.persistent ?? false,
      warn: (text) => this.log.add('warn', text),
    });
    const warn = (text: string) => {
      this.log.add('warn', text);
      options.shell.showStatus(text);
    };
    this.store = options.store ?? openStore(this.name, options.persistent ?? false, warn);
    const loading: LibraryHost = {
      hosts,
      read: (request) => this.#loader.read(request, this.#page),
      has: (key) => this.#loader.has(key),
      start: (record) => this.#loader.start(record, this.#page),
      unload: (record) => this.#loader.unload(record),
      find: (name) => this.plugins.find(name),
      onLoaded: this.onPluginLoaded,
      warn,
    };
    this.library = new PluginLibrary(this.store, loading);
    this.pagePlugins = new PagePlugins(this.library, loading);
    const host = this.#createHost(options.shell);
    this.#host = host;
    const shared = { host, pool: this.#pool, waits: new WaitGraph<PluginRecord>(), limits };
    this.#opener = new WindowOpener({
      ...shared,
      views: {
        workspace: this,
        openersOf: (value, window) => this.openers.of(value, window),
        createWindow: (config) => host.openWindow(config, this.#page, false),
      },
    });
    const onEngine = async (request: EngineRunRequest) => {
      const [engines, { runOnEngine }] = await Promise.all([
        this.engines(),
        import('./run-on-engine.js'),
      ]);
      const mode = this.library.installed.get(request.plugin.name)?.engineMode ?? null;
      const { services, name: workspace } = this;
      return runOnEngine({ ...request, engines, services, mode, shell: host.shell, workspace });
    };
    this.#loader = new PluginLoader({
      ...shared,
      hosts,
      onEngine,
      proxyOf: (plugin, caller) => this.#opener.proxyOf(plugin, caller),
      onLoaded: (record) => this.onPluginLoaded.emit(record),
      onFailed: (name, error) => this.onPluginFailed.emit({ name, error }),
      onUnloaded: (record) => this.onPluginUnloaded.emit(record),
    });
    this.#sources = new LazyPart(async () => {
      const { PluginSources } = await import('./plugin-sources.js');
      const { store, library } = this;
      const { repositories } = options;
      const sources = new PluginSources({ store, library, hosts, repositories });
      await sources.repositories.open();
      return sources;
    });
    this.onSourcesOpened = this.#sources.onOpened;
    const persistent = options.persistent ?? false;
    this.#engines = new LazyPart(async () => {
      const { openEngines } = await import('./open-engines.js');
      const { services, name: workspace } = this;
      const given = options.engines ?? [];
      return openEngines({ workspace, services, shell: options.shell, persistent, given });
    });
    this.onEnginesOpened = this.#engines.onOpened;
    followEngines(this.services, (type) => this.#startWaiting(type));
    if (options.engines?.length || (persistent && keepsEngines())) void this.engines();
    this.#operators = new LazyPart(async () => {
      const { OperatorRunner } = await import('./operator-runner.js');
      return new OperatorRunner({
        host,
        pause: limits.pause,
        openWindow: (config, madeBy) =>
          this.#opener.open(config, this.#page, { asDialog: false, madeBy }),
      });
    });
    this.#maps = new LazyPart(async () => {
      const { MapRunner } = await import('./map-runner.js');
      return new MapRunner({
        ...{ host, pool: this.#pool, onEngine, idle: limits.idle, warn, persistent },
        engines: () => this.engines(),
      });
    });
    this.services.onProblem.connect(({ operator, error }) =>
      this.plugins.find(operator.provider)?.log.add('warn', `${operator.key}: ${error.message}`),
    );
    this.api = toPageApi(createPluginApi(host, this.#page));
    const loads = (options.plugins ?? []).map((src) => this.pagePlugins.load(src));
    this.ready = Promise.allSettled([this.library.open(), ...loads]).then(() => undefined);
  }

  /**
   * Loads a plugin from its text or URL and waits until it is ready.
   * @param base what relative URLs in it are resolved against where it is a text; the page unless given
   */
  load(src: string, tag?: string | null, base?: string | null): Promise<PluginRecord> {
    return this.#loader.load({ src, tag, base }, this.#page);
  }

  /** The repositories it knows, updates of what it has, and lockfiles: downloaded when first asked for. */
  sources(): Promise<PluginSources> {
    return this.#sources.get();
  }

  /** The plugin engines it knows: downloaded, and connected to, when first asked for. */
  engines(): Promise<EngineSet> {
    return this.#engines.get();
  }

  /** What {@link sources} has given already; null before it was asked. */
  get openSources(): PluginSources | null {
    return this.#sources.opened;
  }

  /** What {@link engines} has given already; null before it was asked. */
  get openEngines(): EngineSet | null {
    return this.#engines.opened;
  }

  /**
   * Waits until a plugin of that name is ready, also one that is yet to be loaded.
   * @throws ImjoyError what its load failed with
   */
  async whenLoaded(name: string): Promise<PluginRecord> {
    await this.library.begin(name);
    const record = this.plugins.expected(name) ?? (await this.#added(name));
    await record.loaded;
    return record;
  }

  /** Ends a plugin and loads it again from the same text. */
  reload(record: PluginRecord): Promise<PluginRecord> {
    return this.#loader.reload(record, this.#page);
  }

  /**
   * Ends whatever a plugin is doing: runs in flight reject, `RPC_ABORTED` where it could be interrupted, otherwise
   * `PLUGIN_TERMINATED`.
   * @returns another record when it had to be loaded anew
   */
  async stop(record: PluginRecord): Promise<PluginRecord> {
    await this.#maps.ifAsked((runner) => runner.stop(record));
    return this.#loader.stop(record, this.#page);
  }

  /**
   * What keeps a script of a Python plugin from being compiled, as its own interpreter sees it: nobody else's is
   * asked. Null where nothing is wrong, or where none runs.
   * @param line of the script in the plugin file
   */
  checkPython(plugin: string, script: string, line: number): Promise<PythonProblem | null> {
    return this.#loader.checkPython(plugin, script, line);
  }

  /** Ends a plugin: its close handlers and `exit` run, then everything it offered goes. */
  unload(record: PluginRecord): Promise<void> {
    return this.#loader.unload(record);
  }

  /** Opens a window in a place that the page provides; its frame starts while the plugin is fetched. */
  async openWindow(config: unknown, place: WindowPlace): Promise<PluginApi> {
    if (!showsView(config)) this.#frames.prepare(place.container);
    try {
      return await this.#opener.open(config, this.#page, { asDialog: false, place });
    } finally {
      this.#frames.discard(place.container);
    }
  }

  /** Runs an operator as a menu does: on the active window's data, showing what it returns. */
  async run(key: string, run?: OperatorRun): Promise<unknown> {
    return (await this.#operators.get()).run(key, run);
  }

  /**
   * Opens a value with an operator whose `inputs` it fits, asking for the operator's form first.
   * @param source the window the value is shown in
   */
  async openWith(key: string, value: unknown, source?: WindowRecord | null): Promise<unknown> {
    return (await this.#operators.get()).openWith(key, value, source);
  }

  /** Opens files that the user dropped or chose: one by its only opener, others as a list. Spec 8.6. */
  async openFiles(files: readonly File[]): Promise<void> {
    const openWindow = (config: unknown) => this.#opener.open(config, this.#page);
    return (await import('./open-files.js')).openFiles(files, {
      openers: this.openers,
      openWindow,
    });
  }

  /** Tells an operator what the user has filled into its form so far. */
  async update(key: string, values: Readonly<Record<string, unknown>>): Promise<void> {
    return (await this.#operators.get()).update(key, values);
  }

  /**
   * Runs steps in order, from the active window's data on; shows no result. Spec 2.7.
   * @throws ImjoyError `WORKFLOW_STEP` naming the step that failed, `RPC_ABORTED` when it was stopped
   */
  async runWorkflow(workflow: OpsValue, options: WorkflowRunOptions = {}): Promise<WorkflowResult> {
    const { runWorkflow } = await import('./workflow-run.js');
    return runWorkflow(this.#host, workflow, options);
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

  /** Ends everything, letting plugins and windows say goodbye first. */
  async close(): Promise<void> {
    this.onEnding.emit();
    await Promise.allSettled(this.windows.all.map((window) => window.close()));
    await Promise.allSettled(this.plugins.all.map((record) => this.unload(record)));
    this.dispose();
  }

  /** Ends everything at once. */
  dispose(): void {
    this.onEnding.emit();
    for (const window of this.windows.all) void window.close();
    this.#pool.dispose();
    this.#internal.dispose();
    this.library.dispose();
    // Not before their sandboxes, which let go of what may run on without the page.
    void this.#engines.ifAsked((engines) => engines.dispose());
    void this.#sources.ifAsked((sources) => sources.dispose());
    void this.#maps.ifAsked((maps) => maps.dispose());
  }

  /** Plugins that had no engine, or lost it, come back with one. */
  #startWaiting(type: string): void {
    for (const record of this.plugins.all)
      if (record.type === type && waitsForEngine(record))
        this.reload(record).catch(() => undefined);
  }

  #createHost(shell: Shell): ApiHost {
    return {
      name: this.name,
      shell,
      plugins: this.plugins,
      services: this.services,
      windows: this.windows,
      settings: createKeyValueStore(),
      library: this.library,
      read: (request, caller) => this.#loader.read(request, caller),
      load: (request, caller) => this.#loader.load(request, caller),
      start: (record, caller) => this.#loader.start(record, caller),
      unload: (record) => this.#loader.unload(record),
      apiOf: (record, caller) => this.#loader.apiOf(record, caller),
      openWindow: (config, caller, asDialog) => this.#opener.open(config, caller, { asDialog }),
      map: async (request, caller) => (await this.#maps.get()).run(request, caller),
      internalPlugin: (name) => this.#internal.get(name),
    };
  }
}

const showsView = (config: unknown): boolean =>
  isFields(config) && isBuiltin(textOr(config.type, ''));
