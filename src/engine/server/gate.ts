import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { ImjoyError } from '../../base/error.js';

export interface GateOptions {
  readonly token: string;
  /** Origins of pages, beside those of the engine itself. */
  readonly origins: readonly string[];
  /** Names under which the engine is reached, with the port, beside those of this computer. */
  readonly hosts: readonly string[];
  /** At which it listens: no page can make an address its own, as it can a name. */
  readonly address?: string;
}

/** Characters: whoever can ask often enough finds what is shorter. */
const MIN_TOKEN = 8;
/** Milliseconds that a wrong token waits for its answer at most. */
const MAX_DELAY = 1_000;
/** Milliseconds for which the failures of an address are remembered. */
const MEMORY = 60_000;
/** Addresses that are remembered. */
const MAX_ADDRESSES = 10_000;

/**
 * Decides who is let in: by the name under which the engine is asked for, which a page of somebody else cannot make
 * its own (DNS rebinding), by the origin of the page, and by the token.
 */
export class Gate {
  readonly #token: Buffer;
  readonly #options: GateOptions;
  readonly #failures = new Map<string, { count: number; until: number }>();
  #port = 0;

  /** @throws ImjoyError `ENGINE_START` where the token is none */
  constructor(options: GateOptions) {
    if (options.token.length < MIN_TOKEN)
      throw new ImjoyError('ENGINE_START', `a token needs ${MIN_TOKEN} characters at least`);
    this.#options = options;
    this.#token = hash(options.token);
  }

  /** @param port on which it is listening */
  open(port: number): void {
    this.#port = port;
  }

  /** Whether a request is meant for this engine and comes from a page that may talk to it, or from no page. */
  admits({ headers: { host, origin } }: IncomingMessage): boolean {
    return this.isOwnHost(host) && (origin === undefined || this.isAllowedOrigin(origin));
  }

  isOwnHost(host: string | undefined): boolean {
    if (host === undefined) return false;
    return this.#names().includes(host.toLowerCase());
  }

  isAllowedOrigin(origin: string): boolean {
    return (
      this.#options.origins.includes(origin) ||
      this.#names().some((name) => origin === `http://${name}` || origin === `https://${name}`)
    );
  }

  /**
   * Whether a token is right. Who has it needs not guess: the user is not locked out by somebody on the same computer.
   */
  accepts(token: unknown, address: string): boolean {
    const isRight = typeof token === 'string' && timingSafeEqual(hash(token), this.#token);
    if (!isRight) this.#noteFailure(address);
    return isRight;
  }

  /** Milliseconds after which an address is answered that its token is wrong: more, the more often it was. */
  delayFor(address: string): number {
    const { count = 0 } = this.#failures.get(address) ?? {};
    return Math.min(MAX_DELAY, 10 * 2 ** count);
  }

  #noteFailure(address: string): void {
    const now = Date.now();
    const { count = 0, until = 0 } = this.#failures.get(address) ?? {};
    if (this.#failures.size >= MAX_ADDRESSES) this.#failures.clear();
    this.#failures.set(address, { count: until < now ? 1 : count + 1, until: now + MEMORY });
  }

  #names(): string[] {
    const { address = 'localhost' } = this.#options;
    const own = ['127.0.0.1', 'localhost', '[::1]', address.toLowerCase()];
    return [
      ...own.map((name) => `${name}:${this.#port}`),
      ...this.#options.hosts.map((host) => host.toLowerCase()),
    ];
  }
}

/** Of equal length, whatever is compared. */
const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
