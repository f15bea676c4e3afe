import { activate, type PreparedPython } from './activate.js';
import type { Ledger } from './ledger.js';
import { listOutstanding, type OutstandingStep } from './outstanding.js';
import type { StepPlan } from './plan-steps.js';
import { runCommand, type LineKind } from './run-command.js';
import { StepRunner } from './step-runner.js';
import { showCommand } from './step.js';
import { Turns } from './turns.js';

export interface InstallOptions {
  readonly workDir: string;
  readonly signal: AbortSignal;
  readonly onLine: (text: string, kind: LineKind) => void;
  /** In per cent. */
  readonly onProgress: (percent: number) => void;
}

/** Nobody is there to answer questions. */
const UNATTENDED = {
  CONDA_ALWAYS_YES: 'true',
  GIT_TERMINAL_PROMPT: '0',
  MAMBA_ALWAYS_YES: 'true',
  PIP_DISABLE_PIP_VERSION_CHECK: '1',
  PIP_NO_INPUT: '1',
  PYTHONUNBUFFERED: '1',
};

/** Runs what is outstanding of plans: one at a time in each environment, and among the repositories of a workspace. */
export class Installer {
  readonly #ledger: Ledger;
  readonly #turns = new Turns();
  /** Repositories are brought up to date once while the engine runs. */
  readonly #updated = new Set<string>();
  /** Environments as they were entered last: to enter one of conda takes a second. */
  readonly #entered = new Map<string, Promise<PreparedPython>>();

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  outstanding(plan: StepPlan): Promise<OutstandingStep[]> {
    return listOutstanding(plan, this.#ledger, this.#updated);
  }

  /**
   * @returns the Python of the environment
   * @throws ImjoyError `PLUGIN_REQUIREMENT` or `ENGINE_ENVIRONMENT` with the end of what the command wrote;
   * `RPC_ABORTED`
   */
  async install(plan: StepPlan, options: InstallOptions): Promise<PreparedPython> {
    const { signal, workDir } = options;
    const todo = await this.outstanding(plan);
    if (todo.every(({ commands }) => commands.length === 0)) return this.enter(plan);
    const inRepositories = plan.steps.filter(({ kind }) => kind === 'repository').length;
    if (inRepositories > 0)
      await this.#turns.take(`folder:${workDir}`, signal, () =>
        this.#runSteps(plan, options, 0, inRepositories),
      );
    return this.#turns.take(plan.target.key, signal, async () => {
      await this.#runSteps(plan, options, inRepositories, plan.steps.length);
      return this.enter(plan);
    });
  }

  /** The Python of an environment that is there. */
  enter({ target, variables }: StepPlan): Promise<PreparedPython> {
    const key = JSON.stringify([target.key, variables]);
    const known = this.#entered.get(key);
    if (known) return known;
    const entering = activate(target, variables);
    this.#entered.set(key, entering);
    entering.catch(() => this.#entered.delete(key));
    return entering;
  }

  /** Runs steps of a plan, but not what somebody else has done while this one waited for its turn. */
  async #runSteps(
    plan: StepPlan,
    options: InstallOptions,
    from: number,
    to: number,
  ): Promise<void> {
    const { workDir, signal, onLine, onProgress } = options;
    const runner = new StepRunner({
      ledger: this.#ledger,
      target: plan.target,
      workDir,
      onLine,
      enter: () => this.enter(plan),
      run: (command, variables) => {
        onLine(`$ ${showCommand(command)}`, 'info');
        const all = { ...plan.variables, ...variables, ...UNATTENDED };
        return runCommand(command, { cwd: workDir, variables: all, signal, onLine });
      },
    });
    for (const [index, { step, commands }] of (await this.outstanding(plan)).entries()) {
      if (index < from || index >= to) continue;
      if (commands.length > 0) {
        await runner.take(step, commands);
        if (step.kind === 'repository') this.#updated.add(step.folder);
        else this.#entered.clear();
      }
      onProgress(Math.round((100 * (index + 1)) / plan.steps.length));
    }
  }
}
