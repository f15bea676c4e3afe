import { ImjoyError } from '../base/error.js';
import { isOpsValue, toVariableName, type OpsValue, type UiValues } from '../ui-form/index.js';
import type { Flow, StopReason } from './flow.js';

/** What a built-in step does; it may end the run. */
type Action = (
  values: UiValues,
  flow: Flow,
  path: readonly number[],
) => Promise<StopReason | undefined> | undefined;

const operations: Readonly<Record<string, (variable: number, value: number) => number>> = {
  '+': (variable, value) => variable + value,
  '−': (variable, value) => variable - value,
  '×': (variable, value) => variable * value,
  '÷': (variable, value) => variable / value,
};

const comparisons: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  '<': (left, right) => left < right,
  '≤': (left, right) => left <= right,
  '=': (left, right) => left === right,
  '≠': (left, right) => left !== right,
  '≥': (left, right) => left >= right,
  '>': (left, right) => left > right,
};

const actions: Readonly<Record<string, Action>> = {
  'instructions/comment': () => undefined,
  async 'instructions/repeat'({ count, steps }, flow, path) {
    for (let round = 0; round < toNumber(count); round += 1) {
      const stop = await flow.runList(toSteps(steps), path);
      if (stop) return stop;
    }
    return undefined;
  },
  'math/set'({ name, value }, { variables }) {
    variables.set(toName(name), toNumber(value));
    return undefined;
  },
  'math/operation'({ name, operation, value }, { variables }) {
    const variable = variables.get(toName(name));
    if (variable === undefined) throw fault(`there is no variable "${toName(name)}"`);
    const result = operations[String(operation)]?.(variable, toNumber(value));
    if (result === undefined || !Number.isFinite(result))
      throw fault(`${variable} ${String(operation)} ${toNumber(value)} has no value`);
    variables.set(toName(name), result);
    return undefined;
  },
  'math/if'({ left, comparison, right, steps }, flow, path) {
    const holds = comparisons[String(comparison)]?.(toNumber(left), toNumber(right));
    return holds ? flow.runList(toSteps(steps), path) : undefined;
  },
};

/**
 * Does what a built-in step says.
 * @param values of its form, worked out
 * @throws ImjoyError `WORKFLOW_EXPRESSION` when a variable does not exist or a sum has no value
 */
export async function runBuiltInStep(
  type: string,
  values: UiValues,
  flow: Flow,
  path: readonly number[],
): Promise<StopReason | undefined> {
  return Object.hasOwn(actions, type) ? actions[type]?.(values, flow, path) : undefined;
}

function toName(name: unknown): string {
  const text = toVariableName(String(name));
  if (text === '') throw fault('the variable has no name');
  return text;
}

function toNumber(value: unknown): number {
  return typeof value === 'number' ? value : Number.NaN;
}

const toSteps = (value: unknown): OpsValue =>
  isOpsValue(value) ? (value as OpsValue) : { ops: [], resetVariables: false };

const fault = (problem: string): ImjoyError => new ImjoyError('WORKFLOW_EXPRESSION', problem);
