import { ImjoyError } from '../base/error.js';
import { randomId } from '../base/id.js';
import type { ApiHost, Caller } from '../api/api-host.js';
import { createPluginApi } from '../api/plugin-api.js';
import type { BuiltinWindow, WindowPlace } from '../api/shell.js';
import type { PluginApi, PluginRecord } from '../registry/plugin-record.js';
import type { Operator } from '../registry/service-registry.js';
import type { WindowState } from '../registry/window-record.js';
import { OpenWindow } from './open-window.js';
import { toWindowApi } from './plugin-object.js';
import { windowContext } from './run-context.js';
import { runtimeOf } from './runtimes.js';
import type { SandboxPool } from './sandbox-pool.js';
import { isPluginSource, numberOrNull, readWindowConfig } from './window-config.js';

/** Milliseconds after which a window is shown although its plugin has exported nothing yet. */
const SHOW_AFTER = 10_000;

export interface OpenOptions {
  readonly asDialog: boolean;
  /** A place that exists already, such as an element of the page. */
  readonly place?: WindowPlace;
}

export interface WindowServices {
  openersOf(value: unknown): readonly Operator[];
  runOperator(operator: Operator, data: unknown): void;
}

/** Opens windows: instances of window plugins, and views of the kit. Spec 3.6, 4.4. */
export class WindowOpener {
  readonly #host: ApiHost;
  readonly #pool: SandboxPool;
  readonly #services: WindowServices;

  constructor(host: ApiHost, pool: SandboxPool, services: WindowServices) {
    this.#host = host;
    this.#pool = pool;
    this.#services = services;
  }

  /** Resolves after the first `run` of the window has finished. */
  async open(value: unknown, caller: Caller, options: OpenOptions): Promise<PluginApi> {
    const { src, type: named, config } = readWindowConfig(value);
    const type = src ? await this.#loadType(src, config.tag, caller) : (named ?? '');
    const plugin = type.startsWith('imjoy/') ? null : this.#windowPlugin(type);
    const settled = { ...plugin?.config.defaults, ...config };
    const window = await this.#place(type, plugin, settled, caller, options);
    return this.#fill(window);
  }

  /** What `getPlugin` gives for a window plugin: every run opens a window. Spec 3.6. */
  proxyOf(plugin: PluginRecord): PluginApi {
    const caller: Caller = { id: plugin.id, plugin, window: null, events: plugin.events };
    return {
      setup: () => undefined,
      run: (context: unknown) => {
        const { config, data, id, window_id } = (context ?? {}) as Record<string, unknown>;
        const request = {
          type: plugin.name,
          name: plugin.name,
          config: config ?? {},
          data: data ?? {},
          id,
          window_id,
        };
        return this.open(request, caller, { asDialog: plugin.config.defaults?.as_dialog === true });
      },
      id: plugin.id,
      name: plugin.name,
      config: {
        id: plugin.id,
        name: plugin.name,
        type: plugin.type,
        tag: plugin.tag,
        workspace: this.#host.name,
      },
      _rintf: plugin.id,
    };
  }

