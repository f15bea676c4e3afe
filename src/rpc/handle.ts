import { wrap, type Remote } from 'comlink';
import type { ImjoyError } from '../base/error.js';
import type { Door } from './guard.js';
import type { CallReply, CallRequest } from './message.js';

/** One port to functions that live elsewhere. */
export interface Handle {
  /** The peer they belong to. */
  readonly owner: string;
  readonly door: Door;
  readonly remote: Remote<(request: CallRequest) => CallReply>;
  /** Why it can be used no more. */
  closed: ImjoyError | null;
}

export function holdDoor(door: Door, owner: string): Handle {
  return { owner, door, remote: wrap(door.call), closed: null };
}
