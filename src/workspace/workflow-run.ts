import type { ApiHost } from '../api/api-host.js';
import { ownFunction } from '../api/own-function.js';
import { ImjoyError, messageOf } from '../base/error.js';
import { randomId } from '../base/id.js';
import type { Operator } from '../registry/service-registry.js';
import type { OpsValue } from '../ui-form/index.js';
import type { StepProgress, Target, WorkflowResult } from '../workflow/flow.js';
import { WorkflowRunner, type StepOperator } from '../workflow/workflow-runner.js';
import { isFields } from './run-context.js';

export interface WorkflowRunOptions {
  /** Ends the run after the step that is running; what that step still does is not waited for. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: StepProgress) => void;
  /** What an earlier run left, for a workflow that does not reset them. */
  readonly variables?: Iterable<readonly [string, number]>;
}

/** Runs a workflow on the active window's data with a workspace's operators. Spec 2.7. */
export async function runWorkflow(
  host: ApiHost,
  workflow: OpsValue,
  options: WorkflowRunOptions,
): Promise<WorkflowResult> {
  const { services, shell } = host;
  shell.showStatus('');
  shell.showProgress(0);
  const result = await WorkflowRunner.run(workflow, {
    ...options,
    target: startTarget(host),
    operator: (key) => {
      const operator = services.operator(key);
      return operator && toStepOperator(operator, host);
    },
    operatorUi: (key) => services.operatorUi(key),
  });
  shell.showProgress(100);
  return result;
}

function startTarget({ windows: { active } }: ApiHost): Target {
  const data = active?.state.data;
  return {
    data: isFields(data) ? { ...data } : (data ?? {}),
    name: active?.state.name ?? '',
    type: active?.type ?? '',
    _op: 'workflow',
    _workflow_id: active?.id ?? `workflow_${randomId()}`,
  };
}

function toStepOperator(operator: Operator, { services, plugins }: ApiHost): StepOperator {
  return {
    name: operator.name,
    ui: operator.ui,
    accepts: async (data) => (await services.accepts(operator, data)) !== false,
    async run(context) {
      const run = ownFunction(operator, 'run');
      if (!run)
        throw new ImjoyError('RPC_METHOD_NOT_FOUND', `"${operator.key}" has nothing to run`);
      try {
        return await run(context);
      } catch (error) {
        plugins.find(operator.provider)?.log.add('error', messageOf(error));
        throw error;
      }
    },
  };
}
