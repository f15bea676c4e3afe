import { delimiter } from 'node:path';
import { ImjoyError, messageOf } from '../../../base/error.js';
import { selectConda } from './conda.js';
import { ask } from './ask.js';
import { isRecent, OLDEST_PYTHON, showVersion, type PythonVersion } from './python-version.js';
import type { CondaTarget, Target } from './target.js';

/** What a plugin is run with. */
export interface PreparedPython {
  /** Program and arguments. */
  readonly argv: readonly string[];
  /** Besides those of the engine. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Says where it is, which, and what was set for it. */
const QUESTION =
  'import json, os, sys; print("imjoy:" + json.dumps([sys.executable, sys.version_info[:3], sys.prefix, dict(os.environ)]))';

/** Variables that every shell sets. */
const OF_SHELLS = new Set(['_', 'PWD', 'OLDPWD', 'SHLVL']);

/**
 * What makes an environment that is there the one that is used.
 * @param variables those of the plugin
 * @throws ImjoyError `ENGINE_ENVIRONMENT` or `ENGINE_PYTHON_VERSION`
 */
export async function activate(
  target: Target,
  variables: Readonly<Record<string, string>>,
): Promise<PreparedPython> {
  switch (target.kind) {
    case 'base':
      return { argv: [target.base.path], variables };
    case 'venv': {
      const { python, programs, folder } = target;
      const path = [programs, variables.PATH ?? process.env.PATH].filter(Boolean).join(delimiter);
      const own = { PATH: path, VIRTUAL_ENV: folder, PIP_USER: '0' };
      return { argv: [python], variables: { ...variables, ...own } };
    }
    case 'conda':
      return activateConda(target, variables);
  }
}

/** Packages of conda may set variables when their environment is entered: it is entered once to see which. */
async function activateConda(
  target: CondaTarget,
  variables: Readonly<Record<string, string>>,
): Promise<PreparedPython> {
  const select = await selectConda(target);
  const before: NodeJS.ProcessEnv = { ...process.env, ...variables };
  const place = `the environment ${select.join(' ')} of ${target.manager.name}`;
  const fail = (why: string, cause?: unknown) =>
    new ImjoyError('ENGINE_ENVIRONMENT', `${place} ${why}`, { cause });
  const said = await ask(
    target.manager.path,
    ['run', ...select, 'python', '-c', QUESTION],
    before,
  ).catch((error: unknown) => {
    throw fail(`cannot be used: ${messageOf(error)}`, error);
  });
  const [, answer] = /^imjoy:(\[.*\])\s*$/m.exec(said) ?? [];
  if (answer === undefined) throw fail('does not say which Python it has');
  const [python, version, prefix, after] = JSON.parse(answer) as Answer;
  if (after.CONDA_PREFIX !== undefined && after.CONDA_PREFIX !== prefix)
    throw fail('has no Python: add it to what is installed there');
  if (!isRecent(version)) {
    const needed = showVersion(OLDEST_PYTHON.slice(0, 2));
    throw new ImjoyError(
      'ENGINE_PYTHON_VERSION',
      `${place} has Python ${showVersion(version)}; plugins need ${needed} or newer`,
    );
  }
  const set = Object.entries(after).filter(
    ([name, value]) => before[name] !== value && !OF_SHELLS.has(name),
  );
  return { argv: [python], variables: { ...variables, ...Object.fromEntries(set) } };
}

type Answer = readonly [
  python: string,
  version: PythonVersion,
  prefix: string,
  variables: Readonly<Record<string, string>>,
];
