import { createDeferred } from '../../base/deferred.js';
import { ImjoyError, type ErrorCode } from '../../base/error.js';
import { readMessage, type Fields, type Message } from '../../imjoy-rpc/index.js';
import type { Address, Wire } from './wire.js';

export interface PageConnectionOptions {
  readonly wire: Wire;
  /** For messages. */
  readonly title: string;
  /** An origin that the page must not have. */
  readonly ownOrigin: string | null;
  /** What a page that waits is told: name, type, and the rest. */
  initialize(announced: Fields): Promise<Fields> | Fields;
  /** Hears all that is no part of the greeting. */
  onMessage(message: Message): void;
  /** The page is there no more, or another one is in its place. */
  onGone(): void;
  /** Milliseconds a page that may be gone has to give a sign of life. */
  readonly probeLimit?: number;
}

const PROBE_LIMIT = 5000;

/**
 * One page from its announcement to its end. Steps of the greeting, spec 5.2: 1. a page that waits says
 * `imjoyRPCReady` under an id for the moment; 2. it is told `initialize`, before anything else; 3. it, or a
 * page that did not wait, says `initialized` under the id it keeps.
 *
 * Who it is says the browser: the window a message came from, and its origin. What the page itself says about
 * its origin has to agree. An announcement of somebody else from then on, or a message of another origin,
 * means that the frame went elsewhere.
 */
export class PageConnection {
  readonly #options: PageConnectionOptions;
  readonly #greeted = createDeferred<Fields>();
  #address: Address | null = null;
  #loads = 0;
  #loadsOfGreeted = 0;
  #isProbing = false;
  #isInitializing = false;
  readonly #heard: (() => void)[] = [];

  constructor(options: PageConnectionOptions) {
    this.#options = options;
    this.#greeted.promise.catch(() => undefined);
    options.wire.listen((data, origin) => this.#hear(data, origin));
  }

  /** Resolves with what the page says about itself. */
  get greeted(): Promise<Fields> {
    return this.#greeted.promise;
  }

  /** @throws DOMException `DataCloneError` */
  send(message: Message, transfers?: Transferable[]): void {
    if (this.#address) this.#options.wire.send(message, this.#address, transfers);
  }

  /**
   * Resolves when the page has heard all that was sent before: asked to give back an object it never had, it
   * says that there is none.
   */
  whenHeard(): Promise<void> {
    return new Promise((resolve) => {
      this.#heard.push(resolve);
      this.send({ type: 'disposeObject', object_id: 'none: are you there?' });
    });
  }

  /**
   * The frame finished loading a page. The one that was greeted may have been before or still be about to;
   * when neither can be, it has to show that it is there.
   */
  loaded(): void {
    this.#loads++;
    if (!this.#address || this.#loads <= Math.max(1, this.#loadsOfGreeted)) return;
    void this.#probe();
  }

  /** Before the greeting, that is why there will be none; after it, the page is gone. */
  fail(error: ImjoyError): void {
    this.#greeted.reject(error);
    if (this.#address) this.#options.onGone();
  }

  close(): void {
    this.#options.wire.close();
  }

  #hear(data: unknown, origin: string): void {
    const message = readMessage(data);
    if (!message) return;
    if (!this.#address) return this.#greet(message, origin);
    if (origin !== this.#address.origin) return;
    if (message.type === 'disposed') this.#heard.shift()?.();
    if (message.type !== 'initialized' && message.type !== 'imjoyRPCReady')
      return this.#options.onMessage(message);
    if (message.peer_id !== this.#address.peerId) this.#options.onGone();
  }

  #greet(message: Message, origin: string): void {
    if (message.type === 'imjoyRPCReady') void this.#initialize(message, origin);
    if (message.type === 'error')
      this.#refuse('PLUGIN_SCRIPT', `could not start: ${message.message}`);
    if (message.type !== 'initialized') return;
    const { config, peer_id: peerId, origin: claimed, error } = message;
    if (claimed !== undefined && origin !== 'null' && claimed !== origin)
      return this.#refuse('RPC_REFUSED', `is at ${origin}, but says that it is at ${claimed}`);
    if (origin === this.#options.ownOrigin)
      return this.#refuse('SANDBOX_BLOCKED', 'led to the origin of the page it is shown on');
    if (error !== undefined) return this.#refuse('PLUGIN_SCRIPT', `could not start: ${error}`);
    this.#loadsOfGreeted = this.#loads;
    this.#address = { peerId, origin, accessToken: tokenOf(config, origin) };
    this.#greeted.resolve(config);
  }

  async #initialize(
    { config, peer_id: peerId }: { readonly config: Fields; readonly peer_id: string },
    origin: string,
  ): Promise<void> {
    // It may ask the user for something: one question at a time.
    if (this.#isInitializing) return;
    this.#isInitializing = true;
    try {
      const answer = await this.#options.initialize(config);
      this.#options.wire.send({ type: 'initialize', config: answer }, { peerId, origin });
    } catch (error) {
      this.#greeted.reject(error);
    } finally {
      this.#isInitializing = false;
    }
  }

  async #probe(): Promise<void> {
    if (this.#isProbing) return;
    this.#isProbing = true;
    const { onGone, probeLimit = PROBE_LIMIT } = this.#options;
    const limit = setTimeout(onGone, probeLimit);
    await this.whenHeard();
    clearTimeout(limit);
    this.#isProbing = false;
    this.#loadsOfGreeted = this.#loads;
  }

  #refuse(code: ErrorCode, why: string): void {
    this.#greeted.reject(new ImjoyError(code, `${this.#options.title} ${why}`));
  }
}

/** A token is not for everybody: it goes to an origin that is known, or nowhere. */
function tokenOf({ auth }: Fields, origin: string): string | undefined {
  const { type, access_token: token } = (auth ?? {}) as Fields;
  return type === 'jwt' && typeof token === 'string' && origin !== 'null' ? token : undefined;
}
