import { randomId } from '../../../base/id.js';
import { resolveCallable, type Callable, type ReferenceContext } from '../../../rpc/index.js';
import type { Jailed } from './jailed-codec.js';

/** Hears what a call was answered with. */
export interface Answer {
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** One of the two that a call is answered by. */
export interface Outcome {
  readonly answer: Answer;
  readonly kind: keyof Answer;
  /** The other one, which is void as soon as this one came. */
  readonly pair: number;
}

/**
 * Functions that were mere arguments and are kept for a page, the newest of them: in the calls of 2019 nobody says that
 * he needs one no more.
 */
const MAX_CALLBACKS = 10_000;

/**
 * What one page may call: functions of the interface by name; those of objects that are offered, by the id of the
 * object; all others by a number, which is never given again. What another page was given is not found here, whatever it
 * is called.
 */
export class JailedFunctions {
  readonly #objects = new Map<string, Map<string, Callable>>();
  readonly #ids = new WeakMap<object, string>();
  readonly #callbacks = new Map<number, Callable>();
  readonly #numbers = new Map<unknown, number>();
  readonly #outcomes = new Map<number, Outcome>();
  #names = new Map<unknown, string>();
  #next = 1;

  /** The functions that are written by their names. */
  setInterface(functions: ReadonlyMap<string, unknown>): void {
    this.#names = new Map([...functions].map(([name, fn]) => [fn, name]));
  }

  find(objectId: unknown, name: string): Callable | undefined {
    return this.#objects.get(objectId as string)?.get(name);
  }

  callback(num: unknown): Callable | undefined {
    return this.#callbacks.get(num as number);
  }

  /** What a number answers; it answers nothing afterwards. */
  take(num: unknown): Outcome | undefined {
    const found = this.#outcomes.get(num as number);
    this.#outcomes.delete(num as number);
    if (found) this.#outcomes.delete(found.pair);
    return found;
  }

  /** The two functions that a call is answered by. */
  expect(answer: Answer): readonly Jailed[] {
    const [yes, no] = [this.#next++, this.#next++];
    this.#outcomes.set(yes, { answer, kind: 'resolve', pair: no });
    this.#outcomes.set(no, { answer, kind: 'reject', pair: yes });
    return [callback(yes, 'resolve'), callback(no, 'reject')];
  }

  /**
   * Writes the functions of one message.
   * @param isKept whether the page keeps what it is given for longer than the call
   */
  writer(isKept: boolean): ReferenceContext {
    return {
      transfer: () => undefined,
      reference: (callable, offered) => this.#write(callable, offered || isKept),
    };
  }

  clear(): void {
    this.#objects.clear();
    this.#callbacks.clear();
    this.#numbers.clear();
    this.#outcomes.clear();
  }

  #write(callable: Callable, isKept: boolean): Jailed {
    const fn = resolveCallable(callable).fn as (...args: unknown[]) => unknown;
    const known = this.#names.get(fn);
    if (known !== undefined) return { __jailed_type__: 'interface', __value__: known, num: null };
    if (isKept) return this.#writeMember(callable, fn);
    const num = this.#numbers.get(fn) ?? this.#next++;
    // The newest stand last.
    this.#callbacks.delete(num);
    this.#callbacks.set(num, { fn });
    this.#numbers.set(fn, num);
    if (this.#callbacks.size > MAX_CALLBACKS) this.#dropOldest();
    return callback(num, fn.name || 'f');
  }

  #writeMember(callable: Callable, fn: object): Jailed {
    const [owner, name] = 'key' in callable ? [callable.owner, callable.key] : [fn, 'call'];
    const id = this.#ids.get(owner) ?? randomId();
    this.#ids.set(owner, id);
    this.#objects.set(id, (this.#objects.get(id) ?? new Map()).set(name, callable));
    return { __jailed_type__: 'plugin_interface', __plugin_id__: id, __value__: name, num: null };
  }

  #dropOldest(): void {
    for (const [num, callable] of this.#callbacks) {
      this.#callbacks.delete(num);
      this.#numbers.delete(resolveCallable(callable).fn);
      return;
    }
  }
}

const callback = (num: number, name: string): Jailed => ({
  __jailed_type__: 'callback',
  __value__: name,
  num,
});
