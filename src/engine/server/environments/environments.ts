import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ImjoyError } from '../../../base/error.js';
import type { PreparedPython } from './activate.js';
import { findConda } from './conda.js';
import { gpuVariables } from './gpu-variables.js';
import { Installer, type InstallOptions } from './installer.js';
import { Interpreters } from './interpreters.js';
import { Ledger } from './ledger.js';
import { stateOf } from './outstanding.js';
import { planSteps, type StepPlan } from './plan-steps.js';
import type { Interpreter } from './python-version.js';
import { refuseOutside } from './repository-folder.js';
import type { Machine, PlanRequest } from './request.js';
import { listOf } from './requirement.js';
import { hashOf, showCommand } from './step.js';
import type { CondaManager } from './target.js';

export type { PreparedPython } from './activate.js';
export type { PlanRequest } from './request.js';

export interface EnvironmentsOptions {
  /** Where environments are made, and what is known of them is kept. */
  readonly folder: string;
  /** Path or name of the Python that plugins run with; null for the first one on the path. */
  readonly python: string | null;
  /** `none`: everything goes into that Python itself. */
  readonly manager: 'auto' | 'venv' | 'none' | CondaManager['name'];
  /** Whether nothing is installed: plugins run with what is there. */
  readonly freeze: boolean;
  readonly allowFileRepositories: boolean;
}

/** What is to be run before a plugin can run. */
export interface EnvironmentPlan {
  /** Commands that are still to be run, as a person would type them. */
  readonly commands: readonly string[];
  /** The same for as long as a plugin wants the same: who has agreed to it has agreed to all commands, run or not. */
  readonly hash: string;
  /** Whether nothing is to be run. */
  readonly isEmpty: boolean;
  /** What the plugin wants and does not get. */
  readonly skipped: readonly string[];
  /** For {@link Environments.prepare}. */
  readonly plan: StepPlan;
  readonly base: Interpreter;
  readonly workDir: string;
}

export type PrepareOptions = Omit<InstallOptions, 'workDir'>;

/** Makes the Python that a plugin asks for with `env` and `requirements`, once for all that ask for the same. */
export class Environments {
  readonly #options: EnvironmentsOptions;
  readonly #folder: string;
  readonly #interpreters = new Interpreters();
  readonly #ledger: Ledger;
  readonly #installer: Installer;

  constructor(options: EnvironmentsOptions) {
    this.#options = options;
    this.#folder = resolve(options.folder);
    this.#ledger = new Ledger(join(this.#folder, 'done'));
    this.#installer = new Installer(this.#ledger);
  }

  /**
   * Tells what would be run, and runs nothing of it.
   * @throws ImjoyError `ENGINE_PYTHON_MISSING`, `ENGINE_PYTHON_VERSION`, `ENGINE_ENVIRONMENT`, `PLUGIN_REQUIREMENT`
   */
  async plan(asked: PlanRequest): Promise<EnvironmentPlan> {
    const request = { ...asked, workDir: resolve(asked.workDir) };
    const { workDir } = request;
    const machine = await this.#lookAround(request);
    const plan = planSteps(request, machine);
    for (const step of plan.steps)
      if (step.kind === 'repository') await refuseOutside(workDir, step.title, step.folder);
    const outstanding = await this.#installer.outstanding(plan);
    const commands = outstanding.flatMap((step) => step.commands).map(showCommand);
    // To remove what was left of an environment is more than what was agreed to.
    const removes = outstanding.some((step) => step.commands.length > 1);
    const { freeze } = this.#options;
    const exports = commands.length > 0 ? plan.exports : [];
    return {
      commands: freeze ? [] : [...exports, ...commands],
      hash: removes ? hashOf(plan.hash, commands) : plan.hash,
      isEmpty: freeze || commands.length === 0,
      skipped: freeze ? [...plan.skipped, ...commands] : plan.skipped,
      plan,
      base: machine.python,
      workDir,
    };
  }

  /**
   * Runs what is still to be run.
   * @throws ImjoyError `PLUGIN_REQUIREMENT` or `ENGINE_ENVIRONMENT` with the end of what the command wrote,
   * `ENGINE_PYTHON_VERSION`; `RPC_ABORTED`
   */
  async prepare(
    { plan, skipped, base, workDir }: EnvironmentPlan,
    options: PrepareOptions,
  ): Promise<PreparedPython> {
    const { onLine } = options;
    for (const text of skipped) onLine(`skipped: ${text}`, 'info');
    await mkdir(workDir, { recursive: true });
    const python = this.#options.freeze
      ? await this.#asItIs(plan, base)
      : await this.#installer.install(plan, { ...options, workDir });
    if (!plan.gpus) return python;
    const variables = { ...python.variables, ...(await gpuVariables(plan.gpus, onLine)) };
    return { ...python, variables };
  }

  async #asItIs(plan: StepPlan, base: Interpreter): Promise<PreparedPython> {
    const { kind } = await stateOf(plan.target, this.#ledger);
    return kind === 'made'
      ? this.#installer.enter(plan)
      : { argv: [base.path], variables: plan.variables };
  }

  async #lookAround({ env, requirements }: PlanRequest): Promise<Machine> {
    const { python, manager, allowFileRepositories } = this.#options;
    const isAsked = listOf(env).length > 0 || listOf(requirements).length > 0;
    const conda = isAsked ? await this.#findConda() : null;
    // To ask all of them takes a while.
    const isCreated = /\bcreate\b/.test(JSON.stringify(env ?? null));
    return {
      platform: process.platform,
      python: await this.#interpreters.choose(python),
      pythons: isCreated && conda === null ? await this.#interpreters.all() : [],
      conda,
      makesEnvironments: manager !== 'none',
      allowFiles: allowFileRepositories,
      folder: this.#folder,
      variables: process.env,
    };
  }

  async #findConda(): Promise<CondaManager | null> {
    const { manager } = this.#options;
    if (manager === 'venv' || manager === 'none') return null;
    const wanted = manager === 'auto' ? null : manager;
    const found = await findConda(wanted);
    if (wanted === null || found) return found;
    throw new ImjoyError(
      'ENGINE_ENVIRONMENT',
      `the engine is to make environments with ${wanted}, which is not on the path`,
    );
  }
}
