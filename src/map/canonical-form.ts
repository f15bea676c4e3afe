import type { PathFile } from '../base/file-path.js';
import { isPlainObject, tagOf } from '../rpc/kind.js';
import { compactData, dtypeOf, isNdArrayLike } from '../rpc/nd-array.js';

/** A value taken apart so that equal data, and no other, gives the same. */
export interface CanonicalForm {
  /** What it is made of; every piece of binary data is a `%` in it. */
  readonly text: string;
  /** The binary data, in order. */
  readonly pieces: readonly (Uint8Array | Blob)[];
  /** Whether some of it is handed over when it is sent. */
  readonly moves: boolean;
}

/** Values that a value may consist of. What is shared counts each time: a few objects can stand for millions. */
const MAX_PARTS = 1_000_000;

/**
 * What a plugin could tell of a value that it is sent: the order of an object's keys it should not. Null for
 * values that are not data alone, such as functions and all that holds one, or that contain themselves.
 */
export function canonicalForm(value: unknown): CanonicalForm | null {
  const writer = new Writer();
  try {
    if (!writer.write(value)) return null;
    const { texts, pieces, moves } = writer;
    return { text: texts.join(''), pieces, moves };
  } catch {
    // Nested too deep, or an array that reaches beyond its data: whoever sends it is told so.
    return null;
  }
}

/** About how many bytes a value takes; null for one that has no canonical form. */
export function sizeOf(value: unknown): number | null {
  const form = canonicalForm(value);
  return form && form.pieces.reduce((size, piece) => size + lengthOf(piece), form.text.length);
}

const lengthOf = (piece: Uint8Array | Blob): number =>
  piece instanceof Blob ? piece.size : piece.byteLength;

class Writer {
  readonly texts: string[] = [];
  readonly pieces: (Uint8Array | Blob)[] = [];
  moves = false;
  readonly #ancestors = new Set<object>();
  #parts = 0;

  /** @returns whether the value could be written */
  write(value: unknown): boolean {
    if (++this.#parts > MAX_PARTS) return false;
    if (typeof value !== 'object' || value === null) return this.#writeScalar(value);
    if (this.#ancestors.has(value)) return false;
    this.#ancestors.add(value);
    const written = this.#writeObject(value);
    this.#ancestors.delete(value);
    return written;
  }

  #writeScalar(value: unknown): boolean {
    if (typeof value === 'function' || typeof value === 'symbol') return false;
    if (typeof value === 'string') this.texts.push(JSON.stringify(value));
    else if (typeof value === 'bigint') this.texts.push(`${value}n,`);
    else this.texts.push(Object.is(value, -0) ? '-0,' : `${String(value)},`);
    return true;
  }

  #writeObject(value: object): boolean {
    this.moves ||= (value as { readonly _transfer?: unknown })._transfer === true;
    if (Array.isArray(value)) return this.#writeAll('[', value);
    if (isNdArrayLike(value)) {
      const data = compactData(value);
      return this.#writePiece(`array ${dtypeOf(data)} ${value.shape.join(' ')}`, bytesOf(data));
    }
    if (ArrayBuffer.isView(value)) return this.#writePiece(tagOf(value), bytesOf(value));
    if (value instanceof Map) return this.#writeAll('Map[', [...(value as Map<unknown, unknown>)]);
    if (value instanceof Set) return this.#writeAll('Set[', [...(value as Set<unknown>)]);
    if (isPlainObject(value)) return this.#writeMembers(value);
    return this.#writeBuiltIn(value);
  }

  #writeBuiltIn(value: object): boolean {
    if (value instanceof ArrayBuffer) return this.#writePiece('bytes', new Uint8Array(value));
    if (value instanceof Date) return this.#writeAll('Date[', [value.getTime()]);
    if (value instanceof RegExp) return this.#writeAll('RegExp[', [value.source, value.flags]);
    if (value instanceof Blob) {
      const { type, name, _path } = value as Partial<PathFile>;
      return this.#writePiece(`Blob${JSON.stringify([type, name, _path])}`, value);
    }
    if (typeof ImageData === 'undefined' || !(value instanceof ImageData)) return false;
    const { data, width, height, colorSpace } = value;
    return this.#writePiece(`ImageData ${width} ${height} ${colorSpace}`, bytesOf(data));
  }

  #writeAll(start: string, items: readonly unknown[]): boolean {
    this.texts.push(start);
    for (const item of items) if (!this.write(item)) return false;
    this.texts.push(']');
    return true;
  }

  #writeMembers(fields: Readonly<Record<string, unknown>>): boolean {
    this.texts.push('{');
    for (const key of Object.keys(fields).sort()) {
      // Says how the value is to be sent, and is not sent itself.
      if (key === '_transfer' && fields[key] === true) continue;
      this.texts.push(JSON.stringify(key));
      if (!this.write(fields[key])) return false;
    }
    this.texts.push('}');
    return true;
  }

  #writePiece(text: string, piece: Uint8Array | Blob): boolean {
    this.texts.push(`${text}%`);
    this.pieces.push(piece);
    return true;
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);
