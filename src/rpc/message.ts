/**
 * What travels over a port: tuples of a name and what belongs to it, and nothing else.
 *
 * A `call` names a function, which is looked up in the table of what was offered behind the port, and is
 * paired with its `answer` by an id that only the caller understands. `release` follows when the last
 * function behind a port was collected, `fork` asks the owner to serve what this port reaches on one more
 * port, `closed` tells that the owner let go, `lost` that a message arrived but could not be read. A `probe`
 * is answered by whoever listens at the other end, to show that somebody does.
 */
export type Frame =
  | readonly ['call', id: CallId, name: string, args: unknown, encoded: boolean]
  | readonly ['answer', id: CallId, ok: boolean, value: unknown, encoded: boolean]
  | readonly ['release']
  | readonly ['fork', port: MessagePort, to: string]
  | readonly ['closed']
  | readonly ['lost']
  | readonly ['probe', id: CallId];

export type CallId = number | string;

/** A value ready for the transport; what is not encoded is carried as it is. */
export interface Payload {
  readonly value: unknown;
  readonly encoded: boolean;
}

/** Whom a port is said to lead to, and the peers that said so, one to the next, if not that one itself. */
export interface Provenance {
  readonly peer: string;
  readonly via: readonly string[];
}

/** The name of an offered function and its arguments. */
export interface CallRequest {
  readonly name: string;
  readonly args: Payload;
}

/** The result of a call, or what it threw. */
export interface CallReply {
  readonly ok: boolean;
  readonly payload: Payload;
}
