import { readdir, readFile, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** A plugin file on the disk. */
export interface PluginOnDisk {
  /** As it was named, or below the folder that was. */
  readonly path: string;
  readonly text: string;
}

const SKIPPED = /(?:^|[\\/])(?:node_modules|\.[^\\/]+)(?:[\\/]|$)/;

/**
 * Reads plugin files. A folder stands for all `*.imjoy.html` in it, hidden ones and packages aside.
 * @throws Error of Node for what is not there
 */
export async function readPluginFiles(paths: readonly string[]): Promise<PluginOnDisk[]> {
  const found = (await Promise.all(paths.map(expand))).flat();
  return Promise.all(
    [...new Set(found)].map(async (path) => ({ path, text: await readFile(path, 'utf8') })),
  );
}

async function expand(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const names = await readdir(path, { recursive: true });
  return names
    .filter((name) => /\.imjoy\.html$/i.test(name) && !SKIPPED.test(name))
    .sort()
    .map((name) => join(path, name));
}

/** A path as a URL writes it. */
export const toUrlPath = (path: string): string =>
  path.split(sep).map(encodeURIComponent).join('/');
