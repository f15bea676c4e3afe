import { ImjoyError, messageOf } from '../../base/error.js';
import { Signal } from '../../base/signal.js';
import type { WireMessage } from '../../rpc/index.js';
import { Exchange } from '../exchange.js';
import {
  dataPath,
  HTTP_SIZE,
  type Ended,
  type Initialized,
  type LogEntry,
  type Numbered,
  type PluginEvent,
} from '../protocol.js';
import {
  byteLengthOf,
  fetchMessage,
  packBuffers,
  postMessageTo,
  sizeOf,
  StatusError,
  unpackBuffers,
} from './large-messages.js';

/** How a conversation reaches the engine. */
export interface Carrier {
  readonly url: string;
  readonly dataKey: string;
  /** Bytes of the largest message. */
  readonly maxMessage: number;
  /** Lost when there is no connection. */
  emit(event: PluginEvent): void;
}

/**
 * Milliseconds between attempts to give or fetch a large message, and how many there are: together longer than it
 * takes to notice that the connection is lost.
 */
const PAUSES = [200, 1_000, 4_000, 15_000];

/** What a page and a plugin on an engine say to each other, over however many connections. */
export class Conversation {
  readonly onMessage = new Signal<WireMessage>();
  readonly onLog = new Signal<LogEntry>();
  /** Whether the process of the plugin answers. */
  readonly onResponsive = new Signal<boolean>();
  readonly onEnd = new Signal<ImjoyError>();
  readonly plugin: Initialized;
  readonly #carrier: Carrier;
  readonly #exchange: Exchange<WireMessage>;
  /** Large messages on their way, both ways, as long as the connection holds. */
  #transfers = { underWay: new Set<string>(), abort: new AbortController() };
  #hasEnded = false;

  constructor(plugin: Initialized, carrier: Carrier) {
    this.plugin = plugin;
    this.#carrier = carrier;
    this.#exchange = new Exchange<WireMessage>({
      sizeOf,
      deliver: (message, taken) => {
        this.onMessage.emit(message);
        taken();
      },
      post: (seq, ack, message) => this.#post(seq, ack, message),
      postAck: (ack) => carrier.emit({ type: 'ack', ack }),
    });
  }

  /** The number up to which all messages of the plugin have arrived. */
  get received(): number {
    return this.#exchange.received;
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** @throws ImjoyError `ENGINE_TOO_LARGE` */
  send(message: WireMessage): void {
    const { maxMessage } = this.#carrier;
    // A character may take three bytes; few messages are so large that it matters.
    const size = 3 * sizeOf(message) > maxMessage ? byteLengthOf(message) : 0;
    if (size > maxMessage) throw tooLarge(size, maxMessage);
    if (!this.hasEnded) this.#exchange.send(message);
  }

  /** Hears what the engine says of this plugin. */
  hear(event: PluginEvent): void {
    if (this.hasEnded) return;
    if (event.type === 'message') this.#receive(event.data);
    else if (event.type === 'ack') this.#exchange.acknowledge(event.ack);
    else if (event.type === 'logging') this.onLog.emit(event.details);
    else if (event.type === 'state') this.onResponsive.emit(event.responsive);
    else if (event.type === 'disconnected') this.end(exited(event.details));
  }

  /** The connection is lost: what is under way may never arrive, nor be told to have failed. */
  pause(): void {
    this.#transfers.abort.abort();
  }

  /** The connection is there again: what comes over it is taken. */
  open(): void {
    this.pause();
    if (!this.hasEnded) this.#transfers = { underWay: new Set(), abort: new AbortController() };
  }

  /** The engine knows so, too. @param received up to where it has what this side sent */
  resume(received: number): void {
    if (!this.hasEnded) this.#exchange.resume(received);
  }

  end(reason: ImjoyError): void {
    if (this.hasEnded) return;
    this.#hasEnded = true;
    this.pause();
    this.#exchange.close();
    this.onEnd.emit(reason);
  }

  #post(seq: number, ack: number, message: WireMessage): void {
    const { url, dataKey } = this.#carrier;
    if (sizeOf(message) >= HTTP_SIZE)
      return void this.#carry(`to ${seq}`, (signal) =>
        postMessageTo(url + this.#pathOf(seq), dataKey, message, signal),
      );
    const { text, buffers } = message;
    const data = { seq, ack, text, ...(buffers.length > 0 && packBuffers(buffers)) };
    this.#carrier.emit({ type: 'message', data });
  }

  #receive({ seq, ack, text, bytes = new Uint8Array(), sizes = [] }: Numbered): void {
    this.#exchange.acknowledge(ack);
    if (text !== undefined)
      return this.#exchange.receive(seq, { text, buffers: unpackBuffers(bytes, sizes) });
    if (seq <= this.received) return;
    const { url, dataKey } = this.#carrier;
    void this.#carry(`from ${seq}`, async (signal) =>
      this.#exchange.receive(
        seq,
        await fetchMessage(url + this.#pathOf(seq), dataKey, sizes, signal),
      ),
    );
  }

  /** Once at a time, until it works. Where it never does the conversation cannot go on. */
  async #carry(name: string, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { underWay, abort } = this.#transfers;
    if (abort.signal.aborted || underWay.has(name)) return;
    underWay.add(name);
    for (const pause of [...PAUSES, null]) {
      try {
        await work(abort.signal);
        break;
      } catch (error) {
        const isFinal = error instanceof StatusError && error.status < 500;
        if (!abort.signal.aborted && (pause === null || isFinal)) this.end(lost(error));
        else await new Promise((resolve) => setTimeout(resolve, pause ?? 0));
      }
      if (abort.signal.aborted) return;
    }
    underWay.delete(name);
  }

  #pathOf(seq: number): string {
    return dataPath(this.plugin.secret, seq);
  }
}

function exited({ message, success, code, signal, log }: Ended): ImjoyError {
  if (success) return new ImjoyError('PLUGIN_TERMINATED', message);
  const details = { code: code ?? -1, signal: signal ?? '', log };
  return new ImjoyError('ENGINE_PLUGIN_EXITED', message, { details });
}

function tooLarge(size: number, limit: number): ImjoyError {
  const inMegabytes = (bytes: number) => `${Math.round(bytes / 1e5) / 10} MB`;
  return new ImjoyError(
    'ENGINE_TOO_LARGE',
    `a message of ${inMegabytes(size)} is more than the ${inMegabytes(limit)} that the engine carries`,
  );
}

const lost = (error: unknown) =>
  new ImjoyError('ENGINE_LOST', `a message to or from the plugin got lost: ${messageOf(error)}`, {
    cause: error,
  });
