import type { ImjoyError } from '../base/error.js';
import { openDoor, type Door, type DoorHandlers } from './guard.js';
import type { CallReply, CallRequest, Provenance } from './message.js';

/** One port to functions that live elsewhere. */
export interface Handle {
  /** The peer they are said to belong to, and through whom the port came here. */
  readonly source: Provenance;
  readonly door: Door;
  readonly answers: Answers;
  /** Why it can be used no more. */
  closed: ImjoyError | null;
  /** Whether whoever passed it on knew that a peer it had come through was gone. */
  readonly isOrphan: boolean;
  /** How many peers were gone when it was last asked for a sign of life. */
  probedAt: number;
}

export function createHandle(
  source: Provenance,
  door: Door,
  answers: Answers,
  isOrphan = false,
): Handle {
  return { source, door, answers, isOrphan, closed: null, probedAt: -1 };
}

/** Pairs answers with the calls that wait for them. */
export class Answers {
  readonly #waiting = new Map<unknown, (reply: CallReply) => void>();
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

  /** Asks whether anybody is at the other end of `door`. */
  probe(door: Door, receive: () => void): void {
    const id = this.#next++;
    this.#waiting.set(id, receive);
    door.send(['probe', id]);
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

export interface HandleOptions {
  readonly source: Provenance;
  readonly isOrphan: boolean;
  onClosed(handle: Handle): void;
  onLost(handle: Handle): void;
}

/**
 * Opens a port that a peer sent. It lives as long as somebody holds a function behind it, so it must not
 * keep the handle alive: letting go of the last function releases the port.
 */
export function openHandle(
  port: MessagePort,
  { source, isOrphan, onClosed, onLost }: HandleOptions,
): Handle {
  const withHandle = (act: (handle: Handle) => void) => () => {
    const handle = weak.deref();
    if (handle) act(handle);
  };
  const answers = new Answers();
  const door = openDoor(port, {
    onAnswer: answers.onAnswer,
    onClosed: withHandle(onClosed),
    onLost: withHandle(onLost),
  });
  const handle = createHandle(source, door, answers, isOrphan);
  collected.register(handle, door);
  const weak = new WeakRef(handle);
  return handle;
}
