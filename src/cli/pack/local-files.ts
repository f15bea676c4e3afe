import { readFile, realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CommandFailure } from '../output.js';
import { isOpenIn } from '../plugin-files.js';

/**
 * The files of this computer that may go into a pack, which others will read: those in the folders of the
 * plugins that were chosen, and in the folder where the command runs, hidden ones aside: what is kept in those is
 * for nobody else. Plugins from elsewhere name none.
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
    if (!roots.some((root) => isOpenIn(root, path)))
      throw new CommandFailure(
        `${path} is outside of the folders that are packed, or hidden in one`,
      );
    return readFile(path);
  }
}
