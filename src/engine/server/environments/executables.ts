import { constants } from 'node:fs';
import { access, readdir, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** Programs on the path whose names match, in the order in which a shell would find them. */
export async function findExecutables(
  pattern: RegExp,
  path: string = process.env.PATH ?? '',
): Promise<string[]> {
  const found: string[] = [];
  for (const folder of new Set(path.split(delimiter).filter(Boolean))) {
    const names = await readdir(folder).catch(() => []);
    for (const name of names.filter((one) => pattern.test(one)).sort())
      if (await isExecutable(join(folder, name))) found.push(join(folder, name));
  }
  return found;
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
