import type { BigIntStats } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { isOpenIn, toUrlPath } from '../plugin-files.js';

/** A file or folder that may be shown. */
export interface Located {
  /** Where it really is. */
  readonly path: string;
  /** The path of its URL, below that of the root; of a folder with a slash at its end. */
  readonly url: string;
  readonly stats: BigIntStats;
}

/**
 * What is at a path of a URL below a folder. The real path decides, so that neither `..` nor a symbolic link
 * leads out of the folder, nor to a hidden file in it: anybody on the web may read what is served.
 * @param pathname as it stands in the URL
 */
export async function locate(root: string, pathname: string): Promise<Located | null> {
  try {
    const path = await realpath(join(root, decodeURIComponent(pathname)));
    const folder = await realpath(root);
    if (!isOpenIn(folder, path)) return null;
    const way = relative(folder, path);
    const stats = await stat(path, { bigint: true });
    const url = stats.isDirectory() && way ? `${toUrlPath(way)}/` : toUrlPath(way);
    return { path, url, stats };
  } catch {
    return null;
  }
}
