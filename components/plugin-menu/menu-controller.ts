import { ContextConsumer } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Workspace } from '../../src/index.js';
import { workspaceContext } from '../context.js';
import { defaultWorkspace } from '../default-workspace.js';
import { MenuModel } from './menu-model.js';
import { Notices } from './notices.js';
import { PluginActions, type PluginDialogs } from './plugin-actions.js';
import type { PluginEntry } from './plugin-entry.js';

type Host = ReactiveControllerHost & HTMLElement & { workspace: Workspace | null } & PluginDialogs;

/** Finds the workspace a menu belongs to, and keeps the menu up to date with it. */
export class MenuController implements ReactiveController {
  readonly notices = new Notices();
  model: MenuModel | null = null;
  actions: PluginActions | null = null;
  entries: readonly PluginEntry[] = [];
  readonly #host: Host;
  readonly #context;
  #disconnect: (() => void) | null = null;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
    this.#context = new ContextConsumer(host, {
      context: workspaceContext,
      callback: () => this.follow(),
      subscribe: true,
    });
  }

  hostConnected(): void {
    this.follow();
  }

  hostDisconnected(): void {
    this.#use(null);
  }

  /** Looks again which workspace it is. */
  follow(): void {
    const workspace = this.#host.isConnected ? this.#findWorkspace() : null;
    if (workspace !== (this.model?.workspace ?? null)) this.#use(workspace);
  }

  #use(workspace: Workspace | null): void {
    this.#disconnect?.();
    this.notices.clear();
    const model = workspace && MenuModel.of(workspace);
    const show = () => {
      this.entries = model?.list() ?? [];
      this.#host.requestUpdate();
    };
    this.model = model;
    this.actions = model && new PluginActions(model, this.notices, this.#host);
    this.#disconnect = model?.onChange.connect(show) ?? null;
    show();
  }

  /** Null while the `<imjoy-workspace>` around the element is not defined yet; it is asked again then. */
  #findWorkspace(): Workspace | null {
    const workspace = this.#host.workspace ?? this.#context.value;
    if (workspace) return workspace;
    if (!this.#host.closest('imjoy-workspace')) return defaultWorkspace();
    void customElements.whenDefined('imjoy-workspace').then(() => this.#context.hostConnected());
    return null;
  }
}
