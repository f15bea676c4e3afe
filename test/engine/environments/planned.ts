import { planSteps, type StepPlan } from '../../../src/engine/server/environments/plan-steps.js';
import type { Machine, PlanRequest } from '../../../src/engine/server/environments/request.js';
import { showCommand } from '../../../src/engine/server/environments/step.js';
import type { CondaManager } from '../../../src/engine/server/environments/target.js';

/** The Python of a computer that does not exist. */
export const PYTHON = '/usr/bin/python3';
const VENV = '/env/workspaces/default-';

export const conda = (name: CondaManager['name'] = 'conda'): CondaManager => ({
  name,
  path: name,
  channels: name === 'micromamba' ? ['-c', 'conda-forge'] : [],
});

const machine = (changes: Partial<Machine> = {}): Machine => ({
  platform: 'linux',
  python: { path: PYTHON, version: [3, 11, 2] },
  pythons: [
    { path: '/usr/bin/python3.9', version: [3, 9, 18] },
    { path: '/usr/bin/python3.13', version: [3, 13, 0] },
  ],
  conda: null,
  makesEnvironments: true,
  allowFiles: false,
  folder: '/env',
  variables: { PATH: '/bin', HOME: '/home/me' },
  ...changes,
});

const request = (changes: Partial<PlanRequest>): PlanRequest => ({
  plugin: 'My Tool',
  tag: null,
  env: null,
  requirements: null,
  workDir: '/work/default',
  ...changes,
});

export const plan = (wants: Partial<PlanRequest>, has: Partial<Machine> = {}): StepPlan =>
  planSteps(request(wants), machine(has));

/** Commands, with the folder and the Python of the workspace's environment as short names. */
export const commands = (wants: Partial<PlanRequest>, has: Partial<Machine> = {}): string[] =>
  plan(wants, has).steps.map(({ command }) =>
    showCommand(command)
      .replace(new RegExp(`${VENV}\\w{8}/bin/python`), 'PYTHON')
      .replace(new RegExp(`${VENV}\\w{8}`), 'VENV'),
  );

export const MAKE_VENV = `${PYTHON} -m venv --system-site-packages VENV`;

export const refusal = (wants: Partial<PlanRequest>, has: Partial<Machine> = {}) => {
  try {
    plan(wants, has);
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    return `${code}: ${message}`;
  }
  return 'nothing was refused';
};
