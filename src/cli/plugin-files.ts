import { readdir, readFile, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';

/** A plugin file on the disk. */
export interface PluginOnDisk {
  /** As it was named, or below the folder that was. */
  readonly path: string;
  readonly text: string;
}

/** Hidden files and packages: whatever is in there was not written by the author of the plugins. */
export const isSkipped = (path: string): boolean =>
  /(?:^|[\\/])(?:node_modules|\.[^\\/]+)(?:[\\/]|$)/.test(path);

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
  return (await findPluginFiles(path)).map((name) => join(path, name));
}

/** The names, in order, of all `*.imjoy.html` in a folder and in those below it. */
export async function findPluginFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  const named = names.filter((name) => /\.imjoy\.html$/i.test(name) && !isSkipped(name)).sort();
  const areFiles = await Promise.all(
    named.map((name) =>
      stat(join(folder, name)).then(
        (found) => found.isFile(),
        () => true,
      ),
    ),
  );
  return named.filter((_, index) => areFiles[index]);
}

/** Whether a file is in a folder and neither it nor what it is in is hidden there. Both are real paths. */
export function isOpenIn(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return !isAbsolute(way) && !way.split(sep).some((part) => part.startsWith('.'));
}

/** What the file of a plugin is called, on any disk: its name may be anything. */
export function fileNameOf(plugin: string): string {
  const stem = plugin
    .normalize()
    .replace(/[^\p{L}\p{N}_.-]+/gu, '-')
    .replace(/^\.+/, '');
  return `${[...stem].slice(0, 60).join('') || 'plugin'}.imjoy.html`;
}

/** A path as a URL writes it. */
export const toUrlPath = (path: string): string =>
  path.split(sep).map(encodeURIComponent).join('/');
