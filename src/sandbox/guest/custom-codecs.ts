import { ImjoyError } from '../../base/error.js';
import { isPlainObject, type Codec, type OwnCodec } from '../../rpc/index.js';

/** What a plugin gives to `api.registerCodec`: it may write values of a class, read a type, or both. */
interface CustomCodec {
  readonly name: string;
  readonly type?: abstract new (...args: never[]) => object;
  readonly encoder?: (value: object) => unknown;
  readonly decoder?: (fields: object) => unknown;
}

/**
 * `api.registerCodec`, spec 4.3. Of several codecs whose class a value is of, the first registered writes it;
 * a codec replaces those of the same name or the same class. Both functions may answer with a promise.
 */
export function codecRegistration(codec: Codec): (added: CustomCodec) => void {
  const registered = new Map<string, CustomCodec>();
  return (added) => {
    check(added);
    for (const { name, type } of registered.values())
      if (name === added.name || (type && type === added.type)) registered.delete(name);
    registered.set(added.name, added);
    codec.extend(Array.from(registered.values(), toOwnCodec));
  };
}

/** @throws ImjoyError `ARGUMENT` */
function check(codec: CustomCodec | undefined): void {
  const { name, type, encoder, decoder } = codec ?? ({} as Partial<CustomCodec>);
  const isWhole = name && typeof name === 'string' && (encoder ?? decoder);
  if (isWhole && (!encoder || typeof type === 'function')) return;
  throw new ImjoyError(
    'ARGUMENT',
    'registerCodec needs a name, and a decoder or an encoder for a type',
  );
}

function toOwnCodec({ name, type, encoder, decoder }: CustomCodec): OwnCodec {
  return {
    type: name,
    matches: (value) => Boolean(encoder && type && value instanceof type && !('_rtype' in value)),
    encode(value, context) {
      const encoded = context.encodeAwaited(value, () => written(value, encoder?.(value)));
      // The type that an encoder names itself wins.
      return isMembers(encoded) ? { _rtype: name, ...encoded } : encoded;
    },
    ...(decoder && { decode: (fields) => decoder(fields) }),
  };
}

/** An encoder may give what it was given, too: that is no instance any more. */
function written(value: object, encoded: unknown): unknown {
  if (encoded instanceof Promise) return encoded.then((settled) => written(value, settled));
  return encoded === value ? { ...value } : encoded;
}

const isMembers = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && isPlainObject(value);
