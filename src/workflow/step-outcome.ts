import { ImjoyError } from '../base/error.js';
import type { StepOutcome, Target } from './flow.js';

type Fields = Readonly<Record<string, unknown>>;

/**
 * What a run goes on with after an operator returned something: a `target` replaces the target, so does any
 * other result; nothing, or the api of a window, leaves it; `{stop}` and the text `STOP` end the run.
 * @param op the operator that returned it
 * @throws ImjoyError `WORKFLOW_STEP` with the text of a returned `{error}`
 */
export function readOutcome(result: unknown, before: Target, op: string): StepOutcome {
  const next = { ...before, _op: op };
  if (result === 'STOP') return { stop: 'STOP' };
  if (!result || typeof result === 'boolean' || typeof result === 'function')
    return { target: next };
  if (!isFields(result)) return { target: { ...next, data: result } };
  if (result['error']) throw new ImjoyError('WORKFLOW_STEP', textOf(result['error']));
  if (result['stop']) return { stop: textOf(result['stop']) };
  if (result['_rintf']) return { target: next };
  const target = result['target'] ?? result;
  if (!isFields(target) || !('data' in target)) return { target: { ...next, data: target } };
  const { data, name, type } = target;
  return {
    target: {
      ...next,
      data: data ?? {},
      ...(typeof name === 'string' && { name }),
      ...(typeof type === 'string' && { type }),
    },
  };
}

/** Numbers that a step left among the variables it was given. */
export function readVariables(result: unknown): [string, number][] {
  const holder = isFields(result) && isFields(result['target']) ? result['target'] : result;
  const variables = isFields(holder) ? holder['_variables'] : null;
  if (!isFields(variables)) return [];
  return Object.entries(variables).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number',
  );
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string =>
  isFields(value) && typeof value['message'] === 'string'
    ? value['message']
    : typeof value === 'object'
      ? (JSON.stringify(value) ?? 'stopped')
      : String(value);
