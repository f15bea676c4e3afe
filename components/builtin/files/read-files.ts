import { unwrapFile, type NamedBlob } from '../values/unwrap-file.js';

/** Reads `File[]`, a `FileList`, `{files}` or a single file; null if there is no file in it at all. */
export function readFiles(data: unknown): NamedBlob[] | null {
  const single = unwrapFile(data);
  if (single) return [single];
  const list = isListLike(data) ? data : (data as { files?: unknown } | null)?.files;
  if (!isListLike(list)) return null;
  return Array.from(list, unwrapFile).filter((file) => file !== null);
}

function isListLike(value: unknown): value is ArrayLike<unknown> {
  return typeof value === 'object' && value !== null && 'length' in value;
}
