import { expect } from '@open-wc/testing';
import type { Link, Peer } from '../../src/rpc/index.js';
import { makePeer, tableOf } from '../rpc/connections.js';

/** A peer that writes its own messages, at the other end of a link of the host. */
export class HostilePeer {
  readonly host: Peer = makePeer('host');
  readonly link: Link;
  readonly calls: unknown[][] = [];
  readonly heard: unknown[][] = [];
  readonly #port: MessagePort;
  #onMessage: () => void = () => undefined;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    const log = (...args: unknown[]) => this.calls.push(args);
    const table = tableOf({
      log,
      echo: (value: unknown) => value,
      wait: () => new Promise(() => 0),
      throwCyclic: () => {
        const cyclic: { self?: object } = {};
        cyclic.self = cyclic;
        throw cyclic as unknown as Error;
      },
    });
    this.link = this.host.link(port1, { peer: 'attacker', table });
    this.#port = port2;
    port2.addEventListener('message', ({ data }) => {
      this.heard.push(data as unknown[]);
      this.#onMessage();
    });
    port2.start();
  }

  send(message: unknown, transfers: Transferable[] = []): void {
    this.#port.postMessage(message, transfers);
  }

  /** The next message of the host for which `wanted` holds, from the first one it ever sent on. */
  hear(wanted: (message: unknown[]) => boolean): Promise<unknown[]> {
    return new Promise((resolve) => {
      this.#onMessage = () => {
        const found = this.heard.find(wanted);
        if (found) resolve(found);
      };
      this.#onMessage();
    });
  }

  answerTo = (id: string) => this.hear(([kind, answered]) => kind === 'answer' && answered === id);

  /** All that was sent before has been dealt with when an honest call is answered. */
  async settle(): Promise<void> {
    const id = `honest ${this.heard.length}`;
    this.send(['call', id, 'echo', [id], false]);
    const [, , ok, value] = await this.answerTo(id);
    expect([ok, value]).to.deep.equal([true, id]);
  }

  async callEncoded(id: string, name: string, args: unknown, transfers?: Transferable[]) {
    this.send(['call', id, name, args, true], transfers);
    return (await this.answerTo(id)) as [string, string, boolean, { _rcode?: string }, boolean];
  }

  close(): void {
    this.link.close();
    this.#port.close();
  }
}
