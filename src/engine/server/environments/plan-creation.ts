import { join, resolve } from 'node:path';
import { ImjoyError } from '../../../base/error.js';
import type { CreateEntry } from './env-entry.js';
import { OLDEST_PYTHON, satisfies, showVersion, type Interpreter } from './python-version.js';
import type { Machine, PlanRequest } from './request.js';
import { hashOf, type Command, type Step } from './step.js';
import { venvTarget, type CondaManager, type CondaTarget, type Target } from './target.js';

/** How an environment comes to be. */
export interface Creation {
  readonly target: Target;
  readonly steps: readonly Step[];
}

/** Plans the environment that a plugin asks for, by conda or, where there is none, by the Python it wants. */
export function planCreation(entry: CreateEntry, request: PlanRequest, machine: Machine): Creation {
  const { python } = entry.conda;
  if (python !== null && !isServed(python)) {
    throw new ImjoyError(
      'ENGINE_PYTHON_VERSION',
      `"env": ${entry.text} asks for a Python older than ${showVersion(OLDEST_PYTHON.slice(0, 2))}, in which plugins cannot run`,
    );
  }
  return machine.conda
    ? planConda(entry, request, machine.conda)
    : planVenv(entry, request, machine);
}

function planConda(entry: CreateEntry, request: PlanRequest, manager: CondaManager): Creation {
  const { conda, isFromFile, text, script } = entry;
  if (script !== null && !conda.select && !isFromFile)
    throw refuse(text, 'names no environment: add -n and its name');
  const usual = isFromFile ? null : (['-n', usualName(request)] as const);
  const [option, place = ''] = conda.select ?? [];
  const select =
    option === '-p'
      ? ([option, resolve(request.workDir, place)] as const)
      : (conda.select ?? usual);
  const file = conda.file === null ? null : resolve(request.workDir, conda.file);
  const hasChannel = conda.words.some((word) =>
    /^(?:-c|--channel|--override-channels)\b/.test(word),
  );
  const command = script ?? [
    ...[manager.path, ...(isFromFile ? ['env', 'create'] : ['create', '-y'])],
    ...(conda.select ? [] : (usual ?? [])),
    ...(hasChannel || isFromFile ? [] : manager.channels),
    ...conda.words,
  ];
  const key = `conda:${select?.[1] ?? file}`;
  const target: CondaTarget = { kind: 'conda', key, manager, select, file };
  return { target, steps: [condaStep(text, command)] };
}

/** The next best where there is no conda: the Python that is wanted, with the packages from elsewhere. */
function planVenv(entry: CreateEntry, request: PlanRequest, machine: Machine): Creation {
  const { conda, isFromFile, text } = entry;
  if (isFromFile) throw refuse(text, 'needs micromamba, mamba or conda, and the engine uses none');
  const condition = conda.python ?? '';
  const base = [machine.python, ...machine.pythons].find(({ version }) =>
    satisfies(version, condition),
  );
  if (!base) throw refuse(text, `needs conda, or python${condition} on the path; neither is there`);
  const [, name] = conda.select ?? ['-n', usualName(request)];
  const folder =
    conda.select?.[0] === '-p'
      ? resolve(request.workDir, name)
      : join(machine.folder, 'named', name);
  const target = venvTarget(folder, machine.platform);
  const { packages } = conda;
  const pip = [target.python, '-m', 'pip', 'install', ...packages];
  const key = hashOf('pip', packages, null);
  const install: Step = { kind: 'install', title: text, key, command: pip, isInside: true };
  return {
    target,
    steps: [venvStep(text, base, [folder]), ...(packages.length > 0 ? [install] : [])],
  };
}

/** @param args options of `venv`, and the folder */
export function venvStep(title: string, { path }: Interpreter, args: readonly string[]): Step {
  const command = [path, '-m', 'venv', ...args];
  const again = [path, '-m', 'venv', '--clear', ...args];
  return { kind: 'create', title, key: 'create', command, again };
}

export const condaStep = (title: string, command: Command): Step => ({
  kind: 'create',
  title,
  key: 'create',
  command,
  again: command,
});

/** As in the original: the plugin and its tag. */
function usualName({ plugin, tag }: PlanRequest): string {
  const name = tag ? `${plugin}-${tag}` : plugin;
  return name.replace(/[\s/\\:#]/g, '_').replace(/^[-.]/, '_');
}

/** Whether any Python in which plugins can run meets a condition. */
function isServed(condition: string): boolean {
  const numbers = Array.from({ length: 40 }, (_, number) => number);
  const minors = numbers.slice(OLDEST_PYTHON[1]);
  return minors.some((minor) => numbers.some((micro) => satisfies([3, minor, micro], condition)));
}

function refuse(text: string, why: string): ImjoyError {
  return new ImjoyError('ENGINE_ENVIRONMENT', `"env": ${text} ${why}`);
}
