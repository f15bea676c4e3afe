import { ImjoyError, messageOf } from '../base/error.js';
import {
  applyCallable,
  Unsettled,
  unsendable,
  type Callable,
  type Codec,
  type DecodeContext,
  type EncodedFields,
  type SettledParts,
} from '../rpc/index.js';
import type { CallbackMessage, Fields, Message, MethodMessage } from './message.js';
import { Offers, type OfferRules } from './offers.js';

export interface SessionOptions {
  /** The id the peer knows this side by. */
  readonly self: string;
  readonly codec: Codec;
  /** @throws DOMException `DataCloneError` for a value that the wire does not carry */
  send(message: Message, transfers: Transferable[]): void;
  /** The peer handed over its functions, for the first time or anew. */
  onInterface(api: unknown): void;
  /** The peer said goodbye. */
  onDisconnect(): void;
  /** Whether buffers are handed over: nobody on this side needs what is sent. */
  readonly moves?: boolean;
  /** Whether a function that is a mere argument may be called again and again. */
  isRepeatable?(fn: object): boolean;
}

interface Written {
  readonly encoded: unknown;
  readonly transfers: Transferable[];
  abandon(): void;
}

/** Functions whose arguments the peer keeps for longer than the call. Spec 5.5. */
const KEEPERS = new Set(['register', 'registerService', 'register_service', 'export', 'on']);

