import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  Environments,
  type EnvironmentPlan,
  type EnvironmentsOptions,
  type PlanRequest,
  type PreparedPython,
} from '../../../src/engine/server/environments/environments.js';

/** The Python of the tests; the first on the path may be a program that only chooses one. */
export const PYTHON = execFileSync('python3', ['-c', 'import sys; print(sys.executable)'])
  .toString()
  .trim();

export interface Prepared extends PreparedPython {
  readonly plan: EnvironmentPlan;
  readonly lines: readonly string[];
  readonly progress: readonly number[];
}

export interface PrepareChoices {
  readonly signal?: AbortSignal;
  readonly onLine?: (text: string, kind: 'info' | 'error') => void;
}

/** A folder with a workspace, and engines that make environments beside it. */
export interface Place {
  readonly folder: string;
  readonly workDir: string;
  /** What an engine has that is started now. */
  start(changes?: Partial<EnvironmentsOptions>): Environments;
  request(wants: Partial<PlanRequest>): PlanRequest;
  prepare(
    environments: Environments,
    wants: Partial<PlanRequest>,
    choices?: PrepareChoices,
  ): Promise<Prepared>;
  path(name: string): string;
  read(name: string): Promise<string>;
  write(name: string, text: string): Promise<void>;
  /** A Python whose environments are made in no time, since they have no pip of their own; that of a workspace sees the other one. */
  quickPython(): Promise<string>;
  /** A program on a path of its own: `folder/bin`. */
  program(name: string, text: string): Promise<string>;
  remove(): Promise<void>;
}

export async function makePlace(): Promise<Place> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'imjoy-environments-')));
  const path = (name: string) => join(folder, name);
  const workDir = path('work/default');
  await mkdir(workDir, { recursive: true });

  const place: Place = {
    folder,
    workDir,
    path,
    start: (changes = {}) =>
      new Environments({
        folder: path('environments'),
        python: PYTHON,
        manager: 'venv',
        freeze: false,
        allowFileRepositories: false,
        ...changes,
      }),
    request: (wants) => ({
      ...{ plugin: 'My Tool', tag: null, env: null, requirements: null, workDir },
      ...wants,
    }),
    async prepare(environments, wants, { signal, onLine } = {}) {
      const lines: string[] = [];
      const progress: number[] = [];
      const plan = await environments.plan(place.request(wants));
      const python = await environments.prepare(plan, {
        signal: signal ?? new AbortController().signal,
        onLine(text, kind) {
          lines.push(text);
          onLine?.(text, kind);
        },
        onProgress: (percent) => progress.push(percent),
      });
      return { ...python, plan, lines, progress };
    },
    read: (name) => readFile(path(name), 'utf8'),
    async write(name, text) {
      await mkdir(dirname(path(name)), { recursive: true });
      await writeFile(path(name), text);
    },
    async program(name, text) {
      await place.write(`bin/${name}`, text);
      await chmod(path(`bin/${name}`), 0o755);
      return path(`bin/${name}`);
    },
    quickPython: () =>
      place.program(
        'quick-python',
        actAs(
          place.path('bin/quick-python'),
          '*venv*) shift 2; exec REAL -m venv --without-pip "$@";;',
        ),
      ),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
  return place;
}

/**
 * A program that takes itself for a Python, and does something else than that with some arguments.
 * @param cases as of `case` in a shell
 * @param before what it does first, in Python
 */
export const actAs = (path: string, cases: string, before = 'pass'): string =>
  `#!/bin/sh
case "$*" in
  -c*) exec REAL -c 'import sys; sys.executable = "${path}"; ${before}; exec(sys.argv[1])' "$2";;
  ${cases}
esac
exec REAL "$@"
`.replaceAll('REAL', PYTHON);

/** What a Python says to a line of code. */
export const say = ({ argv: [program = '', ...args], variables }: PreparedPython, code: string) =>
  execFileSync(program, [...args, '-c', code], { env: { ...process.env, ...variables } })
    .toString()
    .trim();

/** The error of what has to fail. */
export async function failure(
  promise: Promise<unknown>,
): Promise<Error & { code: string; details: { log?: string[]; requirement?: string } }> {
  try {
    await promise;
  } catch (error) {
    return error as Awaited<ReturnType<typeof failure>>;
  }
  throw new Error('it has not failed');
}

/** Makes a package that `pip install --no-index --find-links <folder>` finds. */
export function makeWheel(folder: string, name: string, version: string): void {
  const code = `
import os, sys, zipfile
folder, name, version = sys.argv[1:]
os.makedirs(folder, exist_ok=True)
info = f'{name}-{version}.dist-info'
files = {
    f'{name}.py': f'version = "{version}"\\n',
    f'{info}/METADATA': f'Metadata-Version: 2.1\\nName: {name}\\nVersion: {version}\\n',
    f'{info}/WHEEL': 'Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n',
}
files[f'{info}/RECORD'] = ''.join(f'{path},,\\n' for path in [*files, f'{info}/RECORD'])
with zipfile.ZipFile(f'{folder}/{name}-{version}-py3-none-any.whl', 'w') as wheel:
    for path, text in files.items():
        wheel.writestr(path, text)
`;
  execFileSync(PYTHON, ['-c', code, folder, name, version]);
}
