/**
 * The messages of the `imjoy-rpc` library, 0.2.x to 0.5.x: what a page with that library and its host post
 * to each other, as it stands. Spec 5.2, 5.6.
 *
 * A page that waits announces itself with `imjoyRPCReady` and is told by `initialize` who it is; it, or a page
 * that did not wait, then says `initialized`. The host hands over its functions with `setInterface`, has code
 * executed where the page lets it, and asks by `getInterface` for the page's, which come with `setInterface`
 * at once or whenever the page exports them, and again at every later export. Then there are calls both ways:
 * `method` of an object that was handed over, `callback` of a function that was an argument. Answers are
 * callbacks too: a call brings the two of its promise.
 */
export type Message =
  | { readonly type: 'imjoyRPCReady'; readonly config: Fields; readonly peer_id: string }
  | { readonly type: 'initialize'; readonly config: Fields }
  | {
      readonly type: 'initialized';
      readonly config: Fields;
      readonly origin?: string;
      readonly peer_id: string;
      readonly error?: string;
    }
  | { readonly type: 'setInterface'; readonly api: unknown }
  | { readonly type: 'interfaceSetAsRemote' }
  | { readonly type: 'execute'; readonly code: Fields }
  | { readonly type: 'executed'; readonly error?: string }
  | { readonly type: 'getInterface' }
  | MethodMessage
  | CallbackMessage
  | { readonly type: 'disposeObject'; readonly object_id: string }
  | { readonly type: 'disposed'; readonly error?: string }
  | { readonly type: 'disconnect' }
  | { readonly type: 'error'; readonly message: string };

interface CallFields {
  /** The peer the function belongs to; missing where it can only be the receiver. */
  readonly target_id?: string;
  /** An encoded list. */
  readonly args: unknown;
  /** The encoded callbacks that resolve and reject; missing where nobody waits. */
  readonly promise?: unknown;
  /** Whether the last argument holds arguments by name. */
  readonly with_kwargs?: boolean;
}

export interface MethodMessage extends CallFields {
  readonly type: 'method';
  readonly object_id: string;
  readonly name: string;
}

export interface CallbackMessage extends CallFields {
  readonly type: 'callback';
  readonly id: number;
}

export type Fields = Readonly<Record<string, unknown>>;

/** The version of the wire, which pages are told; not that of the plugin api. */
export const WIRE_VERSION = '0.2.3';

type Reader = (fields: Fields) => Message | null;

const isText = (value: unknown): value is string => typeof value === 'string';

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

const errorOf = ({ error }: Fields) => (isText(error) && error ? { error } : {});

const callFields = ({ target_id, args, promise, with_kwargs }: Fields): CallFields => ({
  ...(isText(target_id) && { target_id }),
  args,
  ...(promise != null && { promise }),
  with_kwargs: Boolean(with_kwargs),
});

const readers: Readonly<Record<Message['type'], Reader>> = {
  imjoyRPCReady: ({ config, peer_id }) =>
    isText(peer_id)
      ? { type: 'imjoyRPCReady', config: isFields(config) ? config : {}, peer_id }
      : null,
  initialize: ({ config }) => (isFields(config) ? { type: 'initialize', config } : null),
  initialized: ({ config, origin, peer_id, ...rest }) =>
    isFields(config) && isText(peer_id)
      ? {
          type: 'initialized',
          config,
          peer_id,
          ...(isText(origin) && { origin }),
          ...errorOf(rest),
        }
      : null,
  setInterface: ({ api }) => ({ type: 'setInterface', api }),
  interfaceSetAsRemote: () => ({ type: 'interfaceSetAsRemote' }),
  execute: ({ code }) => (isFields(code) ? { type: 'execute', code } : null),
  executed: (fields) => ({ type: 'executed', ...errorOf(fields) }),
  getInterface: () => ({ type: 'getInterface' }),
  method: (fields) =>
    isText(fields.object_id) && isText(fields.name)
      ? {
          type: 'method',
          object_id: fields.object_id,
          name: fields.name,
          ...callFields(fields),
        }
      : null,
  callback: (fields) =>
    typeof fields.id === 'number'
      ? { type: 'callback', id: fields.id, ...callFields(fields) }
      : null,
  disposeObject: ({ object_id }) =>
    isText(object_id) ? { type: 'disposeObject', object_id } : null,
  disposed: (fields) => ({ type: 'disposed', ...errorOf(fields) }),
  disconnect: () => ({ type: 'disconnect' }),
  error: ({ message }) => ({ type: 'error', message: String(message) }),
};

/** A message of the wire, rebuilt from parts whose types were checked; null for anything else. */
export function readMessage(data: unknown): Message | null {
  if (!isFields(data) || !isText(data.type) || !Object.hasOwn(readers, data.type)) return null;
  return readers[data.type as Message['type']](data);
}
