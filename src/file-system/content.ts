import { CHUNK, type FileNode, type NodeTransaction } from './node-store.js';

/** The bytes of a file from `start` up to `end` or its end, whichever comes first. */
export async function readContent(
  transaction: NodeTransaction,
  id: number,
  node: FileNode,
  start: number,
  end: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const last = Math.min(end, node.size);
  const bytes = new Uint8Array(Math.max(last - start, 0));
  for (let position = start; position < last;) {
    const { index, offset, length } = pieceAt(position, last);
    const chunk = await transaction.chunk(id, index);
    if (chunk) bytes.set(chunk.subarray(offset, offset + length), position - start);
    position += length;
  }
  return bytes;
}

/** Writes bytes into a file, which grows if they reach past its end. */
export async function writeContent(
  transaction: NodeTransaction,
  id: number,
  node: FileNode,
  start: number,
  bytes: Uint8Array,
): Promise<void> {
  const last = start + bytes.length;
  for (let position = start; position < last;) {
    const { index, offset, length } = pieceAt(position, last);
    const piece = bytes.subarray(position - start, position - start + length);
    await transaction.putChunk(id, index, await merged(transaction, id, index, offset, piece));
    position += length;
  }
  await touch(transaction, id, node, Math.max(node.size, last));
}

/** Cuts a file, or lengthens it with zeros. */
export async function resizeContent(
  transaction: NodeTransaction,
  id: number,
  node: FileNode,
  size: number,
): Promise<void> {
  const { index, offset } = pieceAt(size, size);
  const rest = size < node.size && offset > 0 ? await transaction.chunk(id, index) : undefined;
  await transaction.dropChunks(id, offset > 0 ? index + 1 : index);
  // What was cut off must not show again when the file grows.
  if (rest) await transaction.putChunk(id, index, rest.subarray(0, offset));
  await touch(transaction, id, node, size);
}

async function merged(
  transaction: NodeTransaction,
  id: number,
  index: number,
  offset: number,
  piece: Uint8Array,
): Promise<Uint8Array> {
  const former = await transaction.chunk(id, index);
  if (offset === 0 && piece.length >= (former?.length ?? 0)) return piece;
  const chunk = new Uint8Array(Math.max(former?.length ?? 0, offset + piece.length));
  if (former) chunk.set(former);
  chunk.set(piece, offset);
  return chunk;
}

async function touch(
  transaction: NodeTransaction,
  id: number,
  node: FileNode,
  size: number,
): Promise<void> {
  const now = Date.now();
  await transaction.putNode(id, { ...node, size, modified: now, changed: now });
}

function pieceAt(
  position: number,
  last: number,
): { index: number; offset: number; length: number } {
  const index = Math.floor(position / CHUNK);
  const offset = position - index * CHUNK;
  return { index, offset, length: Math.min(CHUNK - offset, last - position) };
}
