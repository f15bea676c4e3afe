import { pathArgument } from './arguments.js';
import { FileSystemError } from './file-system-error.js';
import type { FileOperations } from './file-operations.js';
import type { FileNode, NodeTransaction } from './node-store.js';
import { basename, dirname, join, resolve } from './posix-path.js';
import { type Stats, toStats } from './stats.js';
import type { Volume } from './volume.js';
import { create, existing, type Place, walk } from './walk.js';

/** A time as Node takes it: a date, or seconds since 1970. */
export type Time = Date | number | string;

/** Functions of `fs` about an entry itself: its name, its kind, its times. */
export interface EntryOperations {
  stat(path: string): Promise<Stats>;
  /** As `stat`, but of a symbolic link itself. */
  lstat(path: string): Promise<Stats>;
  exists(path: string): Promise<boolean>;
  /** Settles for anything that exists: one user owns everything. */
  access(path: string, mode?: number): Promise<void>;
  /** Moves at once; a file also from one store to another, first copied, then removed. */
  rename(from: string, to: string): Promise<void>;
  /** Removes a file or a link. */
  unlink(path: string): Promise<void>;
  symlink(target: string, path: string): Promise<void>;
  readlink(path: string): Promise<string>;
  realpath(path: string): Promise<string>;
  chmod(path: string, mode: number): Promise<void>;
  utimes(path: string, accessed: Time, modified: Time): Promise<void>;
}

export function entryOperations(volume: Volume, files: FileOperations): EntryOperations {
  const inspect = (syscall: string, path: string, follow: boolean): Promise<Stats> => {
    const request = { syscall, path: pathArgument(path) };
    return volume.at({ ...request, mode: 'readonly', follow }, async (_, place) => {
      const { id, node } = existing(place, request);
      return toStats(id, node);
    });
  };

  const change = async (syscall: string, path: string, to: Partial<FileNode>): Promise<void> => {
    const request = { syscall, path: pathArgument(path) };
    await volume.at({ ...request, mode: 'readwrite', follow: true }, (transaction, place) => {
      const { id, node } = existing(place, request);
      return transaction.putNode(id, { ...node, ...to, changed: Date.now() });
    });
  };

  const operations: EntryOperations = {
    stat: (path) => inspect('stat', path, true),
    lstat: (path) => inspect('lstat', path, false),

    exists: (path) =>
      operations.stat(path).then(
        () => true,
        () => false,
      ),

    async access(path) {
      await inspect('access', path, true);
    },

    async rename(from, to) {
      const request = { syscall: 'rename', path: pathArgument(from), dest: pathArgument(to, 'to') };
      if (request.dest === '') throw new FileSystemError('ENOENT', request);
      const directory = await operations.realpath(dirname(resolve(to)));
      const end = join(directory, basename(resolve(to)));
      const target = volume.locate(end);
      const moved = await volume.at(
        { ...request, mode: 'readwrite', follow: false },
        async (transaction, place, { store, path }) => {
          const { node } = existing(place, request);
          if (!place.slot) throw new FileSystemError('EBUSY', request);
          if (store !== target.store) {
            if (node.kind === 'file') return false;
            throw new FileSystemError('EXDEV', request);
          }
          if (end.startsWith(`${path}/`)) throw new FileSystemError('EINVAL', request);
          const goal = await walk(transaction, target.names, false, request);
          if ('target' in goal) throw new FileSystemError('ENOENT', request);
          await move(transaction, place, goal, request);
          return true;
        },
      );
      if (moved) return;
      await files.copyFile(from, to);
      await operations.unlink(from);
    },

    async unlink(path) {
      const request = { syscall: 'unlink', path: pathArgument(path) };
      await volume.at(
        { ...request, mode: 'readwrite', follow: false },
        async (transaction, place) => {
          const { id, node } = existing(place, request);
          if (node.kind === 'directory' || !place.slot)
            throw new FileSystemError('EISDIR', request);
          await transaction.dropEntry(place.slot.directory, place.slot.name);
          await transaction.dropNode(id);
        },
      );
    },

    async symlink(target, path) {
      const request = { syscall: 'symlink', path: pathArgument(target, 'target'), dest: path };
      const access = {
        syscall: 'symlink',
        path: pathArgument(path),
        mode: 'readwrite',
        follow: false,
      } as const;
      await volume.at(access, async (transaction, place) => {
        await create(transaction, place, request, 'symlink', 0o777, target);
      });
    },

    async readlink(path) {
      const request = { syscall: 'readlink', path: pathArgument(path) };
      return volume.at({ ...request, mode: 'readonly', follow: false }, async (_, place) => {
        const { node } = existing(place, request);
        if (node.target === undefined) throw new FileSystemError('EINVAL', request);
        return node.target;
      });
    },

    async realpath(path) {
      const request = { syscall: 'realpath', path: pathArgument(path) };
      return volume.at({ ...request, mode: 'readonly', follow: true }, async (_, place, where) => {
        existing(place, request);
        return where.path;
      });
    },

    chmod: (path, mode) => change('chmod', path, { mode: mode & 0o7777 }),

    utimes: (path, accessed, modified) =>
      change('utime', path, {
        accessed: toMilliseconds(accessed),
        modified: toMilliseconds(modified),
      }),
  };
  return operations;
}

async function move(
  transaction: NodeTransaction,
  from: Place,
  to: Place,
  request: { syscall: string; path: string; dest: string },
): Promise<void> {
  const { id, node } = existing(from, request);
  if (!from.slot || !to.slot) throw new FileSystemError('EBUSY', request);
  if (to.found?.id === id) return;
  if (to.found) {
    const [moving, there] = [node.kind, to.found.node.kind].map((kind) => kind === 'directory');
    if (there && !moving) throw new FileSystemError('EISDIR', request);
    if (moving && !there) throw new FileSystemError('ENOTDIR', request);
    if ((await transaction.entries(to.found.id)).length > 0)
      throw new FileSystemError('ENOTEMPTY', request);
    await transaction.dropNode(to.found.id);
  }
  await transaction.dropEntry(from.slot.directory, from.slot.name);
  await transaction.putEntry(to.slot.directory, to.slot.name, id);
}

/** Milliseconds since 1970. */
export function toMilliseconds(time: Time): number {
  return time instanceof Date ? time.getTime() : Number(time) * 1000;
}