  async #loadType(src: string, tag: unknown, caller: Caller): Promise<string> {
    if (!isPluginSource(src))
      throw new ImjoyError(
        'NOT_SUPPORTED',
        `${src} is no plugin file; pages of other origins cannot be opened yet`,
      );
    const record = await this.#host.load(
      { src, tag: typeof tag === 'string' ? tag : null },
      caller,
    );
    return record.name;
  }

  /** @throws ImjoyError `WINDOW_TYPE` naming the type */
  #windowPlugin(type: string): PluginRecord {
    const plugin = this.#host.plugins.find(type);
    if (!plugin) throw new ImjoyError('WINDOW_TYPE', `there is no window type "${type}"`);
    // An `iframe` plugin with markup may be shown as well. Spec A5.
    const shown = plugin.type === 'iframe' && plugin.file.windows.length > 0;
    if (!shown && !runtimeOf(plugin.type, type).windowed)
      throw new ImjoyError(
        'WINDOW_TYPE',
        `"${type}" is a plugin of type ${plugin.type}, not a window`,
      );
    return plugin;
  }

  async #place(
    type: string,
    plugin: PluginRecord | null,
    config: Readonly<Record<string, unknown>>,
    caller: Caller,
    { asDialog, place }: OpenOptions,
  ): Promise<OpenWindow> {
    const name = typeof config.name === 'string' ? config.name : type;
    const id = await this.#freeId(config.id, caller);
    const windowId = typeof config.window_id === 'string' ? config.window_id : id;
    const state: WindowState = {
      ...config,
      name,
      type,
      data: config.data ?? null,
      config: config.config ?? null,
    };
    if (config.ui !== undefined && !plugin)
      state.config = { ...(state.config as object), ui: config.ui };
    const where =
      place ??
      this.#host.shell.placeWindow({
        id,
        name,
        type,
        dialog: asDialog || config.dialog === true || config.as_dialog === true,
        fullscreen: config.fullscreen === true,
        standalone: config.standalone === true,
        size: { w: numberOrNull(config.w), h: numberOrNull(config.h) },
        position: { x: numberOrNull(config.x), y: numberOrNull(config.y) },
        elementId: windowId === id ? null : this.#pageElement(windowId, caller),
      });
    const window = new OpenWindow({
      id,
      windowId,
      type,
      plugin,
      state,
      place: where,
      opener: caller.id,
      onSelected: (selected) => this.#host.windows.select(selected),
      onClosed: (closed) => this.#host.windows.remove(closed),
    });
    this.#host.windows.add(window);
    this.#host.windows.select(window);
    where.onRetry.connect(() => void this.#fill(window).catch(() => undefined));
    return window;
  }

  /** An id that is in use replaces that window, if it is the caller's own. */
  async #freeId(wanted: unknown, caller: Caller): Promise<string> {
    if (typeof wanted !== 'string' || !wanted) return randomId();
    const existing = this.#host.windows.find(wanted) as OpenWindow | undefined;
    if (!existing) return wanted;
    if (caller.plugin && existing.opener !== caller.id) return randomId();
    await existing.close();
    return wanted;
  }

  /** The page's elements belong to the page: plugins may use those that are marked for them. */
  #pageElement(id: string, caller: Caller): string | null {
    if (!caller.plugin) return id;
    return document.getElementById(id)?.hasAttribute('data-imjoy-window') ? id : null;
  }

  async #fill(window: OpenWindow): Promise<PluginApi> {
    const { place } = window;
    place.setState({ kind: 'loading' });
    const timer = setTimeout(() => place.setState({ kind: 'ready' }), SHOW_AFTER);
    try {
      await (window.plugin ? this.#startInstance(window, window.plugin) : this.#showView(window));
      place.setState({ kind: 'ready' });
      place.focus();
      return window.api as PluginApi;
    } catch (error) {
      if (!window.isClosing) place.setState({ kind: 'failed', error: error as Error });
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  async #startInstance(window: OpenWindow, plugin: PluginRecord): Promise<void> {
    const caller: Caller = { id: window.id, plugin, window, events: window.events };
    const sandbox = this.#pool.create({
      plugin,
      realm: 'frame',
      api: createPluginApi(this.#host, caller),
      container: window.place.container,
      onHeight: window.place.setContentHeight?.bind(window.place),
    });
    window.content = {
      end: () => this.#pool.end(sandbox, plugin.name),
      update: () => undefined,
    };
    sandbox.onState.connect((state) => {
      if (state === 'unresponsive') window.place.setState({ kind: 'unresponsive' });
      if (state === 'responsive') window.place.setState({ kind: 'ready' });
    });
    sandbox.onEnd.connect((error) => {
      if (!window.isClosing) window.place.setState({ kind: 'failed', error });
    });
    const offer = (exported: Readonly<Record<string, unknown>>) => {
      window.api = toWindowApi(window, exported, this.#host.name);
    };
    const exported = await this.#pool.boot(sandbox, plugin);
    sandbox.onExport.connect(offer);
    offer(sandbox.exported ?? exported);
    try {
      await call(exported, 'setup');
      const ids = { id: window.id, window_id: window.windowId };
      window.merge(await call(exported, 'run', windowContext(window.state, plugin.name, ids)));
    } catch (error) {
      sandbox.dispose(new ImjoyError('PLUGIN_TERMINATED', `${plugin.name} failed to start`));
      throw error;
    }
    offer(sandbox.exported ?? exported);
    void window.events.emit('ready').catch(() => undefined);
  }

  async #showView(window: OpenWindow): Promise<void> {
    const view = await this.#host.shell.createBuiltin(window.type);
    if (!view) throw new ImjoyError('WINDOW_TYPE', `there is no window type "${window.type}"`);
    const show = () =>
      Object.assign(view, { data: window.state.data, config: window.state.config });
    view.context = this.#viewContext(window);
    show();
    window.content = { end: () => Promise.resolve(view.remove()), update: show };
    window.place.container.append(view);
    window.api = toWindowApi(window, viewFunctions(window, view), this.#host.name);
    void window.events.emit('ready').catch(() => undefined);
  }

  #viewContext(window: OpenWindow): object {
    return {
      emit: (event: string, value?: unknown) =>
        void window.events.emit(event, value).catch(() => undefined),
      openers: (value: unknown) =>
        this.#services.openersOf(value).map((operator) => ({
          name: operator.key,
          open: () => this.#services.runOperator(operator, value),
        })),
      createWindow: (config: unknown) =>
        this.open(
          config,
          { id: window.id, plugin: window.plugin, window, events: window.events },
          { asDialog: false },
        ),
    };
  }
}

function viewFunctions(window: OpenWindow, view: BuiltinWindow): Record<string, unknown> {
  return { ...view.methods, run: (state: unknown) => window.merge(state) };
}

async function call(
  exported: Readonly<Record<string, unknown>>,
  name: string,
  ...args: unknown[]
): Promise<unknown> {
  const fn = exported[name];
  return typeof fn === 'function' ? (fn as (...all: unknown[]) => unknown)(...args) : undefined;
}
