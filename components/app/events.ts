/** The user wants another workspace in place of this one. */
export class ImjoyWorkspaceChosenEvent extends Event {
  readonly name: string;

  constructor(name: string) {
    super('imjoy-workspace-chosen', { bubbles: true });
    this.name = name;
  }
}

declare global {
  interface HTMLElementEventMap {
    'imjoy-workspace-chosen': ImjoyWorkspaceChosenEvent;
  }
}
