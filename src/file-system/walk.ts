import { FileSystemError, type Request } from './file-system-error.js';
import { type FileNode, newNode, type NodeTransaction, ROOT } from './node-store.js';

/** Where a path ends in a store. */
export interface Place {
  /** The directory that holds the last name, and that name; `null` for the top of the store. */
  readonly slot: { readonly directory: number; readonly name: string } | null;
  /** What is there, if anything. */
  readonly found: { readonly id: number; readonly node: FileNode } | null;
}

/** A symbolic link on the way: the names before it, where it leads, and the names after it. */
export interface LinkOnTheWay {
  readonly before: readonly string[];
  readonly target: string;
  readonly after: readonly string[];
}

/**
 * Follows names from the top of a store.
 *
 * @param followLast whether a link at the very end is reported too, or is itself what was looked for
 * @throws FileSystemError `ENOENT` if a directory on the way is missing, `ENOTDIR` if it is none
 */
export async function walk(
  transaction: NodeTransaction,
  names: readonly string[],
  followLast: boolean,
  request: Request,
): Promise<Place | LinkOnTheWay> {
  let id = ROOT;
  let node = await nodeAt(transaction, id, request);
  let slot: Place['slot'] = null;
  for (const [index, name] of names.entries()) {
    if (node.kind !== 'directory') throw new FileSystemError('ENOTDIR', request);
    slot = { directory: id, name };
    const isLast = index === names.length - 1;
    const next = await transaction.entry(id, name);
    if (next === undefined) {
      if (isLast) return { slot, found: null };
      throw new FileSystemError('ENOENT', request);
    }
    id = next;
    node = await nodeAt(transaction, id, request);
    if (node.kind === 'symlink' && (followLast || !isLast))
      return {
        before: names.slice(0, index),
        target: node.target ?? '',
        after: names.slice(index + 1),
      };
  }
  return { slot, found: { id, node } };
}

async function nodeAt(
  transaction: NodeTransaction,
  id: number,
  request: Request,
): Promise<FileNode> {
  const node = await transaction.node(id);
  if (node) return node;
  throw new FileSystemError('ENOENT', request);
}

/** What is at a place. @throws FileSystemError `ENOENT` */
export function existing(place: Place, request: Request): NonNullable<Place['found']> {
  if (place.found) return place.found;
  throw new FileSystemError('ENOENT', request);
}

/** The file at a place. @throws FileSystemError `ENOENT`, or `EISDIR` for a directory */
export function existingFile(place: Place, request: Request): NonNullable<Place['found']> {
  const found = existing(place, request);
  if (found.node.kind === 'directory') throw new FileSystemError('EISDIR', request);
  return found;
}

/** Makes a node at an empty place. @throws FileSystemError `EEXIST` if it is not empty */
export async function create(
  transaction: NodeTransaction,
  place: Place,
  request: Request,
  ...node: Parameters<typeof newNode>
): Promise<{ id: number; node: FileNode }> {
  if (place.found || !place.slot) throw new FileSystemError('EEXIST', request);
  const made = newNode(...node);
  const id = await transaction.addNode(made);
  await transaction.putEntry(place.slot.directory, place.slot.name, id);
  return { id, node: made };
}
