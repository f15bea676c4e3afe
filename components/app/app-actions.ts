import {
  messageOf,
  pluginTemplates,
  type PluginTemplate,
  type Shell,
  type Workspace,
} from '../../src/index.js';
import type { ImjoyDockElement } from '../dock/dock-element.js';
import { pickFiles, type PickOptions } from '../drop/pick-files.js';

type CreateWindow = (config: Readonly<Record<string, unknown>>) => Promise<unknown>;

/** What the actions act on. */
export interface ActionTargets {
  readonly workspace: Workspace;
  readonly shell: Shell;
  readonly dock: ImjoyDockElement;
  toggleMenu(): void;
  /** Shows the plugin library; resolves when it is closed. */
  browse(repository?: string, query?: string): Promise<void>;
  showPalette(): void;
}

/** Seconds that the message about an action that failed stays. */
const FAILURE_SECONDS = 15;

/** What the application can do for its user, wherever that is asked for: toolbar, palette, keys. */
export class AppActions {
  readonly workspace: Workspace;
  readonly dock: ImjoyDockElement;
  readonly toggleMenu: () => void;
  readonly showPalette: () => void;
  readonly #shell: Shell;
  readonly #browse: ActionTargets['browse'];

  constructor({ workspace, shell, dock, toggleMenu, browse, showPalette }: ActionTargets) {
    this.workspace = workspace;
    this.dock = dock;
    this.#shell = shell;
    this.#browse = browse;
    this.toggleMenu = toggleMenu;
    this.showPalette = showPalette;
  }

  get templates(): readonly PluginTemplate[] {
    return pluginTemplates;
  }

  newPlugin({ code }: PluginTemplate): void {
    this.#open({ type: 'imjoy/plugin-editor', name: 'New Plugin', data: { name: null, code } });
  }

  editPlugin(name: string): void {
    const stored = this.workspace.library.installed.get(name);
    const running = this.workspace.plugins.find(name);
    const code = stored?.code ?? running?.origin.code;
    const tag = stored?.tag ?? running?.tag ?? null;
    if (code === undefined) return;
    this.#open({ type: 'imjoy/plugin-editor', name: `Edit-${name}`, data: { name, code, tag } });
  }

  /** Shows what repositories offer, and what is installed. */
  browse(repository?: string, query?: string): void {
    void this.attempt('open the library', () => this.#browse(repository, query));
  }

  newWorkflow(): void {
    this.#open({ type: 'imjoy/workflow', name: 'Workflow', data: {} });
  }

  async openFiles(options?: PickOptions): Promise<void> {
    await this.attempt('open the files', async () => {
      const files = await pickFiles(options);
      if (files.length > 0) await this.workspace.openFiles(files);
    });
  }

  closeAll(): void {
    for (const { id } of this.workspace.windows.all) this.dock.close(id);
  }

  /** Does something that may fail, and says so where messages are shown. */
  async attempt(what: string, act: () => unknown): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.#shell.showSnackbar(`Could not ${what}: ${messageOf(error)}`, FAILURE_SECONDS);
    }
  }

  /** The window appears at once, and says itself what goes wrong. */
  #open(config: Readonly<Record<string, unknown>>): void {
    (this.workspace.api.createWindow as CreateWindow)(config).catch(() => undefined);
  }
}
