import type { Frame, Provenance } from './message.js';
import { resolveCallable, type Callable, type ReferenceContext } from './value-codec.js';

/** Makes the ports a message needs; the peer knows how. */
export interface PortSource {
  /** A port on which `table` is served. */
  offer(table: ReadonlyMap<string, Callable>): MessagePort;
  /** For a function of another peer: its name there, and a new port to its owner (null when gone). */
  locate(fn: object): Located | undefined;
}

export interface Located {
  readonly source: Provenance;
  readonly isOrphan: boolean;
  readonly name: string;
  /** Identifies the port the function is reached through; functions that share it share a fork. */
  readonly channel: object;
  fork(): MessagePort | null;
}

const RELEASE: Frame = ['release'];

/** Writes the functions of one message: local ones share one port, those of one foreign channel a fork of it. */
export class MessageReferences implements ReferenceContext {
  readonly moves: boolean;
  readonly #items = new Set<Transferable>();
  readonly #self: string;
  readonly #ports: PortSource;
  readonly #table = new Map<string, Callable>();
  readonly #forks = new Map<object, MessagePort | null>();
  #port: MessagePort | null = null;

  constructor(self: string, ports: PortSource, moves: boolean) {
    this.#self = self;
    this.#ports = ports;
    this.moves = moves;
  }

  /**
   * Ports come last: when something cannot be transferred, Firefox has already taken what stands before it,
   * and a port that is taken cannot be let go of.
   */
  get transfers(): Transferable[] {
    const ports = [this.#port, ...this.#forks.values()].filter((port) => port !== null);
    return [...this.#items, ...ports];
  }

  transfer = (item: Transferable): void => void this.#items.add(item);

  reference = (callable: Callable): object => {
    const { fn } = resolveCallable(callable);
    const located = this.#ports.locate(fn as object);
    return located ? this.#foreign(located) : this.#local(callable);
  };

  /** Whoever serves the ports lets go of them, as if their functions had been collected. */
  abandon = (): void => {
    for (const port of [this.#port, ...this.#forks.values()]) {
      port?.postMessage(RELEASE);
      port?.close();
    }
  };

  #local(callable: Callable): object {
    this.#port ??= this.#ports.offer(this.#table);
    const name = this.#nameFor(callable);
    this.#table.set(name, callable);
    return { _rtype: 'callback', _rvalue: name, _rport: this.#port, _rowner: this.#self };
  }

  /** Failures name the function that failed, so it keeps the name its author knows. */
  #nameFor(callable: Callable): string {
    const name = 'key' in callable ? callable.key : callable.fn.name || 'callback';
    return this.#table.has(name) ? `${name}#${this.#table.size}` : name;
  }

  #foreign({ source, isOrphan, name, channel, fork }: Located): object {
    let port = this.#forks.get(channel);
    if (port === undefined) this.#forks.set(channel, (port = fork()));
    return {
      _rtype: 'interface',
      _rvalue: name,
      _rport: port,
      _rowner: source.peer,
      _rvia: source.via,
      _rorphan: isOrphan,
    };
  }
}
