import { ImjoyError } from '../base/error.js';
import { flattenApi } from '../api/plugin-api.js';
import type { ApiTree } from '../api/api-host.js';
import type { PluginRecord } from '../registry/plugin-record.js';
import type { Peer } from '../rpc/index.js';
import { buildProgram } from '../sandbox/build-program.js';
import { BrowserSandbox } from '../sandbox/host/browser-sandbox.js';
import type { CredentialField } from '../sandbox/foreign/run-page.js';
import { openWorker, type ForeignOptions } from '../sandbox/host/foreign-frame.js';
import type { Frame } from '../sandbox/host/frame.js';
import type { FrameStock } from '../sandbox/host/frame-stock.js';
import type { PageRealm } from '../sandbox/requirements.js';
import type { PluginInterface, Sandbox } from '../sandbox/sandbox.js';
import { foreignSourceOf } from './foreign-source.js';
import type { Limits } from './limits.js';

export interface SandboxRequest {
  readonly plugin: PluginRecord;
  readonly realm: PageRealm;
  readonly api: ApiTree;
  /** Where a visible frame is put; without it the sandbox is hidden. */
  readonly container?: Element;
  /** Whether nothing is asked of the plugin but to be shown. */
  readonly passive?: boolean;
  /** Told what a page of somebody else calls itself. */
  readonly onNamed?: (name: string) => void;
  /** Told how far a start has come that takes long. */
  readonly onStep?: (text: string, progress: number) => void;
  /** Told how high the content is, in CSS pixels. */
  readonly onHeight?: (height: number) => void;
}

export interface PoolOptions {
  readonly peer: Peer;
  readonly frames: FrameStock;
  readonly limits: Limits;
  /** Asks the user for what a page of somebody else wants to know before it starts. */
  askCredentials(
    plugin: PluginRecord,
    fields: readonly CredentialField[],
  ): ReturnType<ForeignOptions['askCredentials']>;
}

/** The sandboxes that are running, and what happens to all others when one of them ends. */
export class SandboxPool {
  readonly #options: PoolOptions;
  #running = new Set<Sandbox>();
  #working = new Map<Sandbox, PluginRecord>();
  #disposed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /**
   * Makes the sandbox of a plugin; {@link boot} runs it.
   * @throws ImjoyError `PLUGIN_TERMINATED` when the workspace was closed while the plugin was fetched
   */
  create(request: SandboxRequest): BrowserSandbox {
    if (this.#disposed) throw workspaceClosed();
    const { plugin, realm, api, onHeight, onNamed, onStep } = request;
    const { functions, constants } = flattenApi(api);
    const { config, file, scripts, origin } = plugin;
    const program = buildProgram(
      { file, config, scripts, base: origin.base },
      realm,
      { methods: [...functions.keys()], constants },
      { reportsHeight: onHeight !== undefined },
    );
    const sandbox = new BrowserSandbox({
      peer: this.#options.peer,
      frame: this.#frameFor(request),
      program,
      api: functions,
      title: plugin.name,
      onHeight,
      onNamed,
      onStep,
      onConsole: (lines) => {
        for (const { level, text } of lines)
          plugin.log.add(level === 'error' || level === 'warn' ? level : 'info', text);
      },
    });
    this.adopt(sandbox, plugin);
    return sandbox;
  }

  /** Takes care of a sandbox from now on. @throws ImjoyError `PLUGIN_TERMINATED` as {@link create} */
  adopt(sandbox: Sandbox, plugin: PluginRecord): void {
    if (this.#disposed) throw workspaceClosed();
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
      if (sandbox.isSilent) this.#options.frames.discardSpares();
      for (const other of this.#running) other.forget(sandbox.id, reason);
    });
  }

  /**
   * Runs a plugin's code and waits for what it exports; passive plugins export nothing.
   * @throws ImjoyError with the culprit; the sandbox is gone then
   */
  async boot(
    sandbox: Sandbox,
    plugin: PluginRecord,
    passive = isPassive(plugin),
  ): Promise<PluginInterface> {
    try {
      const exportsNothing =
        passive || (plugin.scripts.length === 0 && foreignSourceOf(plugin) === null);
      const exported = exportsNothing
        ? {}
        : firstExport(sandbox, plugin, this.#options.limits.export);
      const [api] = await Promise.all([exported, sandbox.start()]);
      this.#options.frames.stockUp();
      return api;
    } catch (error) {
      sandbox.dispose(terminated(plugin.name));
      throw error;
    }
  }

  /** Lets the plugin say goodbye, then ends it. */
  async end(sandbox: Sandbox, name: string): Promise<void> {
    await sandbox.exit(this.#options.limits.exit);
    sandbox.dispose(terminated(name));
  }

  /** Ends all at once. */
  dispose(): void {
    this.#disposed = true;
    this.#options.frames.discardSpares();
    for (const sandbox of this.#running) sandbox.dispose(workspaceClosed());
  }

  #frameFor(request: SandboxRequest): Frame {
    const { plugin, realm, container, passive = isPassive(plugin) } = request;
    const { frames, limits, askCredentials } = this.#options;
    const { name: title, type, config } = plugin;
    const { permissions } = config;
    const source = foreignSourceOf(plugin);
    if (!source) return frames.take({ realm, container, title, permissions });
    const options: ForeignOptions = {
      url: source.url,
      title,
      type,
      limit: limits.greet,
      askCredentials: (fields) => askCredentials(plugin, fields),
    };
    return source.kind === 'worker'
      ? openWorker(frames.take({ realm: 'relay', title }), options)
      : frames.openPage({ ...options, container, permissions, passive });
  }

  /** Every window of a plugin is a sandbox of its own: the plugin is at work while one of them is. */
  #showWork(plugin: PluginRecord): void {
    plugin.busy = [...this.#working.values()].includes(plugin);
    plugin.onChange.emit();
  }
}

const isPassive = ({ config }: PluginRecord): boolean => config.passive === true;

function firstExport(
  sandbox: Sandbox,
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
