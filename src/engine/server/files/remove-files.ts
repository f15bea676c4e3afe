import { randomBytes } from 'node:crypto';
import { lstat, rename, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ImjoyError } from '../../../base/error.js';
import { needFileName } from './file-name.js';
import { codeOf, holdFolder, holdNewFolder, outOfReach, toFileError } from './held.js';
import { isWithin, type Reach, type Territory } from './roots.js';

/** Hidden, at the top of each root: what is moved within a disk is moved at once, however large it is. */
export const TRASH = '.imjoy-trash';

export interface Removal {
  /** Absolute. Of a link the link itself is removed. */
  readonly path: string;
  readonly type: 'file' | 'dir';
  /** A folder with all that is in it; else an empty one only. */
  readonly recursive: boolean;
}

/**
 * Moves a file or a folder to the trash of its root.
 * @returns where it is now; `null` for an empty folder, of which nothing is kept
 * @throws ImjoyError for what is not there, of the other type, out of reach, or a root
 */
export async function removeFiles(
  { path, type, recursive }: Removal,
  { shared, rootOf, isNeeded }: Territory,
): Promise<string | null> {
  const folder = await holdFolder(dirname(path), shared);
  try {
    const name = needFileName(basename(path));
    const real = join(folder.path, name);
    const root = rootOf(real);
    if (!root || !shared(real)) throw outOfReach(path);
    const trash = join(root, TRASH);
    if (isNeeded(path) || isNeeded(real) || isWithin(trash, real)) throw mayNotGo(path);
    await needType(folder.at(name), path, type);
    if (type === 'dir' && !recursive) {
      await rmdir(folder.at(name));
      return null;
    }
    return await moveTo(trash, name, folder.at(name), shared);
  } catch (error) {
    if (codeOf(error) === 'ENOTEMPTY')
      throw new ImjoyError('ENGINE_FILE', `${path} is not empty`, { cause: error });
    if (codeOf(error) === 'EXDEV')
      throw new ImjoyError('ENGINE_FILE', `${path} is on another disk than the trash`, {
        cause: error,
      });
    throw toFileError(path, error);
  } finally {
    await folder.close();
  }
}

/** Each removal has a folder of its own: names stay as they are, and nothing is overwritten. */
async function moveTo(trash: string, name: string, from: string, reach: Reach): Promise<string> {
  const stamp = `${new Date().toISOString().replaceAll(':', '')}-${randomBytes(4).toString('hex')}`;
  const place = await holdNewFolder(join(trash, stamp), reach);
  try {
    await rename(from, place.at(name));
    return join(place.path, name);
  } catch (error) {
    await rmdir(place.path).catch(() => undefined);
    throw error;
  } finally {
    await place.close();
  }
}

async function needType(at: string, path: string, type: Removal['type']): Promise<void> {
  const found = await lstat(at);
  if (found.isDirectory() === (type === 'dir')) return;
  throw new ImjoyError('ENGINE_FILE', `${path} is ${type === 'dir' ? 'no folder' : 'a folder'}`);
}

const mayNotGo = (path: string): ImjoyError =>
  new ImjoyError('ENGINE_PATH', `${path} is needed by the engine and stays`);
