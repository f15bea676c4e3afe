import { readFile, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CommandFailure } from '../output.js';

/**
 * The files of this computer that may go into a pack, which others will read: those in the folders of the
 * plugins that were chosen, and in the folder where the command runs. Plugins from elsewhere name none.
 */
export class LocalFiles {
  readonly #roots = [process.cwd()];

  /** Admits the folder of a file. */
  open(url: string): void {
    this.#roots.push(dirname(fileURLToPath(url)));
  }

  /** @param from what names the file: the URL of another one */
  async read(url: string, from: string | null): Promise<Uint8Array> {
    if (!from?.startsWith('file:'))
      throw new CommandFailure(`${url} is a file of this computer, which no other site may name`);
    const path = await realpath(fileURLToPath(url)).catch(() => {
      throw new CommandFailure(`there is no file ${fileURLToPath(url)}`);
    });
    const roots = await Promise.all(this.#roots.map((root) => realpath(root)));
    if (!roots.some((root) => isInside(root, path)))
      throw new CommandFailure(`${path} is outside of the folders that are packed`);
    return readFile(path);
  }
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return !isAbsolute(way) && !/^\.\.(?:[\\/]|$)/.test(way);
}
