import { createContext } from '@lit/context';

/** How the run of a workflow stands, as its steps show it. */
export interface RunState {
  /** Indexes of the step that is running, with dots between them; null when none is. */
  readonly running: string | null;
  /** The step that ended the last run, and why. */
  readonly failure: { readonly path: string; readonly message: string } | null;
}

export const IDLE: RunState = { running: null, failure: null };

/** Where in a workflow a list of steps stands, for the list and the forms inside. */
export interface WorkflowPlace {
  /** Index of the step around it, after those of the steps further out. */
  readonly path: readonly number[];
  readonly run: RunState;
  /** Names of all variables of the workflow. */
  readonly variables: readonly string[];
}

/** Steps nest through forms that know nothing of workflows. */
export const workflowPlaceContext = createContext<WorkflowPlace>(Symbol('imjoy-workflow-place'));

export const OUTERMOST: WorkflowPlace = { path: [], run: IDLE, variables: [] };
