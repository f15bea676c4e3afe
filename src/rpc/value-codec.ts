/** How a value that plain objects and arrays cannot express is written and read. One entry, one kind. */
export interface ValueCodec {
  /** The `_rtype` on the wire. */
  readonly type: string;
  /** Whether structured clone carries such values as they are; they are encoded only for other transports. */
  readonly cloneable?: boolean;
  /** Whether object literals may match too, so that they are asked about. */
  readonly literals?: boolean;
  /** Whether this entry writes `value`. */
  matches(value: object): boolean;
  encode(value: object, context: EncodeContext): unknown;
  /** @throws ImjoyError `VALUE_MALFORMED` when the fields do not describe such a value */
  decode(fields: EncodedFields, context: DecodeContext): unknown;
}

/** An entry that may only write: as a type that another one reads, or that nobody has to read. */
export type OwnCodec = Omit<ValueCodec, 'decode'> & Partial<Pick<ValueCodec, 'decode'>>;

/** An object that carries an `_rtype`; every field is the peer's word only. */
export type EncodedFields = Readonly<Record<string, unknown>> & { readonly _rtype: string };

/** A function that the other side may call: by itself, or as a member that is looked up at call time. */
export type Callable =
  { readonly fn: (...args: never[]) => unknown } | { readonly owner: object; readonly key: string };

/** Members are looked up when they are called, so that a plugin may replace them. */
export function resolveCallable(callable: Callable): { fn: unknown; owner?: object } {
  if ('fn' in callable) return { fn: callable.fn };
  return { fn: Reflect.get(callable.owner, callable.key), owner: callable.owner };
}

/** `clone`: the transport carries what structured clone does. `wire`: only plain data and bytes. */
export type Transport = 'clone' | 'wire';

export interface EncodeContext {
  readonly transport: Transport;
  /** True below an object flagged `_transfer`. */
  readonly transferring: boolean;
  /** Hands `item` over instead of copying it. */
  transfer(item: Transferable): void;
  /** The wire form of a function. */
  reference(callable: Callable): object;
  /** Encodes a member. */
  encode(value: unknown): unknown;
  /** Encodes a member whose owner can do without it: undefined when it cannot be sent. */
  tryEncode(value: unknown): unknown;
  /** What `start` gives for `key`, encoded; a promise of it is awaited before anything is sent. */
  encodeAwaited(key: object, start: () => unknown): unknown;
}

/** How a transport carries functions; ports do it by message channels, sockets by ids. */
export interface ReferenceContext {
  /** Whether all bytes are handed over: the sender has no use for the value any more. */
  readonly moves?: boolean;
  transfer(item: Transferable): void;
  /** @param offered whether the function stands in an object flagged `_rintf`, at any depth */
  reference(callable: Callable, offered: boolean): object;
  /** The `_rintf` of an object whose functions were referenced, where the transport gives objects ids. */
  identify?(owner: object): string | undefined;
}

export interface DecodeContext {
  /** The function behind a wire form made by {@link ReferenceContext.reference}. */
  dereference(fields: EncodedFields): unknown;
}
