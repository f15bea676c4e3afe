import type { Permissions } from '../api/permissions.js';
import { ImjoyError, messageOf } from '../base/error.js';
import { Signal } from '../base/signal.js';
import { EngineClient, type EngineState } from '../engine/client/engine-client.js';
import type { EngineTerminal, TerminalOptions } from '../engine/client/engine-terminal.js';
import type { ServiceRegistry } from '../registry/service-registry.js';
import { engineServices } from './engine-services.js';
import { engineProvider } from './own-engine.js';
import type { EngineMemory } from './engine-memory.js';
import type { EngineAddress } from './workspace-options.js';

export interface EngineSetOptions {
  readonly memory: EngineMemory;
  readonly services: ServiceRegistry;
  readonly permissions: Permissions;
  /** Name of the workspace. */
  readonly workspace: string;
}

/** The plugin engines that a workspace knows, in the order they came. */
export class EngineSet {
  /** One was added or removed, or has another state. */
  readonly onChange = new Signal<void>();
  readonly #options: EngineSetOptions;
  readonly #engines = new Map<string, EngineClient>();

  constructor(options: EngineSetOptions) {
    this.#options = options;
  }

  get all(): readonly EngineClient[] {
    return [...this.#engines.values()];
  }

  find(url: string): EngineClient | null {
    return this.#engines.get(toEngineUrl(url) ?? url) ?? null;
  }

  /**
   * Adds an engine and connects to it. One that is known already with that token is connected again.
   * @param isKept whether it is there again the next time
   * @throws ImjoyError why it cannot be connected; it stays in the list
   */
  async add({ url, token }: EngineAddress, isKept = true): Promise<EngineClient> {
    const address = toEngineUrl(url);
    if (!address) throw new ImjoyError('ARGUMENT', `"${url}" is no address of a plugin engine`);
    const known = this.#engines.get(address);
    const admitted = token ?? known?.token ?? this.#options.memory.tokenOf(address) ?? '';
    const engine = known?.token === admitted ? known : this.#put(address, admitted);
    await engine.connect();
    if (isKept) this.#options.memory.keep({ url: address, token: admitted });
    return engine;
  }

  /** Whether an engine is there that lets pages open terminals. */
  hasTerminal({ isConnected, info }: EngineClient): boolean {
    return isConnected && info?.features.includes('terminal') === true;
  }

  /**
   * Opens a terminal on the computer of an engine, in the folder of this workspace. The user's alone: no plugin is
   * given the way to it.
   * @throws ImjoyError as the start of a plugin does
   */
  async openTerminal(options: Omit<TerminalOptions, 'workspace'>): Promise<EngineTerminal> {
    const { openTerminal } = await import('../engine/client/engine-terminal.js');
    return openTerminal({ ...options, workspace: this.#options.workspace });
  }

  /** Disconnects an engine and forgets it. */
  remove(engine: EngineClient): void {
    engine.disconnect();
    this.#engines.delete(engine.url);
    this.#options.memory.forget(engine.url);
    this.#options.services.removeProvider(engineProvider(engine.url).id);
    this.onChange.emit();
  }

  /** Adds those of other times and of the page, without waiting for them. */
  open(given: readonly EngineAddress[]): void {
    for (const address of [...this.#options.memory.all, ...given])
      this.add(address, address.isKept ?? false).catch(() => undefined);
  }

  /**
   * The engine that is to run a plugin: the one that is named, else the first that is connected or can be.
   * @throws ImjoyError `ENGINE_MISSING`
   */
  async choose(name: string, mode: string | null): Promise<EngineClient> {
    if (mode !== null && mode !== 'auto') {
      const engine = this.find(mode);
      if (!engine) throw missing(name, `the plugin engine ${mode}`);
      await connected(engine, name);
      return engine;
    }
    const ready = this.all.find(({ isConnected }) => isConnected);
    if (ready) return ready;
    let failure: ImjoyError | null = null;
    for (const engine of this.all) {
      try {
        await connected(engine, name);
        return engine;
      } catch (error) {
        failure ??= error as ImjoyError;
      }
    }
    throw failure ?? missing(name, 'a plugin engine');
  }

  /** Whether an engine of this set is what a plugin would be run on: the one it names, or one that is connected. */
  isFor(mode: string | null): boolean {
    if (mode !== null && mode !== 'auto') return this.find(mode) !== null;
    return this.all.some(({ isConnected }) => isConnected);
  }

  dispose(): void {
    for (const engine of this.all) engine.disconnect();
    this.#engines.clear();
  }

  #put(url: string, token: string): EngineClient {
    this.#engines.get(url)?.disconnect();
    const engine = new EngineClient({ url, token, client: this.#options.memory.clientId });
    this.#engines.set(url, engine);
    engine.onState.connect((state) => {
      if (this.#engines.get(url) === engine) this.#follow(engine, state);
    });
    this.onChange.emit();
    return engine;
  }

  #follow(engine: EngineClient, { kind }: EngineState): void {
    const { services, permissions, workspace } = this.#options;
    const provider = engineProvider(engine.url);
    const isOffered = services.query({ providerId: provider.id }).length > 0;
    if (kind === 'connected' && !isOffered)
      for (const service of engineServices(engine, workspace, permissions))
        services.register(service, provider);
    if (kind !== 'connected' && kind !== 'lost' && isOffered) services.removeProvider(provider.id);
    this.onChange.emit();
  }
}

/** The address as it is known by: without a slash at its end, and this computer by its number. */
export function toEngineUrl(text: string): string | null {
  const address = /^\w+:\/\//.test(text) ? text : `http://${text}`;
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  if (url.hostname === 'localhost') url.hostname = '127.0.0.1';
  return (url.origin + url.pathname).replace(/\/+$/, '');
}

async function connected(engine: EngineClient, name: string): Promise<void> {
  try {
    await engine.connect();
  } catch (error) {
    throw new ImjoyError('ENGINE_MISSING', `${name} has no engine: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

const missing = (name: string, what: string) =>
  new ImjoyError('ENGINE_MISSING', `${name} needs ${what}, and none is connected`);
