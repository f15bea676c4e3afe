/**
 * What travels over a port: tuples of a name and what belongs to it, and nothing else.
 *
 * comlink pairs calls with answers, but its own messages never leave this side: they could name any
 * path, construct what they find there and choose how values are revived. `guard.ts` turns the two that
 * we use into `call` and `answer` and back. Which function a call means is a name that is looked up in
 * the table of what was offered behind the port. `release` follows when the last function behind a port
 * was collected, `fork` asks the owner to serve what this port reaches on one more port, `closed` tells
 * that the owner let go, `lost` that a message arrived but could not be read.
 */
export type Frame = CallFrame | AnswerFrame | Notice;

type CallFrame = readonly ['call', id: string, name: string, args: unknown, encoded: boolean];
type AnswerFrame = readonly ['answer', id: string, ok: boolean, value: unknown, encoded: boolean];

/** What is said without waiting for an answer. */
export type Notice =
  | readonly ['release']
  | readonly ['fork', port: MessagePort, to: string]
  | readonly ['closed']
  | readonly ['lost'];

/** A value ready for the transport; what is not encoded is carried as it is. */
export interface Payload {
  readonly value: unknown;
  readonly encoded: boolean;
}

/** The name of an offered function and its arguments. */
export interface CallRequest {
  readonly name: string;
  readonly args: Payload;
}

/** Failures are values too, so that comlink never has to carry a throw. */
export interface CallReply {
  readonly ok: boolean;
  readonly payload: Payload;
}
