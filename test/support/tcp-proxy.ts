import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';

/** A network between a page and an engine that can be cut, stopped and slowed down. */
export class TcpProxy {
  /** Where connections lead; set before the first one. */
  target = 0;
  /** Bytes that have passed towards the page. */
  passed = 0;
  /** Called with the bytes of each piece that the page sends, before it passes. */
  onSent: (bytes: Buffer) => void = () => undefined;
  /** Whether it lets only requests pass. */
  refusesSockets = false;
  readonly #server = createServer((socket) => this.#join(socket));
  readonly #pairs = new Set<readonly [near: Socket, far: Socket]>();
  #isCut = false;
  #isDeaf = false;

  async open(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Ends all connections, and takes no new ones. */
  cut(): void {
    this.#isCut = true;
    for (const pair of this.#pairs) for (const socket of pair) socket.resetAndDestroy();
  }

  mend(): void {
    this.#isCut = false;
  }

  /** Keeps connections open, but nothing passes any more: neither side is told. Those that come later do pass. */
  freeze(): void {
    for (const pair of this.#pairs)
      for (const socket of pair) {
        socket.unpipe();
        socket.removeAllListeners('data');
        socket.pause();
      }
  }

  /** The page does not read. */
  deafen(): void {
    this.#isDeaf = true;
    for (const [near, far] of this.#pairs) far.unpipe(near).pause();
  }

  listen(): void {
    this.#isDeaf = false;
    for (const [near, far] of this.#pairs) far.pipe(near);
  }

  close(): void {
    this.cut();
    this.#server.close();
  }

  #join(near: Socket): void {
    if (this.#isCut) return void near.resetAndDestroy();
    const far = connect(this.target, '127.0.0.1');
    const pair = [near, far] as const;
    this.#pairs.add(pair);
    for (const [one, other] of [pair, [far, near] as const]) {
      one.on('error', () => other.destroy());
      one.on('close', () => {
        other.destroy();
        this.#pairs.delete(pair);
      });
    }
    near.on('data', (bytes: Buffer) => {
      if (this.refusesSockets && bytes.includes('Upgrade: websocket')) near.destroy();
      this.onSent(bytes);
    });
    far.on('data', (bytes: Buffer) => (this.passed += bytes.length));
    near.pipe(far);
    if (!this.#isDeaf) far.pipe(near);
  }
}