/** The part of the wire that is the same in both directions: functions handed over, and calls of them. */
export class Session {
  readonly #options: SessionOptions;
  readonly #offers: Offers;
  readonly #pending = new Set<(reason: ImjoyError) => void>();
  #offered: unknown = undefined;
  #isAsked = false;
  #onAccepted: () => void = () => undefined;
  #closed: ImjoyError | null = null;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#offers = new Offers(options.self);
  }

  /** Hands over this side's functions. Resolves when the peer has them. */
  async offer(api: object): Promise<void> {
    const { encoded, transfers } = await this.#write(api, true);
    const accepted = new Promise<void>((resolve) => (this.#onAccepted = resolve));
    this.#options.send({ type: 'setInterface', api: encoded }, transfers);
    await accepted;
  }

  /** Hands over this side's functions as soon as the peer asks for them. */
  async offerWhenAsked(api: object): Promise<void> {
    this.#offered = api;
    if (this.#isAsked) await this.offer(api);
  }

  /** Asks for the functions of the peer; `onInterface` hears them. */
  ask(): void {
    this.#options.send({ type: 'getInterface' }, []);
  }

  /** Hears a message; those of the handshake are none of its business. */
  receive(message: Message): void {
    if (this.#closed) return;
    switch (message.type) {
      case 'setInterface':
        return this.#accept(message.api);
      case 'interfaceSetAsRemote':
        return this.#onAccepted();
      case 'getInterface':
        this.#isAsked = true;
        if (this.#offered) void this.offer(this.#offered).catch(() => undefined);
        return;
      case 'method':
        return void this.#serve(message, () => this.#offers.find(message.object_id, message.name));
      case 'callback':
        return this.#hear(message);
      case 'disposeObject':
        return this.#dispose(message.object_id);
      case 'disconnect':
        return this.#options.onDisconnect();
    }
  }

  /** Ends it: calls that wait reject, and nothing is held for the peer any more. */
  close(reason: ImjoyError): void {
    this.#closed ??= reason;
    for (const reject of this.#pending) reject(reason);
    this.#pending.clear();
    this.#offers.clear();
  }

  #accept(api: unknown): void {
    try {
      this.#options.onInterface(this.#read(api));
    } catch {
      // What cannot be read is as good as no interface: whoever waits for one has a limit.
      return;
    }
    this.#options.send({ type: 'interfaceSetAsRemote' }, []);
  }

  #hear(message: CallbackMessage): void {
    const found = this.#offers.take(message.id);
    if (found?.kind !== 'answer')
      return void this.#serve(message, () => found?.callable ?? refuseAgain());
    const { answer, outcome } = found;
    try {
      const values = this.#read(message.args);
      answer[outcome](Array.isArray(values) ? values[0] : undefined);
    } catch (error) {
      answer.reject(error);
    }
  }

  async #serve(
    message: MethodMessage | CallbackMessage,
    find: () => Callable | undefined,
  ): Promise<void> {
    const { target_id, promise } = message;
    const [resolve, reject] = Array.isArray(promise) ? (promise as unknown[]) : [];
    try {
      const args = this.#read(message.args);
      if (target_id !== undefined && target_id !== this.#options.self)
        throw new ImjoyError(
          'RPC_REFUSED',
          `nobody introduced "${target_id}" to whoever called it`,
        );
      if (message.with_kwargs && Array.isArray(args)) flag(args.at(-1));
      await this.#answer(resolve, await applyCallable(find(), nameOf(message), args));
    } catch (error) {
      // An error that cannot be sent as it is still tells its text.
      await this.#answer(reject, error)
        .catch(() => this.#answer(reject, new Error(messageOf(error))))
        .catch(() => undefined);
    }
  }

  async #answer(callback: unknown, value: unknown): Promise<void> {
    const { _rvalue: id, _rtarget_id: target } = (callback ?? {}) as Fields;
    if (typeof id !== 'number' || this.#closed) return;
    const { encoded, transfers, abandon } = await this.#write([value], true);
    const answer = { id, args: encoded, with_kwargs: false, ...targetOf(target) };
    try {
      this.#options.send({ type: 'callback', ...answer }, transfers);
    } catch (error) {
      abandon();
      throw unsendable('the result', error);
    }
  }

  #dispose(objectId: string): void {
    const found = this.#offers.dispose(objectId);
    const error = `there is no object ${objectId}`;
    this.#options.send({ type: 'disposed', ...(!found && { error }) }, []);
  }

  #call(address: Omit<MethodMessage, 'args'> | Omit<CallbackMessage, 'args'>, given: unknown[]) {
    if (this.#closed) return Promise.reject(this.#closed);
    return new Promise((resolve, reject) => {
      const end = () => this.#pending.delete(reject);
      const fail = (error: unknown) => (end(), reject(error as Error));
      const name = 'name' in address ? address.name : 'callback';
      const { args, with_kwargs } = takeFlag(given);
      const send = ({ encoded, transfers, abandon }: Written) => {
        if (!this.#pending.has(reject)) return abandon();
        const promise = this.#offers.expect({
          resolve: (value) => (end(), resolve(value)),
          reject: fail,
        });
        try {
          this.#options.send({ ...address, args: encoded, promise, with_kwargs }, transfers);
        } catch (error) {
          abandon();
          this.#offers.withdraw(promise);
          fail(unsendable(`an argument of "${name}"`, error));
        }
      };
      this.#pending.add(reject);
      try {
        const written = this.#write(args, KEEPERS.has(name));
        if (written instanceof Promise) written.then(send).catch(fail);
        else send(written);
      } catch (error) {
        fail(error);
      }
    });
  }

  /** Promises in the value are awaited first. */
  #write(value: unknown, asInterface: boolean, settled?: SettledParts): Written | Promise<Written> {
    const { codec, moves = false, isRepeatable = () => false } = this.#options;
    const rules: OfferRules = { asInterface, moves, isRepeatable };
    const message = this.#offers.begin(rules);
    try {
      const encoded = codec.encode(value, message, settled);
      for (const [object, id] of message.objects) this.#followClose(object, id);
      return { encoded, transfers: message.transfers, abandon: message.abandon };
    } catch (error) {
      message.abandon();
      if (!(error instanceof Unsettled)) throw error;
      return error.settle().then((parts) => this.#write(value, asInterface, parts));
    }
  }

  /** What can be closed is held until it is. */
  #followClose(object: object, id: string): void {
    const { on, _rintf } = object as { readonly on?: unknown; readonly _rintf?: unknown };
    if (typeof on !== 'function' || !_rintf) return;
    const dispose = () => void this.#offers.dispose(id);
    Promise.resolve(Reflect.apply(on, object, ['close', dispose])).catch(() => undefined);
  }

  #read(value: unknown): unknown {
    return this.#options.codec.decode(value, this.#decoding);
  }

  readonly #decoding: DecodeContext = {
    dereference: ({ _rtype, _rtarget_id, _rintf, _rvalue }: EncodedFields) => {
      const target = targetOf(_rtarget_id);
      if (_rtype === 'callback' && typeof _rvalue === 'number')
        return (...args: unknown[]) =>
          this.#call({ type: 'callback', id: _rvalue, ...target }, args);
      if (_rtype === 'interface' && typeof _rvalue === 'string' && typeof _rintf === 'string')
        return (...args: unknown[]) =>
          this.#call({ type: 'method', name: _rvalue, object_id: _rintf, ...target }, args);
      throw new ImjoyError('VALUE_MALFORMED', `an encoded ${_rtype} names no function`);
    },
  };
}

const nameOf = (message: MethodMessage | CallbackMessage): string =>
  message.type === 'method' ? message.name : 'callback';

const targetOf = (id: unknown) => (typeof id === 'string' ? { target_id: id } : {});

/** Arguments by name, which only some languages have: a flag on the last argument, and beside the message. */
function takeFlag(args: unknown[]): { args: unknown[]; with_kwargs: boolean } {
  const last = args.at(-1) as { _rkwargs?: unknown } | null | undefined;
  if (typeof last !== 'object' || last?._rkwargs !== true) return { args, with_kwargs: false };
  const { _rkwargs, ...named } = last;
  return { args: [...args.slice(0, -1), named], with_kwargs: true };
}

function flag(named: unknown): void {
  if (typeof named === 'object' && named !== null) Object.assign(named, { _rkwargs: true });
}

function refuseAgain(): never {
  throw new ImjoyError(
    'RPC_CLOSED',
    'a callback can be called once; a function that is to be called again has to be part of an interface',
  );
}
