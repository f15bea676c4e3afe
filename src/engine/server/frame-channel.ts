import type { Duplex } from 'node:stream';
import { Queue } from '../../base/queue.js';
import { isSizes, piecesOf, sizeOf, splitParts, type Parts } from './parts.js';

/** Bytes of one body: other frames pass between two of them. */
const PART = 1 << 20;
/** Bytes on their way to one peer, beyond which no further message begins before some are taken. */
const WINDOW = 8 << 20;
/** Bytes that are taken before the other side is told. */
const CREDIT = 1 << 20;
/** Bytes before a header: its length, and that of the body. */
const LENGTHS = 12;
/** Bytes of a header, which has the sizes of all buffers: what is longer is no header. */
const MAX_HEADER = 64 << 20;

export interface ChannelHandlers {
  /** @param taken to be called when the receiver has room for more */
  onMessage(peer: string, parts: Parts, taken: () => void): void;
  onControl(kind: string, ...fields: unknown[]): void;
  /** What was read cannot be what the other side of such a channel says. */
  onBroken(reason: string): void;
}

type Header = [string, ...unknown[]];

interface Frame {
  readonly header: Header;
  readonly body: Parts;
  readonly onSent?: () => void;
}

interface Peer {
  readonly frames: Queue<Frame>;
  /** Bytes that it may yet be sent. */
  credit: number;
  /** Bytes that were taken of it, which it has not been told. */
  owed: number;
}

/**
 * The engine's side of the socket to a plugin; `src/python/imjoy_engine/frames.py` says what travels. Messages to one
 * peer keep their order, and no peer holds up another.
 */
export class FrameChannel {
  readonly #stream: Duplex;
  readonly #maxMessage: number;
  readonly #handlers: ChannelHandlers;
  readonly #peers = new Map<string, Peer>();
  readonly #open = new Map<string, Incoming>();
  #lengths: { readonly header: number; readonly body: number } | null = null;
  #isFull = false;
  #isCorked = false;

  /** @param maxMessage bytes of a message */
  constructor(stream: Duplex, maxMessage: number, handlers: ChannelHandlers) {
    this.#stream = stream;
    this.#maxMessage = maxMessage;
    this.#handlers = handlers;
    stream.on('readable', () => this.#readAll());
    stream.on('drain', () => {
      this.#isFull = false;
      this.#pump();
    });
    // The end of the process tells more.
    stream.on('error', () => undefined);
    this.control('limit', maxMessage);
  }

  /** Sends a frame without a body, before what waits. */
  control(...header: Header): void {
    this.#write({ header, body: [] });
  }

  attach(peer: string): void {
    this.#peers.set(peer, { frames: new Queue(), credit: WINDOW, owed: 0 });
    this.control('attach', peer);
  }

  /** Drops what waits for a peer. */
  detach(peer: string): void {
    if (this.#peers.delete(peer)) this.control('detach', peer);
  }

  /** @param onSent called when it is out; never where the peer has gone before */
  send(peer: string, parts: Parts, onSent: () => void = () => undefined): void {
    const to = this.#peers.get(peer);
    if (!to) return;
    const bodies = piecesOf(parts, PART);
    bodies.forEach((body, index) => {
      const header: Header =
        index === 0 ? ['message', peer, parts.map(({ length }) => length)] : ['more', peer];
      to.frames.add({ header, body, ...(index === bodies.length - 1 && { onSent }) });
    });
    this.#pump();
  }

  #pump(): void {
    while (!this.#isFull) {
      const ready = [...this.#peers].find(([, peer]) => mayWrite(peer));
      if (!ready) return;
      const [name, peer] = ready;
      // The next time the others come first.
      this.#peers.delete(name);
      this.#peers.set(name, peer);
      const frame = peer.frames.take() as Frame;
      peer.credit -= sizeOf(frame.body);
      this.#write(frame);
      frame.onSent?.();
    }
  }

  #write({ header, body }: Frame): void {
    if (this.#stream.destroyed || !this.#stream.writable) return;
    this.#cork();
    const text = Buffer.from(JSON.stringify(header));
    const head = Buffer.allocUnsafe(LENGTHS);
    head.writeUInt32BE(text.length, 0);
    head.writeBigUInt64BE(BigInt(sizeOf(body)), 4);
    for (const bytes of [head, text, ...body]) if (!this.#stream.write(bytes)) this.#isFull = true;
  }

  /** What is written in one turn goes out as one. */
  #cork(): void {
    if (this.#isCorked) return;
    this.#isCorked = true;
    this.#stream.cork();
    process.nextTick(() => {
      this.#isCorked = false;
      this.#stream.uncork();
    });
  }

  #readAll(): void {
    try {
      while (this.#readFrame());
    } catch (error) {
      this.#stream.destroy();
      this.#handlers.onBroken(error instanceof Error ? error.message : String(error));
    }
  }

  /** @returns whether there was one */
  #readFrame(): boolean {
    this.#lengths ??= this.#readLengths();
    if (!this.#lengths) return false;
    const { header, body } = this.#lengths;
    const frame = this.#take(header + body);
    if (!frame) return false;
    this.#lengths = null;
    this.#receive(JSON.parse(frame.toString('utf8', 0, header)), frame.subarray(header));
    return true;
  }

  #readLengths(): { header: number; body: number } | null {
    const bytes = this.#take(LENGTHS);
    if (!bytes) return null;
    const [header, body] = [bytes.readUInt32BE(0), Number(bytes.readBigUInt64BE(4))];
    if (header > MAX_HEADER || body > PART) throw new Error('a frame of impossible size');
    return { header, body };
  }

  #take(length: number): Buffer | null {
    const bytes = this.#stream.read(length) as Buffer | null;
    // At the end the stream gives what there is.
    return bytes?.length === length ? bytes : null;
  }

  #receive(header: unknown, body: Buffer): void {
    if (!Array.isArray(header) || typeof header[0] !== 'string')
      throw new Error('a frame without a name');
    const [kind, peer, third] = header as [string, string, unknown];
    if (kind === 'credit') this.#credit(peer, Number(third));
    else if (kind === 'message') this.#begin(peer, third, body);
    else if (kind === 'more') this.#receivePart(peer, body);
    else this.#handlers.onControl(kind, peer, third);
  }

