import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalForm } from './canonical-form.js';

/** Bytes above which it pays to have the browser hash them, beside the page's own work. */
const LARGE = 1_000_000;

/** The SHA-256 of a value's data, as 64 hexadecimal digits; null for one that is not data alone. */
export async function digestOf(value: unknown): Promise<string | null> {
  const form = canonicalForm(value);
  if (!form) return null;
  const hash = sha256.create().update(utf8ToBytes(form.text));
  for (const piece of form.pieces) hash.update(await hashPiece(piece));
  return bytesToHex(hash.digest());
}

async function hashPiece(piece: Uint8Array | Blob): Promise<Uint8Array> {
  if (piece instanceof Blob) return hashBlob(piece);
  // Pages that are not secure have no other than ours.
  const { subtle } = globalThis.crypto as Partial<Crypto>;
  if (!subtle || piece.byteLength < LARGE) return sha256(piece);
  return new Uint8Array(await subtle.digest('SHA-256', piece as Uint8Array<ArrayBuffer>));
}

/** Files may be larger than memory. */
async function hashBlob(blob: Blob): Promise<Uint8Array> {
  const hash = sha256.create();
  const reader = blob.stream().getReader();
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read())
    hash.update(value as Uint8Array);
  return hash.digest();
}
