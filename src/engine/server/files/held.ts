import { constants, type BigIntStats } from 'node:fs';
import { lstat, mkdir, open, readlink, realpath, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ImjoyError } from '../../../base/error.js';
import { needFileName } from './file-name.js';
import type { Reach } from './roots.js';

/*
 * A path is text, and what it leads to can change between a test and its use: a folder becomes a symbolic link.
 * So what was tested is held open, the place of what is open is tested once more, and what is done in a folder
 * is done through its handle.
 */

/** A file that is open for reading, and lies where it may be read. */
export interface HeldFile {
  readonly handle: FileHandle;
  /** Where it really is. */
  readonly path: string;
  readonly stats: BigIntStats;
}

/** A folder that stays the same one whatever its path leads to meanwhile. */
export interface HeldFolder {
  readonly path: string;
  /** The path by which an entry of it is used. @param name no path; `''` is the folder itself */
  at(name: string): string;
  /** Waits until the names in it are on the disk. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

const LINUX = process.platform === 'linux';

/** Neither follows a link that came after the test, nor waits for who writes into a pipe. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** @throws ImjoyError for what may not be touched, is not there, or is no file */
export async function holdFile(path: string, reach: Reach): Promise<HeldFile> {
  const held = await hold(path, reach);
  if (held.stats.isFile()) return held;
  await held.handle.close();
  throw new ImjoyError('ENGINE_FILE', `${path} is a folder`);
}

/** @throws ImjoyError for what may not be touched, is not there, or is no folder */
export async function holdFolder(path: string, reach: Reach): Promise<HeldFolder> {
  const held = await hold(path, reach);
  if (held.stats.isDirectory()) return toFolder(held);
  await held.handle.close();
  throw new ImjoyError('ENGINE_FILE', `${path} is no folder`);
}

/** A folder that is made, with those it lies in, if it is not there. */
export async function holdNewFolder(path: string, reach: Reach): Promise<HeldFolder> {
  try {
    return await holdFolder(path, reach);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  const parent = await holdNewFolder(dirname(path), reach);
  try {
    await mkdir(parent.at(basename(path))).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw toFileError(path, error);
    });
    return await holdFolder(parent.at(basename(path)), reach);
  } finally {
    await parent.close();
  }
}

/**
 * Holds a file or a folder.
 * @throws ImjoyError for what may not be touched, is not there, or is neither
 */
export async function hold(path: string, reach: Reach): Promise<HeldFile> {
  const real = await realPathOf(path, reach);
  try {
    // To open a device or a pipe may do something by itself.
    needFileOrFolder(path, await lstat(real, { bigint: true }));
    return await openAt(path, real, reach);
  } catch (error) {
    throw toFileError(path, error);
  }
}

/** Where a path really leads. Tells nothing of what is out of reach, not even whether it is there. */
export async function realPathOf(path: string, reach: Reach): Promise<string> {
  const real = await realpath(path).catch((error: unknown) => {
    throw reach(path) ? toFileError(path, error) : outOfReach(path);
  });
  if (!reach(real)) throw outOfReach(path);
  return real;
}

/** Where a path leads of which the end may not be there yet. */
export async function realPlaceOf(path: string, reach: Reach): Promise<string> {
  try {
    return await realPathOf(path, reach);
  } catch (error) {
    if (!isMissing(error)) throw error;
    return join(await realPlaceOf(dirname(path), reach), needFileName(basename(path)));
  }
}

export const outOfReach = (path: string): ImjoyError =>
  new ImjoyError('ENGINE_PATH', `${path} is in no folder that the engine shares`);

/** What `code` of Node is behind an error of this file or of Node itself. */
export const codeOf = (error: unknown): unknown =>
  (error as { code?: unknown } | null)?.code ?? undefined;

/** Whether nothing is there, where it might be. */
export const isMissing = (error: unknown): boolean =>
  error instanceof ImjoyError && codeOf(error.cause) === 'ENOENT';

/** An error of the file system by the name of the file; what is an `ImjoyError` already stays as it is. */
export function toFileError(path: string, error: unknown): unknown {
  if (error instanceof ImjoyError) return error;
  const why = WHY[String(codeOf(error))] ?? `cannot be used (${String(codeOf(error) ?? error)})`;
  return new ImjoyError('ENGINE_FILE', `${path} ${why}`, { cause: error });
}

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist',
  ENAMETOOLONG: 'has too long a name',
  ELOOP: 'is a link that leads nowhere',
  EACCES: 'may not be used by the engine',
  EPERM: 'may not be used by the engine',
};

async function openAt(path: string, real: string, reach: Reach): Promise<HeldFile> {
  const handle = await open(real, OPEN_FLAGS);
  try {
    const stats = await handle.stat({ bigint: true });
    needFileOrFolder(path, stats);
    if (!reach(await placeOf(handle, real, stats))) throw outOfReach(path);
    return { handle, path: real, stats };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function needFileOrFolder(path: string, stats: BigIntStats): void {
  if (stats.isFile() || stats.isDirectory()) return;
  throw new ImjoyError('ENGINE_FILE', `${path} is neither a file nor a folder`);
}

/** Where something open lies, whatever path it was opened by. */
async function placeOf(handle: FileHandle, real: string, stats: BigIntStats): Promise<string> {
  if (LINUX) return readlink(`/proc/self/fd/${handle.fd}`);
  const place = await realpath(real);
  const { dev, ino } = await stat(place, { bigint: true });
  if (dev !== stats.dev || ino !== stats.ino) throw outOfReach(real);
  return place;
}

function toFolder({ handle, path }: HeldFile): HeldFolder {
  const way = LINUX ? `/proc/self/fd/${handle.fd}` : path;
  return {
    path,
    at: (name) => join(way, name),
    // Not every file system knows how to.
    sync: () => handle.sync().catch(() => undefined),
    close: () => handle.close(),
  };
}
