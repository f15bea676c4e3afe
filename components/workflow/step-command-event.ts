export type StepCommand = 'above' | 'below' | 'up' | 'down' | 'delete';

/** The user asked for something to be done with a step. */
export class StepCommandEvent extends Event {
  constructor(readonly command: StepCommand) {
    super('imjoy-workflow-step-command', { cancelable: true });
  }
}
