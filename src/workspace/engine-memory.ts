import { randomId } from '../base/id.js';
import { KEPT_ENGINES } from './kept-engines.js';
import type { EngineAddress } from './workspace-options.js';

/** Who a browser is to its engines. The name is that of the original. */
const CLIENT = 'imjoy_client_id';

/** What a browser knows of plugin engines, in all its workspaces; of a page without a memory, this page alone. */
export class EngineMemory {
  readonly #storage: Storage | null;
  #engines: readonly EngineAddress[];
  #client: string;

  /** @param persistent whether anything is to outlive the page */
  constructor(persistent: boolean) {
    this.#storage = persistent ? openStorage() : null;
    this.#engines = readEngines(this.#storage?.getItem(KEPT_ENGINES) ?? null);
    const known = this.#storage?.getItem(CLIENT) ?? '';
    this.#client = /^[\w-]{8,100}$/.test(known) ? known : randomId();
    this.#write(CLIENT, this.#client);
  }

  get all(): readonly EngineAddress[] {
    return this.#engines;
  }

  get clientId(): string {
    return this.#client;
  }

  tokenOf(url: string): string | null {
    return this.#engines.find((one) => one.url === url)?.token ?? null;
  }

  keep(engine: EngineAddress): void {
    this.#engines = [...this.#engines.filter(({ url }) => url !== engine.url), engine];
    this.#write(KEPT_ENGINES, JSON.stringify(this.#engines));
  }

  forget(address: string): void {
    this.#engines = this.#engines.filter(({ url }) => url !== address);
    this.#write(KEPT_ENGINES, JSON.stringify(this.#engines));
  }

  /** A full disk keeps nobody from working. */
  #write(key: string, value: string): void {
    try {
      this.#storage?.setItem(key, value);
    } catch {
      // It is asked for again the next time.
    }
  }
}

/** A browser may refuse. */
function openStorage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

function readEngines(text: string | null): EngineAddress[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(list) ? list.filter(isAddress) : [];
  } catch {
    return [];
  }
}

function isAddress(value: unknown): value is EngineAddress {
  const { url, token } = (value ?? {}) as Partial<EngineAddress>;
  return typeof url === 'string' && (typeof token === 'string' || token === null);
}
