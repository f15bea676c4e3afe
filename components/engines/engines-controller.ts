import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { EngineClient, Workspace } from '../../src/index.js';

/** Keeps an element up to date with the plugin engines of its workspace; has none fetched or connected for that. */
export class EnginesController implements ReactiveController {
  readonly #host: ReactiveControllerHost & { readonly workspace: Workspace };
  #workspace: Workspace | null = null;
  #disconnects: (() => void)[] = [];

  constructor(host: ReactiveControllerHost & { readonly workspace: Workspace }) {
    this.#host = host;
    host.addController(this);
  }

  get all(): readonly EngineClient[] {
    return this.#workspace?.openEngines?.all ?? [];
  }

  /** Whether there is anything to say about engines: one is known, or a plugin needs one. */
  get matters(): boolean {
    const plugins = this.#workspace?.plugins.all ?? [];
    return this.all.length > 0 || plugins.some(({ type }) => type === 'native-python');
  }

  hostUpdate(): void {
    if (this.#host.workspace !== this.#workspace) this.#follow(this.#host.workspace);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#follow(null);
  }

  #follow(workspace: Workspace | null): void {
    for (const disconnect of this.#disconnects.splice(0)) disconnect();
    this.#workspace = workspace;
    if (!workspace) return;
    const update = () => this.#host.requestUpdate();
    const { plugins, openEngines, onEnginesOpened } = workspace;
    this.#disconnects = [plugins.onAdded, plugins.onRemoved].map((signal) =>
      signal.connect(update),
    );
    const follow = ({ onChange }: NonNullable<typeof openEngines>) => {
      this.#disconnects.push(onChange.connect(update));
      update();
    };
    if (openEngines) follow(openEngines);
    else this.#disconnects.push(onEnginesOpened.connect(follow));
  }
}
