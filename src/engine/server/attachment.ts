import { Exchange } from '../exchange.js';
import { HTTP_SIZE, type Numbered, type PluginEvent } from '../protocol.js';
import { sizeOf, splitParts, type Parts } from './parts.js';

/** Bytes that may wait for a page that does not read, before the plugin has to wait. */
const HIGH_WATER = 64 << 20;

/** The conversation of one page with one plugin. */
export class Attachment {
  readonly #exchange: Exchange<Parts>;
  readonly #untaken: (() => void)[] = [];

  /**
   * @param tell what the page is told; lost when it is not there, for it is told again
   * @param toPlugin takes a message of the page
   */
  constructor(
    tell: (event: PluginEvent) => void,
    toPlugin: (parts: Parts, taken: () => void) => void,
  ) {
    this.#exchange = new Exchange({
      sizeOf,
      deliver: toPlugin,
      post: (seq, ack, parts) => tell({ type: 'message', data: { seq, ack, ...contentOf(parts) } }),
      postAck: (ack) => tell({ type: 'ack', ack }),
    });
  }

  /** The number up to which all messages of the page have arrived. */
  get received(): number {
    return this.#exchange.received;
  }

  /** Takes a message of the plugin, for the page. */
  send(parts: Parts, taken: () => void): void {
    this.#exchange.send(parts);
    this.#untaken.push(taken);
    this.#letGo();
  }

  /** A message that the page fetches. */
  find(seq: number): Parts | undefined {
    return this.#exchange.find(seq);
  }

  /** Hears what the page says over its socket, which may be anything. */
  hear({ type, data, ack }: Unchecked): void {
    if (type === 'ack') return this.acknowledge(Number(ack));
    const { seq, text, bytes = new Uint8Array(), sizes = [], ack: own } = data ?? {};
    const whole = bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes;
    if (type !== 'message' || typeof text !== 'string' || !(whole instanceof Uint8Array)) return;
    const buffers = splitParts(whole, sizes);
    if (!buffers) return;
    this.acknowledge(Number(own));
    this.receive(Number(seq), [Buffer.from(text), ...buffers]);
  }

  /** Takes a message of the page, for the plugin. */
  receive(seq: number, parts: Parts): void {
    if (Number.isSafeInteger(seq)) this.#exchange.receive(seq, parts);
  }

  /** The page has everything up to this number. */
  acknowledge(seq: number): void {
    this.#exchange.acknowledge(seq);
    this.#letGo();
  }

  /** The page is back, and has everything up to this number. */
  resume(received: number): void {
    this.#exchange.resume(received);
    this.#letGo();
  }

  close(): void {
    this.#exchange.close();
  }

  #letGo(): void {
    if (this.#exchange.waiting <= HIGH_WATER) for (const taken of this.#untaken.splice(0)) taken();
  }
}

/** An event of a page, before it is known to be one. */
export interface Unchecked {
  readonly type?: unknown;
  readonly data?: Partial<Record<keyof Numbered, unknown>> | null;
  readonly ack?: unknown;
}

/** What is large the page fetches. */
function contentOf(parts: Parts): Partial<Numbered> {
  if (sizeOf(parts) >= HTTP_SIZE) return { sizes: parts.map(({ length }) => length) };
  const [text = new Uint8Array(), ...buffers] = parts;
  const content = { text: Buffer.from(text).toString('utf8') };
  if (buffers.length === 0) return content;
  return {
    ...content,
    bytes: Buffer.concat(buffers),
    sizes: buffers.map(({ length }) => length),
  };
}
