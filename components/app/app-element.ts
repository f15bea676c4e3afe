import {
  html,
  LitElement,
  type CSSResultGroup,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { property, query, state } from 'lit/decorators.js';
import {
  DisposableStore,
  type EngineClient,
  type EngineSet,
  type PlaceRequest,
  type WindowPlace,
  type Workspace,
} from '../../src/index.js';
import type { ImjoyDockElement } from '../dock/dock-element.js';
import { DropController } from '../drop/drop-controller.js';
import { dropStyles } from '../drop/drop.styles.js';
import type { ImjoyCommandPaletteElement } from '../palette/command-palette-element.js';
import { controlStyles } from '../shared/controls.styles.js';
import { hostStyles } from '../shared/host.styles.js';
import { tokens } from '../shared/tokens.styles.js';
import { AppActions } from './app-actions.js';
import { appCommands } from './app-commands.js';
import { appStyles } from './app.styles.js';
import { dockHost } from './dock-services.js';
import { ImjoyWorkspaceChosenEvent } from './events.js';
import { LayoutKeeper } from './layout-keeper.js';
import type { ImjoyStatusBarElement } from './status-bar-element.js';
import { watchEngines } from './watch-engines.js';
import { watchUpdates } from './watch-updates.js';
import { workspaceItems } from './workspace-items.js';
import type { AppView, WorkspaceShell } from './workspace-shell.js';
import { welcome } from './welcome.js';

/** Below this width, in CSS pixels, the menu lies over the windows; as the style sheet says. */
const NARROW = 704;

/**
 * The whole application: a toolbar, the plugins, their windows in a dock, a line of status.
 *
 * @element imjoy-app
 * @csspart toolbar - The bar at the upper edge.
 * @csspart menu - The plugins.
 * @csspart dock - The windows.
 * @csspart status - The line at the lower edge.
 * @cssprop [--imjoy-app-menu-width=18rem] - Width of the menu of plugins.
 * @cssprop [--imjoy-app-radius=10px] - Corner radius.
 */
export class ImjoyAppElement extends LitElement implements AppView {
  static override styles: CSSResultGroup = [
    tokens,
    hostStyles,
    controlStyles,
    appStyles,
    dropStyles,
  ];

  @property({ attribute: false }) workspace!: Workspace;
  @property({ attribute: false }) shell!: WorkspaceShell;
  /** Whether the workspace outlives the page: there may be others, and its plugins may grow old. */
  @property({ type: Boolean }) persistent = false;
  /** Whether the menu of plugins is hidden at first. */
  @property({ type: Boolean }) quiet = false;
  @state() private menuShown = true;
  @state() private actions: AppActions | null = null;
  @query('imjoy-dock') private readonly dock!: ImjoyDockElement;
  @query('main') private readonly main!: HTMLElement;
  @query('imjoy-status-bar') private readonly status!: ImjoyStatusBarElement;
  @query('imjoy-command-palette') private readonly palette!: ImjoyCommandPaletteElement;
  readonly #drop = new DropController(this, {
    onFiles: (files) =>
      void this.actions?.attempt('open the files', () => this.workspace.openFiles(files)),
    onError: (error) =>
      void this.actions?.attempt('read what was dropped', () => Promise.reject(error)),
  });
  #attached: DisposableStore | null = null;

  /** Resolves when the windows of the last time are there. */
  restored: Promise<void> = Promise.resolve();

  /** What dialogs are put into. */
  get dialogs(): Element {
    return this.main;
  }

  placeWindow(request: PlaceRequest): WindowPlace {
    if (this.clientWidth < NARROW) this.menuShown = false;
    return this.dock.placeWindow(request);
  }

  showStatus(text: string): void {
    this.status.showText(text);
  }

  showProgress(percent: number): void {
    this.status.showProgress(percent);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.#onKey);
    if (this.hasUpdated) this.#attach();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.#onKey);
    this.#attached?.dispose();
  }

  protected override firstUpdated(): void {
    if (this.quiet || this.clientWidth < NARROW) this.menuShown = false;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('workspace')) this.#attach();
  }

  protected override render(): TemplateResult {
    const { actions, menuShown, workspace } = this;
    return html`
      <imjoy-app-toolbar
        part="toolbar"
        .workspace=${workspace}
        .actions=${actions}
        .menuShown=${menuShown}
        .windowCount=${workspace.windows.all.length}
        .workspaceItems=${this.persistent ? this.#workspaceItems : null}
      ></imjoy-app-toolbar>
      <div class="body">
        <aside class="side" aria-label="Plugins" ?hidden=${!menuShown}>
          <imjoy-plugin-menu
            part="menu"
            .workspace=${workspace}
            @imjoy-plugin-run=${this.#onRun}
          ></imjoy-plugin-menu>
        </aside>
        <main>
          <imjoy-dock part="dock" .host=${dockHost(workspace)}>
            <div slot="empty">${welcome(actions)}</div>
          </imjoy-dock>
        </main>
      </div>
      <imjoy-status-bar part="status"></imjoy-status-bar>
      <imjoy-command-palette></imjoy-command-palette>
      ${this.#drop.render()}
    `;
  }

  /** Takes over what the workspace shows, now that there is where to show it. */
  #attach(): void {
    this.#attached?.dispose();
    const attached = new DisposableStore();
    const { workspace, shell, dock } = this;
    const keeper = new LayoutKeeper(workspace, dock);
    shell.app = this;
    this.#attached = attached;
    attached.add(keeper);
    attached.add(watchEngines(workspace, shell));
    if (this.persistent) attached.add(watchUpdates(workspace));
    attached.add(() => {
      if (shell.app === this) shell.app = null;
    });
    for (const signal of [workspace.windows.onOpened, workspace.windows.onClosed])
      attached.add(signal.connect(() => this.requestUpdate()));
    this.actions = new AppActions({
      ...{ workspace, shell, dock },
      toggleMenu: () => (this.menuShown = !this.menuShown),
      browse: (repository, query) => this.#browse(repository, query),
      showEngines: () => this.#showEngines(),
      showTerminal: (engine, engines) => this.#showTerminal(engine, engines),
      showPalette: () => this.#showPalette(),
    });
    this.restored = keeper.restore();
  }

  async #browse(repository: string | null = null, query = ''): Promise<void> {
    const { openPluginLibrary } = await import('../plugin-library/open-plugin-library.js');
    const { workspace, main: parent } = this;
    await openPluginLibrary({ workspace, repository, query, parent });
  }

  async #showEngines(): Promise<void> {
    const { openEnginePanel } = await import('../engines/open-engine-panel.js');
    await openEnginePanel(this.workspace, this.main);
  }

  async #showTerminal(engine: EngineClient, engines: EngineSet): Promise<void> {
    const { openEngineTerminal } = await import('../engines/open-engine-terminal.js');
    await openEngineTerminal(engine, engines, this.main);
  }

  #showPalette(): void {
    if (this.actions) void this.palette.show(appCommands(this.actions));
  }

  readonly #workspaceItems = () =>
    workspaceItems({
      current: this.workspace.name,
      shell: this.shell,
      onSwitch: (name) => this.dispatchEvent(new ImjoyWorkspaceChosenEvent(name)),
      attempt: (what, act) => this.actions?.attempt(what, act) ?? Promise.resolve(),
    });

  /** Narrow applications make room for what the run shows. Spec 3.4. */
  readonly #onRun = (): void => {
    if (this.clientWidth < NARROW) this.menuShown = false;
  };

  /** Keys pressed elsewhere on the page are the page's, unless it has nothing in focus. */
  readonly #onKey = (event: KeyboardEvent): void => {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    if (key.toLowerCase() !== 'k' || !(ctrlKey || metaKey) || altKey || shiftKey) return;
    const isHere = event.composedPath().includes(this) || document.activeElement === document.body;
    if (!isHere || event.defaultPrevented) return;
    event.preventDefault();
    this.#showPalette();
  };
}
