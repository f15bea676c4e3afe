import { readCondaArguments } from './conda-arguments.js';
import type { EnvEntry } from './env-entry.js';
import type { Requirement } from './requirement.js';
import { hashOf, type Step } from './step.js';
import type { Target } from './target.js';

/** Where something is installed. */
export interface InstallPlace {
  readonly target: Target;
  readonly workDir: string;
  readonly isInside: boolean;
}

/** What is run for one entry of `env` or `requirements`; nothing for those that are not installed. */
export function installStep(entry: EnvEntry, { target, workDir, isInside }: InstallPlace): Step[] {
  const step = (command: Step['command'], ...parts: readonly unknown[]): Step[] => [
    { kind: 'install', title: entry.text, key: hashOf(entry.kind, ...parts), command, isInside },
  ];
  switch (entry.kind) {
    case 'pip': {
      const { args } = entry;
      return step(
        [pythonOf(target), '-m', 'pip', 'install', ...args],
        args,
        placeOf(args, workDir),
      );
    }
    case 'conda': {
      if (target.kind !== 'conda') return [];
      const { args } = entry;
      // Where a file has the name, the environment is the one that is active.
      const select = readCondaArguments(args).select ? [] : (target.select ?? []);
      const command = [
        target.manager.path,
        'install',
        '-y',
        ...select,
        ...target.manager.channels,
        ...args,
      ];
      return step(command, args, placeOf(args, workDir));
    }
    case 'command':
      return step(entry.line, entry.line, workDir);
    default:
      return [];
  }
}

/** Clones a repository; where it is there already, fetches what is new. */
export function repositoryStep({
  text,
  url,
  folder,
}: Requirement & { readonly kind: 'repository' }): Step {
  return {
    kind: 'repository',
    title: text,
    key: hashOf('repository', url, folder),
    url,
    folder,
    command: ['git', 'clone', '--progress', '--depth=1', '--', url, folder],
    update: ['git', '-C', folder, 'pull', '--progress', '--ff-only'],
  };
}

/** In a conda environment, which is active when it is used, the first on the path. */
const pythonOf = (target: Target): string =>
  target.kind === 'conda' ? 'python' : target.kind === 'venv' ? target.python : target.base.path;

/** Options and paths may mean something else in another folder. */
const placeOf = (args: readonly string[], workDir: string): string | null =>
  args.some((word) => /^[.-]|[\\/]/.test(word)) ? workDir : null;
