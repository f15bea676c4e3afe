import { ImjoyError, messageOf } from '../../../base/error.js';
import { applyCallable, Unsettled, type Callable, type SettledParts } from '../../../rpc/index.js';
import { jailedCodec, readJailed, type Jailed } from './jailed-codec.js';
import { JailedFunctions } from './jailed-functions.js';
import {
  functionsOf,
  listInterface,
  readInterface,
  type OfferedInterface,
} from './jailed-interface.js';

/** A message of the calls of 2019, as it stands. */
export type JailedMessage = Readonly<Record<string, unknown>>;

export interface JailedSessionOptions {
  /** @throws whatever keeps it from being sent */
  send(message: JailedMessage): void;
  /** The page handed over its functions, for the first time or anew. */
  onInterface(api: OfferedInterface): void;
}

/** Functions whose arguments the page keeps for longer than the call. */
const KEEPERS = new Set(['register', 'export', 'on']);

/** Calls between the engine and a page of 2019, both ways, about one plugin. */
export class JailedSession {
  readonly #options: JailedSessionOptions;
  readonly #functions = new JailedFunctions();
  readonly #pending = new Set<(reason: Error) => void>();
  readonly #running = new Set<Promise<void>>();
  #offered: Readonly<Record<string, unknown>> = {};
  #interface: ReadonlyMap<string, (...args: unknown[]) => unknown> = new Map();
  #closed: Error | null = null;

  constructor(options: JailedSessionOptions) {
    this.#options = options;
  }

  /** Hands over this side's functions. */
  offer(api: Readonly<Record<string, unknown>>): void {
    this.#offered = api;
    this.#interface = functionsOf(api);
    this.#functions.setInterface(this.#interface);
    this.#sendInterface();
  }

  /** Calls a function of the page's interface, by its dotted name. */
  call(name: string, args: readonly unknown[]): Promise<unknown> {
    return this.#call({ type: 'method', name, pid: null }, args, KEEPERS.has(name));
  }

  /** Hears what a page sent, whatever it is. */
  receive(message: JailedMessage): void {
    if (this.#closed) return;
    const { type, api, pid, num } = message;
    const name = typeof message.name === 'string' ? message.name : '';
    if (type === 'setInterface') this.#options.onInterface(readInterface(api));
    if (type === 'getInterface') this.#sendInterface();
    if (type === 'method') this.#serve(message, name, () => this.#find(pid, name));
    if (type === 'callback') this.#hear(message, num);
  }

  /** Ends it: calls of the page are waited for, and answered; those of this side reject. */
  async close(reason: Error): Promise<void> {
    for (const reject of this.#pending) reject(reason);
    this.#pending.clear();
    await Promise.all(this.#running);
    this.#closed = reason;
    this.#functions.clear();
  }

  #sendInterface(): void {
    this.#options.send({ type: 'setInterface', api: listInterface(this.#offered) });
  }

  #find(pid: unknown, name: string): Callable | undefined {
    if (pid != null) return this.#functions.find(pid, name);
    const fn = this.#interface.get(name);
    return fn && { fn };
  }

  #hear(message: JailedMessage, num: unknown): void {
    const outcome = this.#functions.take(num);
    if (!outcome)
      return this.#serve(message, 'callback', () => this.#functions.callback(num) ?? refuse());
    const { answer, kind } = outcome;
    try {
      const [value] = this.#read(message.args);
      if (kind === 'resolve') answer.resolve(value);
      else answer.reject(value instanceof Error ? value : new Error(messageOf(value)));
    } catch (error) {
      answer.reject(error);
    }
  }

  #serve(message: JailedMessage, name: string, find: () => Callable | undefined): void {
    const running = this.#answer(message, name, find).finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  async #answer(
    { args, promise }: JailedMessage,
    name: string,
    find: () => Callable | undefined,
  ): Promise<void> {
    const [yes, no] = listOf(promise);
    try {
      await this.#reply(yes, await applyCallable(find(), name, this.#read(args)));
    } catch (error) {
      // An error that cannot be sent as it is still tells its text.
      await this.#reply(no, error)
        .catch(() => this.#reply(no, new Error(messageOf(error))))
        .catch(() => undefined);
    }
  }

  /** @param callback one of the two that the page sent along; nothing where it does not wait */
  async #reply(callback: unknown, value: unknown): Promise<void> {
    const { num } = (callback ?? {}) as Partial<Jailed>;
    if (num === undefined || this.#closed) return;
    const args = await this.#write([value], false);
    this.#options.send({ type: 'callback', id: null, num, args: { args } });
  }

  #call(address: JailedMessage, given: readonly unknown[], isKept: boolean): Promise<unknown> {
    if (this.#closed) return Promise.reject(this.#closed);
    return new Promise((resolve, reject) => {
      const end = () => this.#pending.delete(reject);
      const fail = (error: unknown) => (end(), reject(error as Error));
      const send = (args: unknown) => {
        if (!this.#pending.has(reject)) return;
        const pair = this.#functions.expect({
          resolve: (value) => (end(), resolve(value)),
          reject: fail,
        });
        this.#options.send({ ...address, args: { args }, promise: { args: pair } });
      };
      this.#pending.add(reject);
      try {
        const written = this.#write(given, isKept);
        if (written instanceof Promise) written.then(send).catch(fail);
        else send(written);
      } catch (error) {
        fail(error);
      }
    });
  }

  /** What has to be awaited is; all else is written at once, in order. */
  #write(value: unknown, isKept: boolean, settled?: SettledParts): unknown {
    try {
      return jailedCodec.encode(value, this.#functions.writer(isKept), settled);
    } catch (error) {
      if (!(error instanceof Unsettled)) throw error;
      return error.settle().then((parts) => this.#write(value, isKept, parts));
    }
  }

  #read(args: unknown): unknown[] {
    const list = listOf(args);
    return readJailed(list, (fields) => this.#remote(fields)) as unknown[];
  }

  #remote({ __jailed_type__: type, __value__: name, __plugin_id__: id = null, num }: Jailed) {
    const address =
      type === 'callback'
        ? { type: 'callback', id: null, num }
        : { type: 'method', name, pid: type === 'plugin_interface' ? id : null };
    return (...args: unknown[]) => this.#call(address, args, false);
  }
}

/** What stands in the `args` of a message, or of its promise. */
function listOf(wrapped: unknown): unknown[] {
  const { args } = (wrapped ?? {}) as { readonly args?: unknown };
  return Array.isArray(args) ? args : [];
}

function refuse(): never {
  throw new ImjoyError('RPC_CLOSED', 'the function was withdrawn, or has been answered already');
}
