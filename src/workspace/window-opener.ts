import type { ApiHost, Caller } from '../api/api-host.js';
import { textOr } from '../api/arguments.js';
import type { WindowPlace } from '../api/shell.js';
import { ImjoyError, messageOf } from '../base/error.js';
import { randomId } from '../base/id.js';
import type { PluginApi, PluginRecord } from '../registry/plugin-record.js';
import type { WaitGraph } from '../registry/wait-graph.js';
import type { WindowState } from '../registry/window-record.js';
import { announceFailure } from './announce-failure.js';
import { showView, type ViewServices } from './builtin-view.js';
import type { Limits } from './limits.js';
import { OpenWindow, type OpenWindowInit } from './open-window.js';
import { registerOwnOperator } from './own-operator.js';
import { placeRequest, usableElement } from './place-request.js';
import { isWindowed } from './runtimes.js';
import type { SandboxPool } from './sandbox-pool.js';
import { isAlive } from './used-instead.js';
import {
  isBuiltin,
  isPluginSource,
  readWindowConfig,
  type WindowRequest,
} from './window-config.js';
import { startInstance } from './window-instance.js';
import { createProxy } from './window-proxy.js';

export interface OpenOptions {
  readonly asDialog: boolean;
  /** A place that exists already, such as an element of the page. */
  readonly place?: WindowPlace;
  readonly madeBy?: OpenWindowInit['madeBy'];
}

export interface OpenerOptions {
  readonly host: ApiHost;
  readonly pool: SandboxPool;
  readonly waits: WaitGraph<PluginRecord>;
  readonly limits: Limits;
  readonly views: ViewServices;
}

/** What a window is to show, known to exist. */
interface Target {
  readonly type: string;
  readonly plugin: PluginRecord | null;
  /** Fills the window; once more when the user retries. */
  fill(window: OpenWindow): Promise<void> | void;
}

/** Opens windows: instances of window plugins, and views of the kit. Spec 3.6, 4.4. */
export class WindowOpener {
  readonly #options: OpenerOptions;

  constructor(options: OpenerOptions) {
    this.#options = options;
  }

  /** Resolves after the first `run` of the window has finished. */
  async open(
    value: unknown,
    caller: Caller,
    options: OpenOptions = { asDialog: false },
  ): Promise<PluginApi> {
    const request = readWindowConfig(value);
    // A place that the page provides shows by itself what went wrong.
    const quiet = options.place !== undefined;
    const target = await this.#target(request, caller, quiet);
    const fill = (renewed: OpenWindow) => this.#fill(renewed, target, { quiet, inFront: false });
    const window = await this.#place(target, request.config, caller, options, fill);
    window.place.onRetry.connect(() => {
      if (!window.mend()) void this.#fill(window, target, { quiet }).catch(() => undefined);
    });
    const filled = this.#fill(window, target, { quiet });
    try {
      const { waits } = this.#options;
      await (target.plugin ? waits.during(caller.plugin, target.plugin, filled) : filled);
    } catch (error) {
      if (options.asDialog) void window.close();
      throw error;
    }
    return (caller.plugin ? window.api : window.pageApi) as PluginApi;
  }

  /** What `getPlugin` gives for a window plugin. */
  proxyOf(plugin: PluginRecord, caller: Caller): PluginApi {
    const open = (config: unknown) => this.open(config, caller, { asDialog: false });
    return createProxy(plugin, this.#options.host.name, open);
  }

  async #target(
    { src, type, config }: WindowRequest,
    caller: Caller,
    quiet: boolean,
  ): Promise<Target> {
    const { host, views } = this.#options;
    if (!src && isBuiltin(type)) {
      const view = await host.shell.createBuiltin(type);
      if (!view) return unknownType(type);
      return { type, plugin: null, fill: (window) => showView(window, view, views) };
    }
    if (src && !isPluginSource(src)) {
      const { pageAsPlugin } = await import('./external-page.js');
      return this.#instance(await pageAsPlugin(src, config, caller));
    }
    if (!src) await host.library.begin(type);
    const plugin = src
      ? await host.load({ src, tag: textOr(config.tag, null), quiet }, caller)
      : (host.plugins.expected(type) ?? unknownType(type));
    checkIsWindow(plugin);
    await host.apiOf(plugin, caller);
    return this.#instance(plugin);
  }

