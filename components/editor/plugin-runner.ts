import { parseUi, type PluginRecord, type WindowRecord, type Workspace } from '../../src/index.js';

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

  async run(plugin: PluginRecord): Promise<RunOutcome> {
    const window = this.#windowOf(plugin);
    const config = window ? this.#answers : await this.#ask(plugin);
    if (!config) return null;
    this.#answers = config;
    const result = await (plugin.type.endsWith('window')
      ? this.#show(plugin, window, config)
      : this.#execute(plugin, config));
    return { result };
  }

  #windowOf({ name }: PluginRecord): WindowRecord | null {
    const window = this.#windowId === null ? null : this.#workspace.windows.find(this.#windowId);
    return window?.type === name ? window : null;
  }

  async #ask({ name, config }: PluginRecord): Promise<Values | null> {
    if (parseUi(config.ui).items.length === 0) return {};
    const values = await this.#call('showDialog', { name, ui: config.ui });
    return (values as Values | undefined) ?? null;
  }

  /** A window that shows an older version of the plugin is replaced by one of its id. */
  async #show(plugin: PluginRecord, window: WindowRecord | null, config: Values): Promise<unknown> {
    const context = { config, data: {} };
    if (window?.plugin === plugin) {
      await window.run(context);
      window.controls.focus?.();
      return window.pageApi;
    }
    const { name } = plugin;
    const id = window && { id: window.id };
    const api = (await this.#call('createWindow', {
      type: name,
      name,
      ...id,
      ...context,
    })) as Values;
    this.#windowId = typeof api.id === 'string' ? api.id : null;
    return api;
  }

  #execute({ name, isRunnable }: PluginRecord, config: Values): Promise<unknown> {
    const context = { config, data: {} };
    return isRunnable ? this.#workspace.run(name, context) : this.#call('run', name, context);
  }

  #call(name: string, ...args: unknown[]): Promise<unknown> {
    return (this.#workspace.api[name] as Call)(...args);
  }
}
