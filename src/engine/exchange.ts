export interface ExchangeOptions<T> {
  /** Bytes of a message. */
  sizeOf(message: T): number;
  /** Sends a message, with the number up to which those of the other side are taken; may get lost. */
  post(seq: number, ack: number, message: T): void;
  /** Sends that number alone; may get lost. */
  postAck(ack: number): void;
  /**
   * Told each message of the other side once, in order.
   * @param taken to be called, in the same order, when there is room for more
   */
  deliver(message: T, taken: () => void): void;
}

/** Bytes on their way, beyond which no further message is sent before some are taken. */
const WINDOW = 16 << 20;

/** Bytes and messages after which the other side is told that they are taken, and milliseconds at most. */
const ACK_EVERY = { bytes: 1 << 20, messages: 64, time: 100 };

/** Messages that may overtake one that is large. */
const MAX_EARLY = 100_000;

/**
 * One side of a conversation that goes on when the connection is lost and comes again: nothing is lost, doubled or
 * overtaken, and nobody is sent much more than is taken. Both sides are the same.
 */
export class Exchange<T> {
  readonly #options: ExchangeOptions<T>;
  readonly #outbox: Outbox<T>;
  /** What has overtaken others. */
  readonly #early = new Map<number, T>();
  #received = 0;
  #taken = 0;
  #untold = { bytes: 0, messages: 0 };
  #timer: ReturnType<typeof setTimeout> | null = null;
  #isClosed = false;

  constructor(options: ExchangeOptions<T>) {
    this.#options = options;
    this.#outbox = new Outbox((message) => options.sizeOf(message));
  }

  /** The number up to which all messages of the other side have arrived. */
  get received(): number {
    return this.#received;
  }

  /** Bytes that are not taken there, as far as is known. */
  get waiting(): number {
    return this.#outbox.bytes;
  }

  send(message: T): void {
    this.#outbox.add(message);
    this.#post();
  }

  /** A message that was sent, if it has not arrived for all that is known. */
  find(seq: number): T | undefined {
    return this.#outbox.find(seq);
  }

  receive(seq: number, message: T): void {
    // Who sends it again does not know that it has arrived.
    if (seq <= this.#received) return this.#tellSoon();
    if (seq > this.#received + MAX_EARLY) return;
    this.#early.set(seq, message);
    for (;;) {
      const next = this.#early.get(this.#received + 1);
      if (next === undefined) return;
      this.#early.delete(++this.#received);
      const size = this.#options.sizeOf(next);
      this.#options.deliver(next, () => this.#take(size));
    }
  }

  /** The other side has taken everything up to this number. */
  acknowledge(seq: number): void {
    this.#outbox.acknowledge(seq);
    this.#post();
  }

  /** The connection is there again: sends what the other side has not got. */
  resume(received: number): void {
    this.#outbox.acknowledge(received);
    this.#outbox.rewind();
    this.#post();
  }

  close(): void {
    this.#isClosed = true;
    this.#settle();
  }

  #post(): void {
    for (let next = this.#outbox.next(); next; next = this.#outbox.next()) {
      this.#settle();
      this.#options.post(next.seq, this.#taken, next.message);
    }
  }

  #take(size: number): void {
    this.#taken++;
    this.#untold.bytes += size;
    this.#untold.messages++;
    const { bytes, messages } = this.#untold;
    if (bytes >= ACK_EVERY.bytes || messages >= ACK_EVERY.messages) this.#tell();
    else this.#tellSoon();
  }

  #tellSoon(): void {
    if (!this.#isClosed) this.#timer ??= setTimeout(() => this.#tell(), ACK_EVERY.time);
  }

  #tell(): void {
    if (this.#isClosed) return;
    this.#settle();
    this.#options.postAck(this.#taken);
  }

  /** Whatever is sent tells how far this side has come. */
  #settle(): void {
    this.#untold = { bytes: 0, messages: 0 };
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }
}

/** Messages one side sends, kept until the other side says that it has them. */
class Outbox<T> {
  readonly #waiting = new Map<number, T>();
  readonly #sizeOf: (message: T) => number;
  #last = 0;
  #posted = 0;
  #bytes = 0;
  #bytesPosted = 0;

  /** @param sizeOf bytes of a message */
  constructor(sizeOf: (message: T) => number) {
    this.#sizeOf = sizeOf;
  }

  get bytes(): number {
    return this.#bytes;
  }

  add(message: T): void {
    this.#waiting.set(++this.#last, message);
    this.#bytes += this.#sizeOf(message);
  }

  find(seq: number): T | undefined {
    return this.#waiting.get(seq);
  }

  /** What is to be sent now, and is sent then. */
  next(): { readonly seq: number; readonly message: T } | null {
    const message = this.#waiting.get(this.#posted + 1);
    if (message === undefined || this.#bytesPosted >= WINDOW) return null;
    this.#bytesPosted += this.#sizeOf(message);
    return { seq: ++this.#posted, message };
  }

  /** Everything up to this number has arrived. */
  acknowledge(seq: number): void {
    if (!(seq <= this.#last)) return;
    for (const [number, message] of this.#waiting) {
      if (number > seq) return;
      const size = this.#sizeOf(message);
      this.#waiting.delete(number);
      this.#bytes -= size;
      if (number <= this.#posted) this.#bytesPosted -= size;
      else this.#posted = number;
    }
  }

  /** What was sent and has not arrived is sent again. */
  rewind(): void {
    this.#posted = this.#last - this.#waiting.size;
    this.#bytesPosted = 0;
  }
}
