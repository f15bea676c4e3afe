import { basename, join } from 'node:path';
import { ImjoyError } from '../../../base/error.js';
import { readEnv, type EnvEntry, type Variable } from './env-entry.js';
import type { GpuChoice } from './free-gpus.js';
import { installStep, repositoryStep } from './install-step.js';
import { condaStep, planCreation, venvStep, type Creation } from './plan-creation.js';
import type { Machine, PlanRequest } from './request.js';
import { readRequirements, type Requirement } from './requirement.js';
import { hashOf, showCommand, type Step } from './step.js';
import { venvTarget, type CondaManager, type CondaTarget, type Target } from './target.js';

/** Everything that has to be run before a plugin, done or not. */
export interface StepPlan {
  readonly steps: readonly Step[];
  readonly target: Target;
  readonly variables: Readonly<Record<string, string>>;
  /** The same as the plugin has them. */
  readonly exports: readonly string[];
  readonly gpus: GpuChoice | null;
  /** What the plugin wants and does not get. */
  readonly skipped: readonly string[];
  /** What the user agrees to: the same for the same commands, done or not. */
  readonly hash: string;
}

/**
 * Plans what is run for a plugin, and where: repositories first, since the rest may be in them; then what `env` says,
 * then the requirements. Touches nothing.
 * @throws ImjoyError `ENGINE_ENVIRONMENT`, `ENGINE_PYTHON_VERSION` or `PLUGIN_REQUIREMENT`, naming what cannot be done
 */
export function planSteps(request: PlanRequest, machine: Machine): StepPlan {
  const options = { workDir: request.workDir, allowFiles: machine.allowFiles };
  const entries = readEnv(request.env, options);
  const requirements = readRequirements(request.requirements, options);
  const creates = entries.filter((entry) => entry.kind === 'create');
  const create = (machine.makesEnvironments && creates.at(-1)) || null;
  const creation = create
    ? planCreation(create, request, machine)
    : planOwn(request, machine, [...entries, ...requirements]);

  const steps = [...entries, ...requirements]
    .filter((entry) => entry.kind === 'repository')
    .map(repositoryStep);
  const add = (list: readonly EnvEntry[], isInside: boolean) => {
    const place = { target: creation.target, workDir: request.workDir, isInside };
    for (const entry of list) steps.push(...installStep(entry, place));
  };
  // What stands before the line that makes the environment is run outside of it, but installs nothing there.
  const early = create ? entries.slice(0, entries.indexOf(create)) : [];
  const outside = early.filter(({ kind }) => kind === 'command');
  add(outside, false);
  steps.push(...creation.steps);
  const inside = [...entries, ...requirements].filter((entry) => !outside.includes(entry));
  add(inside, true);

  const exported = entries.filter((entry) => entry.kind === 'variables');
  const exports = exported.map(({ text }) => text);
  return {
    steps,
    target: creation.target,
    variables: expand(
      exported.flatMap(({ values }) => values),
      machine.variables,
    ),
    exports,
    gpus: entries.findLast((entry) => entry.kind === 'gpus')?.choice ?? null,
    skipped: creates.filter((entry) => entry !== create).map(({ text }) => text),
    hash: hashOf(
      request.workDir,
      exports,
      steps.map(({ command }) => showCommand(command)),
    ),
  };
}

/** For a plugin that asks for no environment that of its workspace, made when there is something to put in. */
function planOwn(
  { workDir }: PlanRequest,
  machine: Machine,
  entries: readonly (EnvEntry | Requirement)[],
): Creation {
  const { python, makesEnvironments } = machine;
  const conda = makesEnvironments ? machine.conda : null;
  const ofConda = entries.find((entry) => entry.kind === 'conda');
  if (ofConda && !conda)
    throw new ImjoyError(
      'PLUGIN_REQUIREMENT',
      `the requirement "${ofConda.text}" needs micromamba, mamba or conda, and the engine uses none`,
    );
  const isNeeded = entries.some(({ kind }) => /^(?:pip|conda|command)$/.test(kind));
  if (!isNeeded || !makesEnvironments)
    return { target: { kind: 'base', key: `base:${python.path}`, base: python }, steps: [] };
  const name = `${basename(workDir)}-${hashOf(workDir).slice(0, 8)}`;
  return conda && ofConda
    ? ownConda(join(machine.folder, 'workspaces', `${name}-conda`), machine, conda)
    : ownVenv(join(machine.folder, 'workspaces', name), machine);
}

const OWN = 'the environment of the workspace';

function ownVenv(folder: string, { python, platform }: Machine): Creation {
  const target = venvTarget(folder, platform);
  return { target, steps: [venvStep(OWN, python, ['--system-site-packages', folder])] };
}

function ownConda(folder: string, { python }: Machine, manager: CondaManager): Creation {
  const packages = [`python=${python.version.slice(0, 2).join('.')}`, 'pip'];
  const select = ['-p', folder] as const;
  const target: CondaTarget = {
    kind: 'conda',
    key: `conda:${folder}`,
    manager,
    select,
    file: null,
  };
  const words = ['create', '-y', ...select, ...manager.channels, ...packages];
  return { target, steps: [condaStep(OWN, [manager.path, ...words])] };
}

/** Later ones may build on earlier ones. */
function expand(
  values: readonly Variable[],
  inherited: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const [name, value] of values) {
    variables[name] = value.replace(/\$(?:\{(\w+)\}|(\w+))/g, (_, braced, plain) => {
      const other = String(braced ?? plain);
      return variables[other] ?? inherited[other] ?? '';
    });
  }
  return variables;
}
