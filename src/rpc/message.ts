/**
 * What travels over a port.
 *
 * comlink frames calls (`APPLY`) and answers (`RAW`) and pairs them by id. A call always applies the
 * one dispatcher function behind the port, never a path: which function is meant stands inside the
 * request, and is looked up in a table of what was offered. Two messages are our own: `FORK` asks the
 * owner to serve what this port reaches on one more port, `CLOSED` tells that the owner let go.
 */

/** A value ready for the transport. `v` needs no decoding, `e` does. */
export type Payload = { readonly v: unknown } | { readonly e: unknown };

/** The only argument of a call: the name of an offered function and its arguments. */
export interface CallRequest {
  readonly m: string;
  readonly a: Payload;
}

/** The answer to a call. Failures are values here, so that comlink never has to carry a throw. */
export type CallReply = { readonly ok: Payload } | { readonly error: Payload };

export interface ForkMessage {
  readonly type: 'FORK';
  readonly port: MessagePort;
  /** The peer that will hold the new port. */
  readonly to: string;
}

export interface ClosedMessage {
  readonly type: 'CLOSED';
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

export function isPayload(value: unknown): value is Payload {
  return isFields(value) && (Object.hasOwn(value, 'v') || Object.hasOwn(value, 'e'));
}

export function isCallRequest(value: unknown): value is CallRequest {
  return isFields(value) && typeof value.m === 'string' && isPayload(value.a);
}

export function isCallReply(value: unknown): value is CallReply {
  return isFields(value) && (isPayload(value.ok) || isPayload(value.error));
}

/** A comlink call of the dispatcher itself, with exactly one plain argument. */
export function isApply(data: Fields): boolean {
  const { id, type, path, argumentList } = data;
  if (type !== 'APPLY' || typeof id !== 'string') return false;
  if (!Array.isArray(path) || path.length > 0) return false;
  if (!Array.isArray(argumentList) || argumentList.length !== 1) return false;
  const argument: unknown = argumentList[0];
  return isFields(argument) && argument.type === 'RAW' && isCallRequest(argument.value);
}

/** A comlink answer that carries a plain value, never one of comlink's own transfer handlers. */
export function isAnswer(data: Fields): boolean {
  return data.type === 'RAW' && typeof data.id === 'string';
}

export function isFork(data: Fields): data is Fields & ForkMessage {
  return data.type === 'FORK' && data.port instanceof MessagePort && typeof data.to === 'string';
}
