type Fields = Readonly<Record<string, unknown>>;

/**
 * Whether two values hold the same data, as far as a plugin that was sent one of them could tell. Functions
 * count as the same, because a copy of one is another object; so do values met twice, lest a circle never end.
 */
export function sameData(a: unknown, b: unknown, met = new WeakSet<object>()): boolean {
  if (Object.is(a, b) || (typeof a === 'function' && typeof b === 'function')) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Object.prototype.toString.call(a) !== Object.prototype.toString.call(b)) return false;
  if (met.has(a)) return true;
  met.add(a);
  const [left, right] = [bytesOf(a), bytesOf(b)];
  if (left && right)
    return left.length === right.length && left.every((byte, i) => byte === right[i]);
  return sameFields(fieldsOf(a), fieldsOf(b), met);
}

function sameFields(a: Fields, b: Fields, met: WeakSet<object>): boolean {
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameData(a[key], b[key], met))
  );
}

function bytesOf(value: object): Uint8Array | null {
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  if (!ArrayBuffer.isView(value)) return null;
  return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
}

/** What tells objects apart whose own properties do not. */
function fieldsOf(value: object): Fields {
  if (value instanceof Map || value instanceof Set) return { ...[...(value as Iterable<unknown>)] };
  if (value instanceof Date) return { time: value.getTime() };
  if (!(value instanceof Blob)) return value as Fields;
  const { name, lastModified } = value as Partial<File>;
  return { size: value.size, type: value.type, name, lastModified };
}
