import { ImjoyError } from '../base/error.js';
import { flattenApi } from '../api/plugin-api.js';
import type { ApiTree } from '../api/api-host.js';
import type { PluginRecord } from '../registry/plugin-record.js';
import type { Peer } from '../rpc/index.js';
import { buildProgram } from '../sandbox/build-program.js';
import { BrowserSandbox } from '../sandbox/host/browser-sandbox.js';
import type { FrameStock } from '../sandbox/host/frame-stock.js';
import type { PluginInterface, Sandbox } from '../sandbox/sandbox.js';
import type { Limits } from './limits.js';

export interface SandboxRequest {
  readonly plugin: PluginRecord;
  readonly realm: 'frame' | 'worker';
  readonly api: ApiTree;
  /** Where a visible frame is put; without it the sandbox is hidden. */
  readonly container?: Element;
  /** Told how high the content is, in CSS pixels. */
  readonly onHeight?: (height: number) => void;
}

/** The sandboxes that are running, and what happens to all others when one of them ends. */
export class SandboxPool {
  readonly #peer: Peer;
  readonly #frames: FrameStock;
  readonly #limits: Limits;
  #running = new Set<BrowserSandbox>();
  #working = new Map<BrowserSandbox, PluginRecord>();
  #disposed = false;

  constructor(peer: Peer, frames: FrameStock, limits: Limits) {
    this.#peer = peer;
    this.#frames = frames;
    this.#limits = limits;
  }

  /**
   * Makes the sandbox of a plugin; {@link boot} runs it.
   * @throws ImjoyError `PLUGIN_TERMINATED` when the workspace was closed while the plugin was fetched
   */
  create({ plugin, realm, api, container, onHeight }: SandboxRequest): BrowserSandbox {
    if (this.#disposed) throw workspaceClosed();
    const { functions, constants } = flattenApi(api);
    const { config, file, scripts, origin } = plugin;
    const program = buildProgram(
      { file, config, scripts, base: origin.base },
      realm,
      { methods: [...functions.keys()], constants },
      onHeight !== undefined,
    );
    const sandbox = new BrowserSandbox({
      peer: this.#peer,
      frame: this.#frames.take({
        realm,
        container,
        title: plugin.name,
        permissions: config.permissions,
      }),
      program,
      api: functions,
      title: plugin.name,
      onHeight,
      onConsole: (lines) => {
        for (const { level, text } of lines)
          plugin.log.add(level === 'error' || level === 'warn' ? level : 'info', text);
      },
    });
    this.#running.add(sandbox);
    sandbox.onState.connect((state) => {
      if (state === 'busy') this.#working.set(sandbox, plugin);
      else if (state === 'idle') this.#working.delete(sandbox);
      this.#showWork(plugin);
    });
    sandbox.onEnd.connect((reason) => {
      this.#running.delete(sandbox);
      this.#working.delete(sandbox);
      this.#showWork(plugin);
      if (sandbox.isSilent) this.#frames.discardSpares();
      for (const other of this.#running) other.forget(sandbox.id, reason);
    });
    return sandbox;
  }

  /**
   * Runs a plugin's code and waits for what it exports; passive plugins export nothing.
   * @throws ImjoyError with the culprit; the sandbox is gone then
   */
  async boot(
    sandbox: BrowserSandbox,
    plugin: PluginRecord,
    passive = plugin.config.passive === true,
  ): Promise<PluginInterface> {
    try {
      const exportsNothing = passive || plugin.scripts.length === 0;
      const exported = exportsNothing ? {} : firstExport(sandbox, plugin, this.#limits.export);
      const [api] = await Promise.all([exported, sandbox.start()]);
      this.#frames.stockUp();
      return api;
    } catch (error) {
      sandbox.dispose(terminated(plugin.name));
      throw error;
    }
  }

  /** Lets the plugin say goodbye, then ends it. */
  async end(sandbox: Sandbox, name: string): Promise<void> {
    await sandbox.exit(this.#limits.exit);
    sandbox.dispose(terminated(name));
  }

  /** Ends all at once. */
  dispose(): void {
    this.#disposed = true;
    this.#frames.discardSpares();
    for (const sandbox of this.#running) sandbox.dispose(workspaceClosed());
  }

  /** Every window of a plugin is a sandbox of its own: the plugin is at work while one of them is. */
  #showWork(plugin: PluginRecord): void {
    plugin.busy = [...this.#working.values()].includes(plugin);
    plugin.onChange.emit();
  }
}

function firstExport(
  sandbox: BrowserSandbox,
  { name }: PluginRecord,
  limit: number,
): Promise<PluginInterface> {
  return new Promise((resolve, reject) => {
    const late = () =>
      reject(new ImjoyError('PLUGIN_TIMEOUT', `${name} exported nothing within ${limit / 1000} s`));
    const timer = setTimeout(late, limit);
    const done = (settle: () => void) => {
      clearTimeout(timer);
      settle();
    };
    sandbox.onExport.connect((api) => done(() => resolve(api)));
    sandbox.onEnd.connect((reason) => done(() => reject(reason)));
  });
}

const workspaceClosed = () => new ImjoyError('PLUGIN_TERMINATED', 'the workspace was closed');

const terminated = (name: string) =>
  new ImjoyError('PLUGIN_TERMINATED', `${name} was ended before it could answer`);
