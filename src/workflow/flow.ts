import type { OpsValue, Variables } from '../ui-form/index.js';

/** What steps work on, one after another. Spec 3.4. */
export interface Target {
  readonly data: unknown;
  readonly name: string;
  readonly type: string;
  /** The operator that gave this target, at first `workflow`. */
  readonly _op: string;
  readonly _workflow_id: string;
}

/** How a step leaves the run: with a target to go on with, or at its end. */
export type StepOutcome = { readonly target: Target } | { readonly stop: string };

/** Where a run is. */
export interface StepProgress {
  /** Index of the step in its list, after those of the steps around it. */
  readonly path: readonly number[];
  readonly state: 'running' | 'done';
}

/** One run, as its steps see it. */
export interface Flow {
  readonly variables: Map<string, number>;
  /** Runs a list inside a step; undefined when it ran to its end. */
  runList(steps: OpsValue, path: readonly number[]): Promise<StopReason | undefined>;
}

/** Why a run ended before its last step, in the step's own words. */
export interface StopReason {
  readonly stop: string;
}

export interface WorkflowResult {
  /** What a step said to end the run early; null when all ran. */
  readonly stopped: string | null;
  readonly target: Target;
  readonly variables: Variables;
}
