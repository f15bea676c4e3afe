import { ContextProvider } from '@lit/context';
import { css, html, LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { Workspace } from '../../src/index.js';
import { workspaceContext } from '../context.js';
import { DomShell } from '../shell/dom-shell.js';
import { ImjoyWindowClosedEvent } from '../window/events.js';
import {
  ImjoyPluginFailedEvent,
  ImjoyPluginLoadedEvent,
  ImjoyPluginUnloadedEvent,
  ImjoyReadyEvent,
  ImjoyWindowOpenedEvent,
} from './events.js';

/**
 * The plugins that everything inside it shares: a registry, an api, windows.
 *
 * @element imjoy-workspace
 * @slot - The page's own layout: windows, forms and whatever else.
 * @fires imjoy-ready - What `plugins` names is loaded, or has failed.
 * @fires imjoy-plugin-loaded - A plugin is ready.
 * @fires imjoy-plugin-failed - A plugin could not be loaded.
 * @fires imjoy-plugin-unloaded - A plugin was ended.
 * @fires imjoy-window-opened - A window was opened.
 * @fires imjoy-window-closed - A window was closed.
 */
export class ImjoyWorkspaceElement extends LitElement {
  static override styles = css`
    :host {
      display: block;
    }
  `;

  /** Name of the workspace. Read once. */
  @property() name = 'default';
  /** Whether files under `/home` outlive the page. Read once. */
  @property({ type: Boolean }) persist = false;
  /** Space-separated URLs of plugins to load at once. Read once. */
  @property() plugins = '';
  /** URL of `sandbox.html`, where it is not beside the modules. Read once. */
  @property({ attribute: 'frame-src' }) frameSrc: string | null = null;

  #workspace: Workspace | null = null;
  #provider = new ContextProvider(this, { context: workspaceContext });
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

  /** Resolves when the plugins of the `plugins` attribute are loaded or have failed. */
  get ready(): Promise<void> {
    return this.#started.then((workspace) => workspace.ready);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.#workspace) this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => {
      if (!this.isConnected) this.#end();
    });
  }

  protected override render() {
    return html`<slot></slot>`;
  }

  #start(): void {
    const workspace = new Workspace({
      name: this.name,
      persistent: this.persist,
      shell: new DomShell(),
      plugins: this.plugins.split(/\s+/).filter(Boolean),
      ...(this.frameSrc && { frameSrc: this.frameSrc }),
    });
    this.#workspace = workspace;
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
    this.#announceStart(workspace);
    void workspace.ready.then(() => this.dispatchEvent(new ImjoyReadyEvent()));
  }

  #end(): void {
    this.#workspace?.dispose();
    this.#workspace = null;
    this.#started = this.#nextStart();
  }

  #nextStart(): Promise<Workspace> {
    return new Promise((resolve) => (this.#announceStart = resolve));
  }
}
