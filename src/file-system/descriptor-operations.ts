import { bufferArgument, bytesArgument, pathArgument, sizeArgument } from './arguments.js';
import { readContent, resizeContent, writeContent } from './content.js';
import { type Time, toMilliseconds } from './entry-operations.js';
import { FileSystemError } from './file-system-error.js';
import type { FileNode, NodeStore, NodeTransaction } from './node-store.js';
import { openAt, type OpenFlags, parseFlags } from './open-flags.js';
import { type Stats, toStats } from './stats.js';
import type { Volume } from './volume.js';

type Buffer = ArrayBuffer | ArrayBufferView;

/** Functions of `fs` about open files. A removed file is gone for who has it open: `EBADF`. */
export interface DescriptorOperations {
  /** @returns the number by which the other functions know the open file */
  open(path: string, flags?: string, mode?: number): Promise<number>;
  close(descriptor: number): Promise<void>;
  /**
   * Reads into `buffer` and hands it back, since a plugin's buffer is a copy here.
   * @param position in the file; without one, on from where the last read or write ended
   */
  read<B extends Buffer>(
    descriptor: number,
    buffer: B,
    offset?: number | null,
    length?: number | null,
    position?: number | null,
  ): Promise<{ bytesRead: number; buffer: B }>;
  /** As Node: `(descriptor, buffer, offset, length, position)` or `(descriptor, text, position, encoding)`. */
  write<B extends Buffer | string>(
    descriptor: number,
    data: B,
    offsetOrPosition?: number | null,
    lengthOrEncoding?: number | string | null,
    position?: number | null,
  ): Promise<{ bytesWritten: number; buffer: B }>;
  fstat(descriptor: number): Promise<Stats>;
  ftruncate(descriptor: number, length?: number): Promise<void>;
  /** Every write is kept when its promise resolves, so there is nothing left to do. */
  fsync(descriptor: number): Promise<void>;
  fdatasync(descriptor: number): Promise<void>;
  futimes(descriptor: number, accessed: Time, modified: Time): Promise<void>;
}

interface OpenFile {
  readonly store: NodeStore;
  readonly id: number;
  readonly flags: OpenFlags;
  position: number;
}

/** 0 to 2 are taken by the standard streams in every program that counts on Node's numbers. */
const FIRST_DESCRIPTOR = 3;

export function descriptorOperations(volume: Volume): DescriptorOperations {
  const openFiles = new Map<number, OpenFile>();
  let nextDescriptor = FIRST_DESCRIPTOR;

  const fileOf = (descriptor: number, syscall: string, need?: 'read' | 'write'): OpenFile => {
    const file = openFiles.get(descriptor);
    if (!file || (need && !file.flags[need])) throw new FileSystemError('EBADF', { syscall });
    return file;
  };

  const using = <T>(
    { store, id }: OpenFile,
    mode: 'readonly' | 'readwrite',
    syscall: string,
    body: (transaction: NodeTransaction, id: number, node: FileNode) => Promise<T>,
  ): Promise<T> =>
    store.transact(mode, async (transaction) => {
      const node = await transaction.node(id);
      if (!node) throw new FileSystemError('EBADF', { syscall });
      return body(transaction, id, node);
    });

  return {
    async open(path, flags = 'r', mode = 0o666) {
      const parsed = parseFlags(flags);
      const request = { syscall: 'open', path: pathArgument(path) };
      const access = {
        follow: !parsed.exclusive,
        mode: parsed.write ? 'readwrite' : 'readonly',
      } as const;
      const file = await volume.at(
        { ...request, ...access },
        async (transaction, place, { store }) => {
          const { id } = await openAt(transaction, place, parsed, mode, request);
          return { store, id, flags: parsed, position: 0 };
        },
      );
      const descriptor = nextDescriptor++;
      openFiles.set(descriptor, file);
      return descriptor;
    },

    async close(descriptor) {
      fileOf(descriptor, 'close');
      openFiles.delete(descriptor);
    },

    async read(descriptor, buffer, offset, length, position) {
      const file = fileOf(descriptor, 'read', 'read');
      const goal = bufferArgument(buffer, 'buffer').subarray(sizeArgument(offset ?? 0, 'offset'));
      const room = sizeArgument(length ?? goal.length, 'length');
      const start = position == null ? file.position : sizeArgument(position, 'position');
      const end = start + Math.min(room, goal.length);
      const bytes = await using(file, 'readonly', 'read', (transaction, id, node) =>
        readContent(transaction, id, node, start, end),
      );
      goal.set(bytes);
      if (position == null) file.position = start + bytes.length;
      return { bytesRead: bytes.length, buffer };
    },

    async write(descriptor, data, offsetOrPosition, lengthOrEncoding, position) {
      const file = fileOf(descriptor, 'write', 'write');
      const isText = typeof data === 'string';
      const encoding = typeof lengthOrEncoding === 'string' ? lengthOrEncoding : null;
      const all = await bytesArgument(data, encoding);
      const offset = isText ? 0 : sizeArgument(offsetOrPosition ?? 0, 'offset');
      const length =
        isText || lengthOrEncoding == null ? all.length : sizeArgument(lengthOrEncoding, 'length');
      const bytes = all.subarray(offset, offset + length);
      const given = isText ? offsetOrPosition : position;
      const start = given == null ? file.position : sizeArgument(given, 'position');
      const end = await using(file, 'readwrite', 'write', async (transaction, id, node) => {
        const from = file.flags.append ? node.size : start;
        await writeContent(transaction, id, node, from, bytes);
        return from + bytes.length;
      });
      if (given == null) file.position = end;
      return { bytesWritten: bytes.length, buffer: data };
    },

    async fstat(descriptor) {
      return using(fileOf(descriptor, 'fstat'), 'readonly', 'fstat', async (_, id, node) =>
        toStats(id, node),
      );
    },

    async ftruncate(descriptor, length = 0) {
      const size = sizeArgument(length, 'length');
      await using(
        fileOf(descriptor, 'ftruncate', 'write'),
        'readwrite',
        'ftruncate',
        (transaction, id, node) => resizeContent(transaction, id, node, size),
      );
    },

    async fsync(descriptor) {
      fileOf(descriptor, 'fsync');
    },

    async fdatasync(descriptor) {
      fileOf(descriptor, 'fdatasync');
    },

    async futimes(descriptor, accessed, modified) {
      const times = { accessed: toMilliseconds(accessed), modified: toMilliseconds(modified) };
      await using(fileOf(descriptor, 'futime'), 'readwrite', 'futime', (transaction, id, node) =>
        transaction.putNode(id, { ...node, ...times, changed: Date.now() }),
      );
    },
  };
}
