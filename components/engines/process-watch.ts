import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { EngineClient, ProcessInfo } from '../../src/index.js';

/** Between two looks at an engine, in milliseconds. */
const PAUSE = 2_000;

/** Knows the processes of an engine while an element shows them, and has the element updated. */
export class ProcessWatch implements ReactiveController {
  /** As they were last seen; none unless the engine is connected, or lost for the moment. */
  processes: readonly ProcessInfo[] = [];
  readonly #host: ReactiveControllerHost & { readonly engine: EngineClient };
  #engine: EngineClient | null = null;
  #disconnect: () => void = () => undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost & { readonly engine: EngineClient }) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate(): void {
    if (this.#host.engine !== this.#engine) this.#follow(this.#host.engine);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#follow(null);
  }

  /** Looks now, and then again and again. */
  async look(): Promise<void> {
    const engine = this.#engine;
    clearTimeout(this.#timer);
    if (!engine) return;
    if (engine.isConnected) {
      // Between question and answer it may be lost, which it says itself.
      const status = await engine.status().catch(() => null);
      if (engine !== this.#engine) return;
      if (status) this.processes = status.plugin_processes;
    } else if (engine.state.kind !== 'lost') this.processes = [];
    this.#host.requestUpdate();
    clearTimeout(this.#timer);
    if (engine.isConnected) this.#timer = setTimeout(() => void this.look(), PAUSE);
  }

  #follow(engine: EngineClient | null): void {
    this.#disconnect();
    clearTimeout(this.#timer);
    this.#engine = engine;
    this.processes = [];
    this.#disconnect = engine?.onState.connect(() => void this.look()) ?? (() => undefined);
    void this.look();
  }
}
