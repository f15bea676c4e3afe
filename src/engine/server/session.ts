import { randomBytes } from 'node:crypto';
import { FROM_PLUGIN, INIT_STEP, type InitStep, type PluginEvent } from '../protocol.js';
import type { Page } from './plugin-table.js';

/** How events reach a page. */
export interface Line {
  emit(event: string, ...args: unknown[]): void;
  /** Whether much waits that the page has not read. */
  readonly isBehind: boolean;
  close(): void;
}

/** One page of a browser, for as long as it is expected to come back. */
export class Session implements Page {
  readonly id: string;
  readonly client: string;
  /** Admits to its data over HTTP. */
  readonly key = randomBytes(24).toString('base64url');
  /** Null while the connection is lost. */
  #line: Line | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(client: string, id: string) {
    this.client = client;
    this.id = id;
  }

  get line(): Line | null {
    return this.#line;
  }

  get isReady(): boolean {
    return this.#line !== null && !this.#line.isBehind;
  }

  /** Of two lines of one page the newer one counts: the older is about to be missed. */
  connect(line: Line): void {
    const former = this.#line;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#line = line;
    if (former !== line) former?.close();
  }

  /** @param onGone called unless it comes back within so many milliseconds */
  disconnect(grace: number, onGone: () => void): void {
    this.#line = null;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(onGone, grace).unref();
  }

  tell(secret: string, event: PluginEvent): void {
    this.#line?.emit(`${FROM_PLUGIN}${secret}`, event);
  }

  tellStep(id: string, step: InitStep): void {
    this.#line?.emit(`${INIT_STEP}${id}`, step);
  }
}
