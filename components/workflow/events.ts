import type { OpsValue } from '../../src/index.js';

/** A kept workflow was chosen, to be shown or to be shared. Inside `<imjoy-workflow>` only. */
export class WorkflowChosenEvent extends Event {
  constructor(
    readonly workflowName: string,
    readonly workflow: OpsValue,
    readonly purpose: 'load' | 'share',
  ) {
    super('imjoy-workflow-chosen');
  }
}

/** A run of a workflow has ended. */
export class ImjoyWorkflowEndedEvent extends Event {
  /** @param error why it failed or was stopped; null when it came to its end */
  constructor(readonly error: Error | null) {
    super('imjoy-workflow-ended', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'imjoy-workflow-ended': ImjoyWorkflowEndedEvent;
  }
}
