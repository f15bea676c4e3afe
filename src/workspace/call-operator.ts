import { ownFunction } from '../api/own-function.js';
import { ImjoyError } from '../base/error.js';
import type { Operator } from '../registry/service-registry.js';

/** Runs an operator. @returns of a list the entry that it selects */
export async function callOperator(operator: Operator, context: unknown): Promise<unknown> {
  const run = ownFunction(operator, 'run');
  if (!run) throw new ImjoyError('RPC_METHOD_NOT_FOUND', `"${operator.key}" has nothing to run`);
  return selected(operator, await run(context));
}

/** What is meant of a result: of a list the entry that its operator selects. */
export function selected({ select }: Operator, result: unknown): unknown {
  return Array.isArray(result) && typeof select === 'number' ? result[select] : result;
}
