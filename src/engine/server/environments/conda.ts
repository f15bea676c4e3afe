import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ImjoyError } from '../../../base/error.js';
import { ask } from './ask.js';
import { findExecutables } from './executables.js';
import type { CondaManager, CondaTarget } from './target.js';

/** Fast ones first. */
const NAMES = ['micromamba', 'mamba', 'conda'] as const;

/** Best of the programs that make conda environments. @param wanted one of them alone */
export async function findConda(wanted: CondaManager['name'] | null): Promise<CondaManager | null> {
  // In the shells of their users they are functions, which say where the program is.
  const { MAMBA_EXE, CONDA_EXE } = process.env;
  const told = [MAMBA_EXE, CONDA_EXE].filter((path) => path !== undefined).filter(existsSync);
  const paths = [...(await findExecutables(/^(?:micromamba|mamba|conda)(?:\.exe)?$/)), ...told];
  for (const name of wanted ? [wanted] : NAMES) {
    const path = paths.find((one) => basename(one).replace(/\.exe$/, '') === name);
    if (path) return { name, path, channels: name === 'micromamba' ? ['-c', 'conda-forge'] : [] };
  }
  return null;
}

/** Options that select an environment. @throws ImjoyError `ENGINE_ENVIRONMENT` naming the file that has no name */
export async function selectConda({ select, file }: CondaTarget): Promise<readonly string[]> {
  if (select) return select;
  const text = await readFile(file ?? '', 'utf8').catch((error: Error) => {
    throw new ImjoyError('ENGINE_ENVIRONMENT', `${file} cannot be read`, { cause: error });
  });
  const [, name] = /^name:[ \t]*["']?([^\s"'#]+)/m.exec(text) ?? [];
  if (name !== undefined) return ['-n', name];
  throw new ImjoyError('ENGINE_ENVIRONMENT', `${file} has no "name:" for its environment`);
}

/** The folder of an environment; null where there is none. */
export async function locateConda(target: CondaTarget): Promise<string | null> {
  const [option, place = ''] = await selectConda(target);
  if (option === '-p') return isEnvironment(place) ? place : null;
  const { manager } = target;
  const answer = await ask(manager.path, ['env', 'list', '--json']).catch(() => '');
  const { envs = [] } = JSON.parse(/\{[^]*\}/.exec(answer)?.[0] ?? '{}') as { envs?: string[] };
  const found = envs.find((prefix) => basename(prefix) === place && isEnvironment(prefix));
  return found ?? null;
}

export const isEnvironment = (prefix: string): boolean => existsSync(join(prefix, 'conda-meta'));
