import { ImjoyError } from '../base/error.js';

/** One step of a workflow: the operator's key or a built-in step's name, and the values of its form. */
export interface WorkflowStep {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** The value of an `ops` item: steps in order. */
export interface OpsValue {
  readonly ops: readonly WorkflowStep[];
  /** Whether a run starts without the variables that an earlier one left. */
  readonly resetVariables: boolean;
}

/** Steps of one list, those nested in others included: each is a form to show. */
const MAX_STEPS = 500;
/** Objects and arrays, since values may share parts. */
const MAX_PARTS = 20_000;
/** Lists within lists, and values within values. */
const MAX_DEPTH = 24;

interface Budget {
  steps: number;
  parts: number;
}

/**
 * Steps as a program, a stored document or a link gives them, copied: nothing of it is trusted.
 * @throws ImjoyError `WORKFLOW_INVALID` when it is no list of steps, too long or too deep
 */
export function readOpsValue(raw: unknown): OpsValue {
  const { ops, resetVariables } = Array.isArray(raw) ? { ops: raw, ...NOTHING } : toFields(raw);
  if (!Array.isArray(ops)) throw invalid('it has no list of steps');
  const budget = { steps: MAX_STEPS, parts: MAX_PARTS };
  return {
    ops: ops.map((step: unknown) => readStep(step, budget)),
    resetVariables: resetVariables !== false,
  };
}

/** Whether a value of a step's form is itself a list of steps. */
export function isOpsValue(value: unknown): value is OpsValue {
  return Array.isArray(toFields(value)['ops']);
}

function readStep(raw: unknown, budget: Budget): WorkflowStep {
  const { type } = toFields(raw);
  if (typeof type !== 'string' || type === '') throw invalid('a step has no type');
  const step = copy(raw, 1, budget) as Record<string, unknown>;
  return { ...step, type };
}

/** Plain data only; what nests too deep is refused before it is walked. */
function copy(value: unknown, depth: number, budget: Budget): unknown {
  if (typeof value !== 'object' || value === null) return isScalar(value) ? value : null;
  if (depth > MAX_DEPTH) throw invalid(`it is nested deeper than ${MAX_DEPTH}`);
  if ('type' in value && (budget.steps -= 1) < 0)
    throw invalid(`it has more than ${MAX_STEPS} steps`);
  if ((budget.parts -= 1) < 0) throw invalid(`it has more than ${MAX_PARTS} values`);
  if (Array.isArray(value)) return value.map((part: unknown) => copy(part, depth + 1, budget));
  // Not by assignment: a key `__proto__` must stay a key.
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, copy(part, depth + 1, budget)]),
  );
}

const NOTHING: Readonly<Record<string, unknown>> = { resetVariables: true };

const isScalar = (value: unknown): boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

const invalid = (problem: string): ImjoyError =>
  new ImjoyError('WORKFLOW_INVALID', `this is no workflow: ${problem}`);

function toFields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}
