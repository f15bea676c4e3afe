import { ContextProvider } from '@lit/context';
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { Workspace, type EngineAddress, type PageLink } from '../../src/index.js';
import { workspaceContext } from '../context.js';
import { addFileOpeners } from '../openers/file-openers.js';
import { ImjoyWindowClosedEvent } from '../window/events.js';
import { AddressLink } from './address-link.js';
import { DefaultApp } from './default-app.js';
import {
  ImjoyPluginFailedEvent,
  ImjoyPluginLoadedEvent,
  ImjoyPluginUnloadedEvent,
  ImjoyReadyEvent,
  ImjoyWindowOpenedEvent,
} from './events.js';

/**
 * The plugins that everything inside it shares: a registry, an api, windows. With nothing inside it is the
 * whole application: a menu of its plugins, and a dock for their windows.
 *
 * @element imjoy-workspace
 * @slot - The page's own layout: windows, forms and whatever else. Without one there is the application.
 * @csspart app - The application.
 * @cssprop [--imjoy-workspace-height=min(100dvh, 720px)] - Height of the application.
 * @fires imjoy-ready - What the workspace keeps and what `plugins` names is loaded, or has failed.
 * @fires imjoy-plugin-loaded - A plugin is ready.
 * @fires imjoy-plugin-failed - A plugin could not be loaded.
 * @fires imjoy-plugin-unloaded - A plugin was ended.
 * @fires imjoy-window-opened - A window was opened.
 * @fires imjoy-window-closed - A window was closed.
 * @fires imjoy-error - Something failed that no caller is told of; `error` says what.
 */
export class ImjoyWorkspaceElement extends LitElement {
  static override styles = css`
    :host {
      display: block;
    }
    :host([hidden]) {
      display: none !important;
    }
    imjoy-app {
      block-size: var(--imjoy-workspace-height, min(100dvh, 720px));
    }
  `;

  /** Name of the workspace. Another name ends all plugins and windows and opens the workspace of that name. */
  @property() name = 'default';
  /** Whether installed plugins, the layout and files under `/home` outlive the page, under `name`. */
  @property({ type: Boolean }) persist = false;
  /**
   * Space-separated URLs of plugins that come with the page, read when a workspace is opened. A plugin of
   * the same name that the user has installed is loaded instead.
   */
  @property() plugins = '';
  /**
   * Space-separated repositories that the user can choose plugins from, `USER/REPO` or URLs of manifests, until
   * the user adds or removes some; by default two public ones. Read when a workspace is opened.
   */
  @property() repositories: string | null = null;
  /** URL of `sandbox.html`, where it is not beside the modules. Read once. */
  @property({ attribute: 'frame-src' }) frameSrc: string | null = null;

  /**
   * URL of a folder with pyodide, in which Python plugins run; by default the copy that comes with the kit, which
   * has no packages. The page fetches its files, so another site has to let it. Read once.
   */
  @property({ attribute: 'pyodide-src' }) pyodideSrc: string | null = null;
  /**
   * URL of a package index, where micropip looks for what that folder does not have; PyPI by default. The folder
   * has to have micropip. Read once.
   */
  @property({ attribute: 'pyodide-index' }) pyodideIndex: string | null = null;
  /**
   * Keeps an interpreter ready from the first Python plugin on: the next one starts at once, for some 100 MB of
   * memory. Read once.
   */
  @property({ type: Boolean, attribute: 'pyodide-spare' }) pyodideSpare = false;

  /** URL of a plugin engine, for plugins in processes of their own. Read when a workspace is opened. */
  @property() engine: string | null = null;
  /** What that engine admits the page by; it prints it when it starts. */
  @property({ attribute: 'engine-token' }) engineToken: string | null = null;

  /**
   * Whether the page's address says what to open: an engine, a workspace, a repository, a plugin to propose, a
   * workflow, a plugin to start. Nothing of a link runs that the user has not installed. Read once.
   */
  @property({ type: Boolean, attribute: 'url-params' }) urlParams = false;

  /**
   * Space-separated origins of pages that get the `api` when they show this page in a frame and its address has the
   * parameter `expose`; `*` for any. The page's own origin always does. Needs `url-params`.
   */
  @property() expose = '';