  #credit(peer: string, size: number): void {
    const to = this.#peers.get(peer);
    if (to) to.credit += size;
    this.#pump();
  }

  #begin(peer: string, sizes: unknown, body: Buffer): void {
    this.#open.set(peer, new Incoming(sizes, this.#maxMessage));
    this.#receivePart(peer, body);
  }

  #receivePart(peer: string, body: Buffer): void {
    const message = this.#open.get(peer);
    if (!message) throw new Error('a part of no message');
    message.add(body);
    if (!message.isComplete) return;
    this.#open.delete(peer);
    this.#handlers.onMessage(peer, message.parts, () => this.#taken(peer, message.size));
  }

  #taken(peer: string, size: number): void {
    const from = this.#peers.get(peer);
    if (!from) return;
    from.owed += size;
    if (from.owed < CREDIT) return;
    this.control('credit', peer, from.owed);
    from.owed = 0;
  }
}

/** What has begun goes on. */
function mayWrite({ frames, credit }: Peer): boolean {
  const next = frames.first;
  return next !== undefined && (credit > 0 || next.header[0] === 'more');
}

/** A message of which parts arrive one by one. */
class Incoming {
  readonly size: number;
  readonly #sizes: readonly number[];
  readonly #bodies: Buffer[] = [];
  #filled = 0;

  constructor(sizes: unknown, maxMessage: number) {
    if (!isSizes(sizes)) throw new Error('a message without sizes');
    this.#sizes = sizes;
    this.size = this.#sizes.reduce((sum, size) => sum + size, 0);
    if (this.size > maxMessage) throw new Error('a message that is too large');
  }

  get isComplete(): boolean {
    return this.#filled >= this.size;
  }

  add(body: Buffer): void {
    this.#bodies.push(body);
    this.#filled += body.length;
  }

  get parts(): Parts {
    const [first, ...more] = this.#bodies;
    const whole = first && more.length === 0 ? first : Buffer.concat(this.#bodies);
    const parts = splitParts(whole, this.#sizes);
    if (!parts) throw new Error('a message of another size than was said');
    return parts;
  }
}
