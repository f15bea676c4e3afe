import { randomId } from '../base/id.js';
import { resolveCallable, type Callable, type ReferenceContext } from '../rpc/index.js';

/** Hears what a call was answered with. */
export interface Answer {
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** A number the peer may send back, and what it stands for. */
type Numbered =
  | { readonly kind: 'function'; readonly callable: Callable }
  | {
      readonly kind: 'answer';
      readonly answer: Answer;
      readonly outcome: keyof Answer;
      /** The other one of the two, which is void as soon as this one came. */
      readonly pair: number;
    };

/** How the functions of one message are offered. */
export interface OfferRules {
  /** Whether all of them may be called again and again, as those of an interface. */
  readonly asInterface: boolean;
  /** Whether buffers are handed over. */
  readonly moves: boolean;
  /** Whether a function that is a mere argument may be called again and again. */
  isRepeatable(fn: object): boolean;
}

/**
 * What a peer may call on this side: functions of objects it was given, by the id of the object, and functions
 * that were mere arguments, by a number that is good for one call. Only what was given to this very peer is
 * found here, whatever ids it names. Spec 5.5.
 */
export class Offers {
  readonly #self: string;
  readonly #objects = new Map<string, Map<string, Callable>>();
  readonly #numbered = new Map<number, Numbered>();
  #next = 0;

  /** @param self the id the peer knows this side by */
  constructor(self: string) {
    this.#self = self;
  }

  find(objectId: string, name: string): Callable | undefined {
    return this.#objects.get(objectId)?.get(name);
  }

  /** What a number stands for; it stands for nothing afterwards. */
  take(id: number): Numbered | undefined {
    const found = this.#numbered.get(id);
    this.#numbered.delete(id);
    if (found?.kind === 'answer') this.#numbered.delete(found.pair);
    return found;
  }

  /** The encoded callbacks of a call's promise. */
  expect(answer: Answer): readonly [object, object] {
    const [yes, no] = [this.#next++, this.#next++];
    this.#numbered.set(yes, { kind: 'answer', answer, outcome: 'resolve', pair: no });
    this.#numbered.set(no, { kind: 'answer', answer, outcome: 'reject', pair: yes });
    return [this.#callback(yes, 'resolve'), this.#callback(no, 'reject')];
  }

  /** @returns false when there was no such object */
  dispose(objectId: string): boolean {
    return this.#objects.delete(objectId);
  }

  /** Begins a message. */
  begin(rules: OfferRules): MessageOffers {
    return new MessageOffers(rules, this);
  }

  clear(): void {
    this.#objects.clear();
    this.#numbered.clear();
  }

  /** @internal */
  offerMember(objectId: string, name: string, callable: Callable): object {
    const members = this.#objects.get(objectId) ?? new Map<string, Callable>();
    this.#objects.set(objectId, members.set(name, callable));
    return { _rtype: 'interface', _rtarget_id: this.#self, _rintf: objectId, _rvalue: name };
  }

  /** @internal */
  offerOnce(callable: Callable): object {
    const id = this.#next++;
    this.#numbered.set(id, { kind: 'function', callable });
    return this.#callback(id, 'Function');
  }

  /** @internal */
  withdraw(encoded: Iterable<object>): void {
    for (const { _rtype, _rintf, _rvalue } of encoded as Iterable<Record<string, unknown>>)
      if (_rtype === 'interface') this.#objects.delete(_rintf as string);
      else this.#numbered.delete(_rvalue as number);
  }

  #callback(id: number, name: string): object {
    return { _rtype: 'callback', _rtarget_id: this.#self, _rname: name, _rvalue: id };
  }
}

/** Writes the functions of one message. */
export class MessageOffers implements ReferenceContext {
  readonly moves: boolean;
  readonly #rules: OfferRules;
  readonly #offers: Offers;
  readonly #items = new Set<Transferable>();
  readonly #ids = new Map<object, string>();
  readonly #made: object[] = [];

  constructor(rules: OfferRules, offers: Offers) {
    this.moves = rules.moves;
    this.#rules = rules;
    this.#offers = offers;
  }

  get transfers(): Transferable[] {
    return [...this.#items];
  }

  /** The objects that were given ids. */
  get objects(): Iterable<[object, string]> {
    return this.#ids;
  }

  transfer = (item: Transferable): void => void this.#items.add(item);

  reference = (callable: Callable, offered: boolean): object => {
    const fn = resolveCallable(callable).fn as object;
    const repeatable = offered || this.#rules.asInterface || this.#rules.isRepeatable(fn);
    const encoded = repeatable ? this.#member(callable) : this.#offers.offerOnce(callable);
    this.#made.push(encoded);
    return encoded;
  };

  identify = (owner: object): string | undefined => this.#ids.get(owner);

  /** Takes back what was offered in a message that is not sent after all. */
  abandon = (): void => this.#offers.withdraw(this.#made);

  #member(callable: Callable): object {
    if ('key' in callable)
      return this.#offers.offerMember(this.#idOf(callable.owner), callable.key, callable);
    return this.#offers.offerMember(randomId(), callable.fn.name || 'call', callable);
  }

  #idOf(owner: object): string {
    let id = this.#ids.get(owner);
    if (id === undefined) this.#ids.set(owner, (id = randomId()));
    return id;
  }
}
