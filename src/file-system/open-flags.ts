import { ImjoyError } from '../base/error.js';
import { FileSystemError, type Request } from './file-system-error.js';
import { resizeContent } from './content.js';
import type { FileNode, NodeTransaction } from './node-store.js';
import { create, type Place } from './walk.js';

/** What a file is opened for. */
export interface OpenFlags {
  readonly read: boolean;
  readonly write: boolean;
  readonly append: boolean;
  readonly create: boolean;
  readonly truncate: boolean;
  readonly exclusive: boolean;
}

/** Reads Node's flag strings: a letter, then `x`, `+` and `s` in any order. @throws ImjoyError `ARGUMENT` */
export function parseFlags(text: unknown): OpenFlags {
  if (typeof text !== 'string' || !/^(r[s+]*|[wa][xs+]*)$/.test(text))
    throw new ImjoyError(
      'ARGUMENT',
      `unknown file flag "${String(text)}"; known are r, w and a with x and +`,
    );
  const isReading = text.startsWith('r');
  const plus = text.includes('+');
  return {
    read: isReading || plus,
    write: !isReading || plus,
    append: text.startsWith('a'),
    create: !isReading,
    truncate: text.startsWith('w'),
    exclusive: text.includes('x'),
  };
}

/**
 * Opens what is at a place: makes, empties or refuses it as the flags say.
 * @throws FileSystemError `ENOENT`, `EEXIST` or `EISDIR`
 */
export async function openAt(
  transaction: NodeTransaction,
  place: Place,
  flags: OpenFlags,
  mode: number,
  request: Request,
): Promise<{ id: number; node: FileNode }> {
  if (!place.found) {
    if (!flags.create) throw new FileSystemError('ENOENT', request);
    return create(transaction, place, request, 'file', mode);
  }
  if (flags.exclusive) throw new FileSystemError('EEXIST', request);
  const { id, node } = place.found;
  if (node.kind === 'directory') throw new FileSystemError('EISDIR', request);
  if (!flags.truncate) return { id, node };
  await resizeContent(transaction, id, node, 0);
  return { id, node: { ...node, size: 0 } };
}
