import type { Dirent } from 'node:fs';
import { lstat, readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { holdFolder, toFileError, type HeldFolder } from './held.js';
import type { Reach } from './roots.js';

/** A file or a folder as the classic engine lists it, and what a dialog shows beside. */
export interface Entry {
  readonly name: string;
  readonly type: 'file' | 'dir';
  /** Bytes of a file. */
  readonly size?: number;
  /** When it was changed last, in milliseconds since 1970. */
  readonly mtime?: number;
  children?: Entry[];
}

/** How much of a tree is listed: that of a whole disk is for no dialog. */
const MOST_ENTRIES = 20_000;

/**
 * Lists a folder by name, without what is out of reach, and what is neither a file nor a folder.
 * @throws ImjoyError for what is no folder, or may not be read
 */
export async function listFolder(
  path: string,
  reach: Reach,
  { foldersOnly = false, recursive = false, hidden = false } = {},
): Promise<Entry[]> {
  const wanted = { foldersOnly, hidden };
  const list = await listOne(path, reach, wanted);
  // Level by level, so that no branch is left out because another is deep.
  const waiting = recursive ? [{ path, list }] : [];
  let count = list.length;
  for (const { path: parent, list: entries } of waiting)
    for (const { entry, isLink } of entries) {
      if (entry.type !== 'dir' || isLink || count > MOST_ENTRIES) continue;
      const below = join(parent, entry.name);
      const children = await listOne(below, reach, wanted).catch(() => []);
      entry.children = children.map((child) => child.entry);
      count += children.length;
      waiting.push({ path: below, list: children });
    }
  return list.map(({ entry }) => entry);
}

interface Listed {
  readonly entry: Entry;
  /** Whether it is a link, which may lead back to where it is. */
  readonly isLink: boolean;
}

interface Wanted {
  readonly foldersOnly: boolean;
  readonly hidden: boolean;
}

async function listOne(
  path: string,
  reach: Reach,
  { foldersOnly, hidden }: Wanted,
): Promise<Listed[]> {
  const folder = await holdFolder(path, reach);
  try {
    const found = await readdir(folder.at(''), { withFileTypes: true }).catch((error: unknown) => {
      throw toFileError(path, error);
    });
    const shown = found.filter(({ name }) => hidden || !name.startsWith('.'));
    const listed = await Promise.all(
      shown.map(async (entry) => ({
        entry: await describe(folder, entry, reach),
        isLink: entry.isSymbolicLink(),
      })),
    );
    return listed
      .filter((item): item is Listed => item.entry !== null)
      .filter(({ entry }) => entry.type === 'dir' || !foldersOnly)
      .sort((a, b) => (a.entry.name < b.entry.name ? -1 : 1));
  } finally {
    await folder.close();
  }
}

/** Of a link what it leads to is described; null for what is not to be listed. */
async function describe(folder: HeldFolder, entry: Dirent, reach: Reach): Promise<Entry | null> {
  const { name } = entry;
  const isPlain = entry.isFile() || entry.isDirectory();
  if (!isPlain && !entry.isSymbolicLink()) return null;
  try {
    const real = isPlain ? join(folder.path, name) : await realpath(folder.at(name));
    if (!reach(real)) return null;
    // It may have become a link meanwhile, which is not followed.
    const stats = await lstat(isPlain ? folder.at(name) : real);
    const { size, mtimeMs: mtime } = stats;
    if (stats.isFile()) return { name, type: 'file', size, mtime };
    return stats.isDirectory() ? { name, type: 'dir', mtime } : null;
  } catch {
    // It is gone, or leads nowhere.
    return null;
  }
}
