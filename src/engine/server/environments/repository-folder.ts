import { existsSync } from 'node:fs';
import { readlink, realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { ImjoyError } from '../../../base/error.js';
import { ask } from './ask.js';
import type { Repository } from './repository.js';

export const isCloned = (folder: string): boolean => existsSync(join(folder, '.git'));

/**
 * Makes sure that a repository goes into the folder of its workspace, also where a symbolic link stands in the way.
 * @throws ImjoyError `PLUGIN_REQUIREMENT`
 */
export async function refuseOutside(workDir: string, title: string, folder: string): Promise<void> {
  const [root, place] = await Promise.all([realPlace(workDir), realPlace(folder)]);
  const way = relative(root, place);
  if (way === '' || way === '..' || way.startsWith(`..${sep}`))
    throw new ImjoyError(
      'PLUGIN_REQUIREMENT',
      `the requirement "${title}" leads out of the folder of the workspace`,
    );
}

/** The real path of what is there or would be made; a link that leads nowhere counts as what it names. */
async function realPlace(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const parent = dirname(path);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || parent === path) throw error;
    const link = await readlink(path).catch(() => null);
    if (link !== null) return realPlace(resolve(parent, link));
    return join(await realPlace(parent), basename(path));
  }
}

/**
 * Makes sure that what is in a folder is the repository that is wanted, and not another one of its name.
 * @throws ImjoyError `PLUGIN_REQUIREMENT`
 */
export async function refuseOther(title: string, { url, folder }: Repository): Promise<void> {
  const args = ['-C', folder, 'config', '--get', 'remote.origin.url'];
  const origin = (await ask('git', args).catch(() => '')).trim();
  if (origin !== '' && plain(origin) !== plain(url))
    throw new ImjoyError(
      'PLUGIN_REQUIREMENT',
      `the requirement "${title}" goes into ${folder}, where a clone of ${origin} is`,
    );
}

/** The same repository has several addresses: by https or ssh, with a user or without. */
const plain = (url: string): string =>
  url
    .replace(/^[a-z+]+:\/\//, '')
    .replace(/^[^@/]*@/, '')
    .replace(/\.git\/?$|\/$/, '')
    .replace(/^([\w.-]+):(?!\d)/, '$1/')
    .toLowerCase();