  #instance(plugin: PluginRecord): Target {
    const { host, pool } = this.#options;
    return {
      type: plugin.name,
      plugin,
      fill: (window) => startInstance(window, window.plugin ?? plugin, host, pool),
    };
  }

  async #place(
    { type, plugin }: Target,
    given: Readonly<Record<string, unknown>>,
    caller: Caller,
    { asDialog, place, madeBy }: OpenOptions,
    fill: OpenWindowInit['fill'],
  ): Promise<OpenWindow> {
    const { host, limits } = this.#options;
    const config = { ...plugin?.config.defaults, ...definedOf(given) };
    const name = textOr(config.name, type);
    let id = textOr(config.id, '') || randomId();
    for (let other = this.#find(id); other; other = this.#find(id)) {
      if (isOwn(other, caller)) await other.close();
      else id = randomId();
    }
    // No waiting from here on: the id is free only now, and a place that is on the page stays there.
    if (place && !place.container.isConnected) throw closed(name);
    const wanted = textOr(config.window_id, '');
    const elementId = usableElement(wanted, caller);
    const window = new OpenWindow({
      id,
      windowId: wanted && !this.#isTaken(wanted, caller) ? wanted : id,
      type,
      plugin,
      state: stateOf(config, name, type, plugin),
      place:
        place ??
        host.shell.placeWindow(placeRequest(config, { id, name, type, elementId }, asDialog)),
      opener: caller.plugin,
      workspace: host.name,
      limits,
      madeBy,
      fill,
      onSelected: (selected) => host.windows.select(selected),
      onClosed: (closed) => this.#forget(closed),
    });
    host.windows.add(window);
    host.windows.select(window);
    return window;
  }

  async #fill(
    window: OpenWindow,
    target: Target,
    { quiet, inFront = true }: { quiet: boolean; inFront?: boolean },
  ): Promise<void> {
    const { place, plugin } = window;
    const isOver = () => window.isClosing || window.plugin !== plugin;
    place.setName(window.state.name);
    place.setState({ kind: 'loading' });
    const show = () => isOver() || place.setState({ kind: 'ready' });
    const timer = setTimeout(show, this.#options.limits.show);
    try {
      await target.fill(window);
      if (isOver()) throw closed(window.state.name);
      window.isReady = true;
      place.setState({ kind: 'ready' });
      if (inFront) place.focus();
      window.announce('ready');
    } catch (error) {
      if (isOver()) throw error;
      plugin?.log.add('error', messageOf(error));
      const name = plugin?.name ?? window.type;
      if (!quiet) announceFailure(this.#options.host.shell, `<${name}>:`, error);
      place.setState({ kind: 'failed', error: error as Error });
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** What the instance registered went with its sandbox; the form of its plugin, if it replaced that, comes back. */
  #forget(window: OpenWindow): void {
    const { plugins, services, windows } = this.#options.host;
    const { plugin } = window;
    const isKept = plugin !== null && plugins.find(plugin.name) === plugin && isAlive(plugin);
    if (isKept && !services.operator(plugin.name)) registerOwnOperator(services, plugin);
    windows.remove(window);
  }

  #find(id: string): OpenWindow | undefined {
    return this.#options.host.windows.find(id) as OpenWindow | undefined;
  }

  /** A window can be found by its element's id, so nobody else's window may claim to be there. */
  #isTaken(windowId: string, caller: Caller): boolean {
    return (this.#options.host.windows.all as readonly OpenWindow[]).some(
      (other) => other.windowId === windowId && !isOwn(other, caller),
    );
  }
}

const isOwn = (window: OpenWindow, caller: Caller): boolean =>
  caller.plugin === null || window.opener === caller.plugin;

/** Fields set to undefined do not override a plugin's defaults. */
const definedOf = (fields: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

function stateOf(
  config: Readonly<Record<string, unknown>>,
  name: string,
  type: string,
  plugin: PluginRecord | null,
): WindowState {
  const { data = null, config: own = null, ui } = config;
  const withForm = !plugin && ui !== undefined ? { ...(own as object | null), ui } : own;
  return { ...config, name, type, data, config: withForm };
}

/** @throws ImjoyError `WINDOW_TYPE` naming the plugin */
function checkIsWindow({ name, type, file }: PluginRecord): void {
  // An `iframe` plugin with markup may be shown as well. Spec A5.
  const isShown = type === 'iframe' && file.windows.length > 0;
  if (isShown || isWindowed(type)) return;
  throw new ImjoyError('WINDOW_TYPE', `"${name}" is a plugin of type ${type}, not a window`);
}

const closed = (name: string) =>
  new ImjoyError('WINDOW_CLOSED', `the window "${name}" was closed before it was ready`);

function unknownType(type: string): never {
  throw new ImjoyError('WINDOW_TYPE', `there is no window type "${type}"`);
}
