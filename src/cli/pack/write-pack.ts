import { cp, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { KIT } from '../kit.js';
import { CommandFailure } from '../output.js';

/** Files by their paths in the pack. */
export type PackFiles = ReadonlyMap<string, string | Uint8Array>;

/** What every pack has. */
export const LOCK = 'imjoy-lock.json';

/** What a pack may have: one with anything else holds what somebody put there, and is not replaced. */
const PARTS = [LOCK, 'index.html', 'kit', 'plugins', 'vendor'];

/** What pages have no use for. */
const NOT_FOR_PAGES =
  /^(?:imjoy-cli\.js|cli-.*|engine\.js|python|imjoy-live\.js|custom-elements\.json|types|.*\.map|.*\.d\.ts)$/;

/** Of no use but to plugins in Python, and larger than all the rest. */
const FOR_PYTHON = /^(?:python\.js|python-.*|pyodide)$/;

/** Writes a pack with the kit in it, all or nothing. @throws CommandFailure for a folder that holds other things */
export async function writePack(folder: string, files: PackFiles): Promise<void> {
  await refuseOthers(folder);
  const target = resolve(folder);
  const withPython = [...files.values()].some((content) => String(content).includes('web-python'));
  await mkdir(dirname(target), { recursive: true });
  const fresh = await mkdtemp(join(dirname(target), `.${basename(target)}-`));
  try {
    await cp(KIT, join(fresh, 'kit'), {
      recursive: true,
      filter: (path) => {
        const name = relative(KIT, path);
        return !NOT_FOR_PAGES.test(name) && (withPython || !FOR_PYTHON.test(name));
      },
    });
    for (const [path, content] of files) {
      await mkdir(dirname(join(fresh, path)), { recursive: true });
      await writeFile(join(fresh, path), content);
    }
    await rm(target, { recursive: true, force: true });
    await rename(fresh, target);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

async function refuseOthers(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (found && !found.isDirectory()) throw new CommandFailure(`${folder} is a file`);
  const names = found ? await readdir(folder) : [];
  const isPack = names.includes(LOCK) && names.every((name) => PARTS.includes(name));
  if (names.length > 0 && !isPack)
    throw new CommandFailure(`${folder} holds other things than a pack, and stays as it is`);
}
