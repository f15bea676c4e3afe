import { ImjoyError, messageOf } from '../base/error.js';
import {
  FormValues,
  parseUi,
  type OpsValue,
  type UiValues,
  type WorkflowStep,
} from '../ui-form/index.js';
import { findBuiltInStep } from './built-in-steps.js';
import type { Flow, StepProgress, StopReason, Target, WorkflowResult } from './flow.js';
import { runBuiltInStep } from './run-built-in-step.js';
import { readOutcome, readVariables } from './step-outcome.js';
import { stepNumber } from './step-number.js';

/** An operator as a workflow runs it. */
export interface StepOperator {
  readonly name: string;
  readonly ui?: unknown;
  run(context: Readonly<Record<string, unknown>>): Promise<unknown>;
  /** Whether its declared `inputs` admit the data; true without any. */
  accepts(data: unknown): Promise<boolean>;
}

export interface RunOptions {
  /** The operator of a key; undefined where there is none. */
  readonly operator: (key: string) => StepOperator | undefined;
  /** The `ui` of an operator whose form another one embeds. */
  readonly operatorUi?: (key: string) => unknown;
  readonly target: Target;
  /** What an earlier run left, for a workflow that does not reset them. */
  readonly variables?: Iterable<readonly [string, number]>;
  readonly signal?: AbortSignal;
  /** Told of every step, but of a fast loop only as often as anybody could see. */
  readonly onProgress?: (progress: StepProgress) => void;
}

/** How long steps may follow each other before the page gets its turn, in milliseconds. */
const TURN = 12;
/** How often the progress of nested steps is told, in milliseconds. */
const TELL = 40;

/** Runs a workflow's steps in order. Touches no page: operators come from whoever starts it. */
export class WorkflowRunner implements Flow {
  readonly variables: Map<string, number>;
  readonly #options: RunOptions;
  #target: Target;
  #turnStarted = performance.now();
  #toldAt = -Infinity;

  private constructor(workflow: OpsValue, options: RunOptions) {
    this.#options = options;
    this.#target = options.target;
    this.variables = new Map(workflow.resetVariables ? [] : options.variables);
  }

  /**
   * Runs all steps, or until one of them ends the run.
   * @throws ImjoyError `WORKFLOW_STEP` naming the step that failed (`details.path`, indexes with dots);
   * `RPC_ABORTED` when the signal fired
   */
  static async run(workflow: OpsValue, options: RunOptions): Promise<WorkflowResult> {
    const runner = new WorkflowRunner(workflow, options);
    const stop = await runner.runList(workflow, []);
    return {
      stopped: stop?.stop ?? null,
      target: runner.#target,
      variables: runner.variables,
    };
  }

  async runList({ ops }: OpsValue, path: readonly number[]): Promise<StopReason | undefined> {
    // A loop around no steps takes its turns, too.
    if (ops.length === 0) await this.#rest();
    for (const [index, step] of ops.entries()) {
      await this.#rest();
      const at = [...path, index];
      this.#tell({ path: at, state: 'running' });
      const stop = await this.#runNamed(step, at);
      this.#tell({ path: at, state: 'done' });
      if (stop) return stop;
    }
    return undefined;
  }

  async #runNamed(step: WorkflowStep, path: readonly number[]): Promise<StopReason | undefined> {
    try {
      return await this.#run(step, path);
    } catch (error) {
      if (this.#options.signal?.aborted) throw aborted();
      // A step inside this one has said already which it was.
      if (error instanceof ImjoyError && error.code === 'WORKFLOW_STEP' && 'path' in error.details)
        throw error;
      throw new ImjoyError(
        'WORKFLOW_STEP',
        `step ${stepNumber(path)} "${step.type}": ${messageOf(error)}`,
        { cause: error, details: { path: path.join('.') } },
      );
    }
  }

  async #run(step: WorkflowStep, path: readonly number[]): Promise<StopReason | undefined> {
    const builtIn = findBuiltInStep(step.type);
    if (builtIn) return runBuiltInStep(step.type, this.#values(builtIn.ui, step), this, path);
    const operator = this.#options.operator(step.type);
    if (!operator) throw new ImjoyError('SERVICE_NOT_FOUND', `there is no operator "${step.type}"`);
    const result = await this.#unlessAborted(this.#call(operator, step));
    for (const [name, value] of readVariables(result)) this.variables.set(name, value);
    const outcome = readOutcome(result, this.#target, operator.name);
    if ('stop' in outcome) return outcome;
    this.#target = outcome.target;
    return undefined;
  }

  async #call(operator: StepOperator, step: WorkflowStep): Promise<unknown> {
    const { data, name, type, _op, _workflow_id } = this.#target;
    const fits = await operator.accepts(data);
    return operator.run({
      config: { ...this.#values(operator.ui, step), type: step.type },
      data: fits ? data : {},
      name,
      type,
      _op: operator.name,
      _source_op: _op,
      _workflow_id,
      _variables: Object.fromEntries(this.variables),
    });
  }

  /** What the step's form holds, expressions worked out. */
  #values(ui: unknown, step: WorkflowStep): UiValues {
    const { operatorUi } = this.#options;
    const values = new FormValues(parseUi(ui, { operatorUi, variables: [] }));
    values.assign(step);
    return values.resolve(this.variables);
  }

  /** A step may wait for a plugin for ever; stopping the run does not. */
  async #unlessAborted<T>(work: Promise<T>): Promise<T> {
    const { signal } = this.#options;
    if (!signal) return work;
    let cancel = (): void => undefined;
    const stopped = new Promise<never>((_resolve, reject) => {
      cancel = () => reject(aborted());
    });
    signal.addEventListener('abort', cancel, { once: true });
    try {
      return await Promise.race([work, stopped]);
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }

  /** Lets the page have its turn now and then, and stops where it was asked to. */
  async #rest(): Promise<void> {
    if (this.#options.signal?.aborted) throw aborted();
    if (performance.now() - this.#turnStarted < TURN) return;
    await new Promise((resume) => setTimeout(resume));
    this.#turnStarted = performance.now();
    if (this.#options.signal?.aborted) throw aborted();
  }

  #tell(progress: StepProgress): void {
    const now = performance.now();
    if (progress.path.length > 1 && now - this.#toldAt < TELL) return;
    this.#toldAt = now;
    this.#options.onProgress?.(progress);
  }
}

const aborted = (): ImjoyError => new ImjoyError('RPC_ABORTED', 'the workflow was stopped');
