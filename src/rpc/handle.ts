import type { ImjoyError } from '../base/error.js';
import type { Door, DoorHandlers } from './guard.js';
import type { CallId, CallReply, CallRequest } from './message.js';

/** One port to functions that live elsewhere. */
export interface Handle {
  /** The peer they belong to. */
  readonly owner: string;
  readonly door: Door;
  readonly answers: Answers;
  /** Why it can be used no more. */
  closed: ImjoyError | null;
}

/** Pairs answers with the calls that wait for them. */
export class Answers {
  readonly #waiting = new Map<CallId, (reply: CallReply) => void>();
  #next = 0;

  /** Sends a call through `door`. @throws DOMException `DataCloneError` when its arguments cannot be sent */
  ask(
    door: Door,
    { name, args }: CallRequest,
    transfers: Transferable[],
    receive: (reply: CallReply) => void,
  ): void {
    const id = this.#next++;
    door.send(['call', id, name, args.value, args.encoded], transfers);
    this.#waiting.set(id, receive);
  }

  /** An answer that nobody waits for is dropped. */
  readonly onAnswer: NonNullable<DoorHandlers['onAnswer']> = (id, reply) => {
    const receive = this.#waiting.get(id);
    this.#waiting.delete(id);
    receive?.(reply);
  };
}

/** Releases the port of a handle that nothing refers to any more. */
const collected = new FinalizationRegistry<Door>((door) => {
  door.send(['release']);
  door.close();
});

/** From now on the port lives as long as somebody holds a function behind it. */
export function releaseWhenCollected(handle: Handle): void {
  collected.register(handle, handle.door);
}
