import { ContextConsumer } from '@lit/context';
import type { ReactiveControllerHost } from 'lit';
import type { Workspace } from '../../src/index.js';
import { workspaceContext } from '../context.js';

/** The forms of other operators that one form embeds, as they come and go with their plugins. */
export class OperatorForms {
  readonly #changed: () => void;
  readonly #context: ContextConsumer<typeof workspaceContext, ReactiveControllerHost & HTMLElement>;
  #given: Workspace | null = null;
  #watched: Workspace | null = null;
  #disconnect: () => void = () => undefined;
  #isAsked = false;

  /** @param changed called when the answer to an earlier question may be another one */
  constructor(host: ReactiveControllerHost & HTMLElement, changed: () => void) {
    this.#changed = changed;
    this.#context = new ContextConsumer(host, {
      context: workspaceContext,
      subscribe: true,
      callback: () => this.#watch(),
    });
    host.addController({
      hostConnected: () => this.#watch(),
      hostDisconnected: () => this.#unwatch(),
    });
  }

  /** The workspace they come from: the one that was set, else the one around. */
  get workspace(): Workspace | null {
    return this.#given ?? this.#context.value ?? null;
  }
  set workspace(workspace: Workspace | null) {
    this.#given = workspace;
    this.#watch();
  }

  /** The `ui` of an operator; undefined where there is none. */
  readonly find = (key: string): unknown => {
    this.#isAsked = true;
    return this.workspace?.services.operatorUi(key);
  };

  #watch(): void {
    const { workspace } = this;
    if (workspace === this.#watched) return;
    this.#unwatch();
    this.#watched = workspace;
    if (!workspace) return;
    this.#disconnect = workspace.services.onChange.connect(() => this.#tell());
    this.#tell();
  }

  #unwatch(): void {
    this.#disconnect();
    this.#disconnect = () => undefined;
    this.#watched = null;
  }

  /** Most forms embed nothing, and need not be read anew whenever a plugin comes. */
  #tell(): void {
    if (this.#isAsked) this.#changed();
  }
}