  readonly #app = new DefaultApp(this);
  #workspace: Workspace | null = null;
  #provider = new ContextProvider(this, { context: workspaceContext });
  /** The workspace whose plugins say goodbye before the next one is opened. */
  #leaving: Workspace | null = null;
  #openedAs = '';
  readonly #address = new AddressLink();
  #linked: Promise<void> = Promise.resolve();
  #announceStart: (workspace: Workspace) => void = () => undefined;
  #started = this.#nextStart();

  /** The complete ImJoy api, acting as the page; null until the element is connected. */
  get api(): Workspace['api'] | null {
    return this.#workspace?.api ?? null;
  }

  /** The plugins by name; null until the element is connected. */
  get registry(): Workspace['plugins'] | null {
    return this.#workspace?.plugins ?? null;
  }

  /** The workspace behind the element; null until it is connected. */
  get workspace(): Workspace | null {
    return this.#workspace;
  }

  /** Resolves when what the workspace keeps and what `plugins` names is loaded or has failed. */
  get ready(): Promise<void> {
    return this.updateComplete
      .then(() => this.#started)
      .then((workspace) => workspace.ready)
      .then(() => this.#app.whenShown())
      .then(() => this.#linked);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.urlParams && !this.link) this.name = this.#address.take().workspace ?? this.name;
    if (!this.#workspace) this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => {
      if (!this.isConnected) this.#end();
    });
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('name') || changed.has('persist')) void this.#switch();
  }

  protected override render(): TemplateResult {
    return this.#app.render(this.#workspace) ?? html`<slot></slot>`;
  }

  /** Opens the workspace that the attributes name by now, once all of the former one has ended. */
  async #switch(): Promise<void> {
    const former = this.#workspace;
    if (!former || former === this.#leaving || this.#openedAs === this.#wanted) return;
    this.#leaving = former;
    this.#started = this.#nextStart();
    await former.close();
    if (this.#workspace === former) this.#start();
  }

  get #wanted(): string {
    return `${this.persist ? 'kept' : 'in memory'} ${this.name}`;
  }

  #start(): void {
    const workspace = new Workspace({
      name: this.name,
      persistent: this.persist,
      shell: this.#app.shell,
      plugins: toList(this.plugins),
      ...(this.repositories !== null && { repositories: toList(this.repositories) }),
      ...(this.frameSrc && { frameSrc: this.frameSrc }),
      ...(this.pyodideSrc && { pyodideSrc: this.pyodideSrc }),
      ...(this.pyodideIndex && { pyodideIndex: this.pyodideIndex }),
      pyodideSpare: this.pyodideSpare,
      engines: [...this.#address.engines, ...this.#ownEngine],
    });
    this.#workspace = workspace;
    this.#app.shell.workspace = workspace;
    this.#openedAs = this.#wanted;
    addFileOpeners(workspace);
    workspace.onPluginLoaded.connect((plugin) =>
      this.dispatchEvent(new ImjoyPluginLoadedEvent(plugin)),
    );
    workspace.onPluginFailed.connect(({ name, error }) =>
      this.dispatchEvent(new ImjoyPluginFailedEvent(name, error)),
    );
    workspace.onPluginUnloaded.connect((plugin) =>
      this.dispatchEvent(new ImjoyPluginUnloadedEvent(plugin)),
    );
    workspace.windows.onOpened.connect((window) =>
      this.dispatchEvent(new ImjoyWindowOpenedEvent(window)),
    );
    workspace.windows.onClosed.connect(() => this.dispatchEvent(new ImjoyWindowClosedEvent()));
    this.#provider.setValue(workspace);
    this.requestUpdate();
    this.#announceStart(workspace);
    this.#linked = this.#address.follow(workspace, this.#app, toList(this.expose));
    void this.#linked.then(() => {
      if (this.#workspace === workspace && this.#leaving !== workspace)
        this.dispatchEvent(new ImjoyReadyEvent());
    });
  }

  get #ownEngine(): EngineAddress[] {
    return this.engine ? [{ url: this.engine, token: this.engineToken }] : [];
  }

  /** @internal What the page's address asks for; null where it is not to be read. */
  get link(): PageLink | null {
    return this.#address.link;
  }

  #end(): void {
    if (this.#workspace !== this.#leaving) this.#started = this.#nextStart();
    this.#workspace?.dispose();
    this.#workspace = null;
  }

  #nextStart(): Promise<Workspace> {
    return new Promise((resolve) => (this.#announceStart = resolve));
  }
}

const toList = (text: string): string[] => text.split(/\s+/).filter(Boolean);
