import { ownFunction } from '../api/own-function.js';
import { ImjoyError } from '../base/error.js';
import { randomId } from '../base/id.js';
import type { EngineClient } from '../engine/client/engine-client.js';
import { EngineSandbox } from '../engine/client/engine-sandbox.js';

/** What hands items over to the cluster, in Python. */
const SCRIPT = 'from imjoy_dask.bridge import bridge\napi.export(bridge)';

export interface ClusterBridgeOptions {
  readonly engine: EngineClient;
  /** Name of the workspace. */
  readonly workspace: string;
  warn(text: string): void;
}

/** The page's way to the cluster of an engine: a process on that engine, one for all pages of a workspace. */
export class ClusterBridge {
  readonly #sandbox: EngineSandbox;
  #ended: ImjoyError | null = null;

  private constructor(sandbox: EngineSandbox) {
    this.#sandbox = sandbox;
    sandbox.onEnd.connect((reason) => (this.#ended = reason));
  }

  /** @throws ImjoyError what keeps the process from starting */
  static async open({ engine, workspace, warn }: ClusterBridgeOptions): Promise<ClusterBridge> {
    const name = 'Dask';
    const sandbox = new EngineSandbox({
      engine,
      plugin: `${name}_${randomId()}`,
      config: {
        ...{ name, type: 'native-python', tag: null, workspace, flags: ['single-instance'] },
        ...{ env: null, requirements: null, hash: '' },
      },
      program: {
        ...{ name, requirements: [], styles: [], links: [], windows: [], reportsHeight: false },
        scripts: [{ content: SCRIPT, src: null, kind: 'python', attributes: {}, line: 1 }],
        api: { methods: [], constants: {} },
      },
      api: new Map(),
      askConsent: () => Promise.resolve(false),
      onConsole: (lines) => {
        for (const { level, text } of lines) if (level === 'error') warn(`${name}: ${text}`);
      },
    });
    const bridge = new ClusterBridge(sandbox);
    await sandbox.start();
    return bridge;
  }

  /** Why it is gone; null while it can hand over. */
  get ended(): ImjoyError | null {
    return this.#ended;
  }

  /** Calls a function of the bridge. */
  call(name: string, ...args: unknown[]): Promise<unknown> {
    if (this.#ended) return Promise.reject(this.#ended);
    const fn = ownFunction(this.#sandbox.exported, name);
    if (fn) return Promise.resolve(fn(...args));
    return Promise.reject(
      new ImjoyError('ENGINE_CLUSTER', `the engine cannot "${name}" with a cluster`),
    );
  }

  dispose(reason: ImjoyError): void {
    this.#sandbox.dispose(reason);
  }
}
