import {
  parseUi,
  type PluginApi,
  type PluginRecord,
  type WindowRecord,
  type Workspace,
} from '../../src/index.js';
import type { ImjoyWindowElement } from '../window/window-element.js';

type Values = Readonly<Record<string, unknown>>;
type Call = (...args: unknown[]) => Promise<unknown>;

/** What a run came to; null when the user cancelled its form. */
export type RunOutcome = { readonly result: unknown } | null;

/**
 * Runs the plugin that is being edited. A window plugin keeps its window, and the answers to its form, for as
 * long as the window is open. Spec 8.5.
 */
export class PluginRunner {
  readonly #workspace: Workspace;
  #windowId: string | null = null;
  #answers: Values = {};

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** @param beside the element in which the page itself shows the plugin; a window is opened without one */
  async run(plugin: PluginRecord, beside: ImjoyWindowElement | null): Promise<RunOutcome> {
    const window = this.#windowOf(plugin, this.#windowId);
    const config = window ? this.#answers : await this.#ask(plugin);
    if (!config) return null;
    this.#answers = config;
    if (!plugin.isWindow) return { result: await this.#execute(plugin, config) };
    const api = await (beside
      ? this.#showBeside(plugin, beside, config)
      : this.#show(plugin, window, config));
    this.#windowId = idOf(api);
    return { result: api };
  }

  #windowOf({ name }: PluginRecord, id: string | null): WindowRecord | null {
    const window = id === null ? null : this.#workspace.windows.find(id);
    return window?.type === name ? window : null;
  }

  async #ask({ name, config }: PluginRecord): Promise<Values | null> {
    if (parseUi(config.ui).items.length === 0) return {};
    const values = await this.#call('showDialog', { name, ui: config.ui });
    return (values as Values | undefined) ?? null;
  }

  /** A window that shows an older version of the plugin is replaced by one of its id. */
  async #show(
    plugin: PluginRecord,
    window: WindowRecord | null,
    config: Values,
  ): Promise<PluginApi | null> {
    const context = { config, data: {} };
    if (window?.plugin === plugin) {
      await window.run(context);
      window.controls.focus?.();
      return window.pageApi;
    }
    const { name } = plugin;
    const id = window && { id: window.id };
    const opened = this.#call('createWindow', { type: name, name, ...id, ...context });
    return (await opened) as PluginApi;
  }

  /** What the page gives the window it is given again; one that is of an older version, or closed, starts anew. */
  async #showBeside(
    plugin: PluginRecord,
    beside: ImjoyWindowElement,
    answers: Values,
  ): Promise<PluginApi> {
    const { data } = beside;
    const config = { ...(beside.config as Values | null), ...answers };
    const window = this.#windowOf(plugin, beside.api && idOf(beside.api));
    if (window?.plugin === plugin) await window.run({ config, data: data ?? {} });
    else {
      beside.config = config;
      beside.reopen();
    }
    return beside.ready;
  }

  #execute({ name, isRunnable }: PluginRecord, config: Values): Promise<unknown> {
    const context = { config, data: {} };
    return isRunnable ? this.#workspace.run(name, context) : this.#call('run', name, context);
  }

  #call(name: string, ...args: unknown[]): Promise<unknown> {
    return (this.#workspace.api[name] as Call)(...args);
  }
}

const idOf = (window: PluginApi | null): string | null =>
  typeof window?.id === 'string' ? window.id : null;
