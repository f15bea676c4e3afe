import {
  messageOf,
  pluginTemplates,
  type EngineClient,
  type EngineSet,
  type PluginTemplate,
  type Service,
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
  /** Shows the plugin engines; resolves when that is closed. */
  showEngines(): Promise<void>;
  /** Shows a terminal on an engine; resolves when that is closed. */
  showTerminal(engine: EngineClient, engines: EngineSet): Promise<void>;
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
  readonly #showEngines: ActionTargets['showEngines'];
  readonly #showTerminal: ActionTargets['showTerminal'];

  constructor(targets: ActionTargets) {
    this.workspace = targets.workspace;
    this.dock = targets.dock;
    this.#shell = targets.shell;
    this.#browse = targets.browse;
    this.#showEngines = targets.showEngines;
    this.#showTerminal = targets.showTerminal;
    this.toggleMenu = targets.toggleMenu;
    this.showPalette = targets.showPalette;
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

  /** Shows the plugin engines, and lets the user add one. */
  showEngines(): void {
    void this.attempt('show the plugin engines', () => this.#showEngines());
  }

  /** The engines that have terminals. */
  get terminalEngines(): readonly EngineClient[] {
    const engines = this.workspace.openEngines;
    return engines?.all.filter((engine) => engines.hasTerminal(engine)) ?? [];
  }

  openTerminal(engine: EngineClient): void {
    const engines = this.workspace.openEngines;
    if (engines) void this.attempt('open a terminal', () => this.#showTerminal(engine, engines));
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

  /** Whether there is a plugin engine, or a plugin, whose files can be opened. */
  get hasManagedFiles(): boolean {
    return this.#fileManagers().length > 0;
  }

  async openManagedFiles(): Promise<void> {
    await this.attempt('open the files', async () => {
      const { openManagedFiles } = await import('../file-dialog/open-file-dialog.js');
      const files = await openManagedFiles({
        ...{ managers: this.#fileManagers(), title: 'Files on the engine' },
        ...{ root: null, kind: 'file', multiple: true, from: null },
      });
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

  #fileManagers(): Service[] {
    const { services } = this.workspace;
    return ['file-manager', '@file-manager'].flatMap((type) => services.query({ type }));
  }

  /** The window appears at once, and says itself what goes wrong. */
  #open(config: Readonly<Record<string, unknown>>): void {
    (this.workspace.api.createWindow as CreateWindow)(config).catch(() => undefined);
  }
}
