import { pathArgument } from './arguments.js';
import { FileSystemError } from './file-system-error.js';
import type { NodeTransaction } from './node-store.js';
import { dirname, resolve } from './posix-path.js';
import { type Dirent, kindOf } from './stats.js';
import type { Volume } from './volume.js';
import { create, existing } from './walk.js';

/** Functions of `fs` about directories and what is in them. */
export interface DirectoryOperations {
  /** @returns with `recursive` the first directory that was made, if any */
  mkdir(
    path: string,
    options?: number | { readonly recursive?: boolean; readonly mode?: number } | null,
  ): Promise<string | undefined>;
  readdir(
    path: string,
    options?: { readonly withFileTypes?: false } | string | null,
  ): Promise<string[]>;
  readdir(path: string, options: { readonly withFileTypes: true }): Promise<Dirent[]>;
  /** Removes an empty directory. */
  rmdir(path: string): Promise<void>;
  /** Removes anything, with `recursive` all that is below it, and all of it or nothing. */
  rm(
    path: string,
    options?: { readonly recursive?: boolean; readonly force?: boolean },
  ): Promise<void>;
}

export function directoryOperations(volume: Volume): DirectoryOperations {
  const make = (path: string, mode: number): Promise<string> => {
    const request = { syscall: 'mkdir', path };
    return volume.at(
      { ...request, mode: 'readwrite', follow: false },
      async (transaction, place) => {
        await create(transaction, place, request, 'directory', mode);
        return resolve(path);
      },
    );
  };

  const isDirectory = (path: string): Promise<boolean> => {
    const request = { syscall: 'stat', path };
    return volume.at({ ...request, mode: 'readonly', follow: true }, async (_, place) => {
      return place.found?.node.kind === 'directory';
    });
  };

  const makeAll = async (path: string, mode: number): Promise<string | undefined> => {
    try {
      return await make(path, mode);
    } catch (error) {
      const code = error instanceof FileSystemError ? error.code : null;
      if (code === 'EEXIST' && (await isDirectory(path))) return undefined;
      if (code !== 'ENOENT' || path === '') throw error;
    }
    const first = await makeAll(dirname(resolve(path)), mode);
    // Not `make`: another tab may have been faster.
    const own = await makeAll(path, mode);
    return first ?? own;
  };

  async function readdir(
    path: string,
    options?: { readonly withFileTypes?: false } | string | null,
  ): Promise<string[]>;
  async function readdir(
    path: string,
    options: { readonly withFileTypes: true },
  ): Promise<Dirent[]>;
  async function readdir(
    path: string,
    options?: { readonly withFileTypes?: boolean } | string | null,
  ): Promise<string[] | Dirent[]> {
    const request = { syscall: 'scandir', path: pathArgument(path) };
    return volume.at({ ...request, mode: 'readonly', follow: true }, async (transaction, place) => {
      const { id, node } = existing(place, request);
      if (node.kind !== 'directory') throw new FileSystemError('ENOTDIR', request);
      const entries = (await transaction.entries(id)).sort(([a], [b]) => (a < b ? -1 : 1));
      if (typeof options !== 'object' || !options?.withFileTypes)
        return entries.map(([name]) => name);
      const dirents: Dirent[] = [];
      for (const [name, child] of entries) {
        const kind = (await transaction.node(child))?.kind ?? 'file';
        dirents.push({ name, ...kindOf(kind) });
      }
      return dirents;
    });
  }

  return {
    readdir,

    async mkdir(path, options) {
      const { recursive = false, mode = 0o777 } =
        typeof options === 'number' ? { mode: options } : (options ?? {});
      if (recursive) return makeAll(pathArgument(path), mode);
      await make(pathArgument(path), mode);
      return undefined;
    },

    async rmdir(path) {
      const request = { syscall: 'rmdir', path: pathArgument(path) };
      await volume.at(
        { ...request, mode: 'readwrite', follow: false },
        async (transaction, place) => {
          const { id, node } = existing(place, request);
          if (node.kind !== 'directory') throw new FileSystemError('ENOTDIR', request);
          if (!place.slot) throw new FileSystemError('EBUSY', request);
          if ((await transaction.entries(id)).length > 0)
            throw new FileSystemError('ENOTEMPTY', request);
          await transaction.dropEntry(place.slot.directory, place.slot.name);
          await transaction.dropNode(id);
        },
      );
    },

    async rm(path, { recursive = false, force = false } = {}) {
      const request = { syscall: 'rm', path: pathArgument(path) };
      try {
        await volume.at(
          { ...request, mode: 'readwrite', follow: false },
          async (transaction, place) => {
            const { id, node } = existing(place, request);
            if (!place.slot) throw new FileSystemError('EBUSY', request);
            if (node.kind === 'directory' && !recursive)
              throw new FileSystemError('EISDIR', request);
            await transaction.dropEntry(place.slot.directory, place.slot.name);
            await dropTree(transaction, id);
          },
        );
      } catch (error) {
        if (!force || !(error instanceof FileSystemError) || error.code !== 'ENOENT') throw error;
      }
    },
  };
}

async function dropTree(transaction: NodeTransaction, id: number): Promise<void> {
  for (const [name, child] of await transaction.entries(id)) {
    await transaction.dropEntry(id, name);
    await dropTree(transaction, child);
  }
  await transaction.dropNode(id);
}
