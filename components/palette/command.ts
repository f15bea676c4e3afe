/** Something the user can do by name. */
export interface Command {
  /** Unique among the commands offered together; remembered to show what was used last first. */
  readonly id: string;
  /** What it does, as the user would say it. */
  readonly title: string;
  /** What kind of thing it is: `Plugin`, `Window`, `Workspace` … */
  readonly group: string;
  /** More about it, in a smaller print; searched as well. */
  readonly detail?: string;
  /** Its keys, such as `Ctrl+S`. */
  readonly shortcut?: string;
  run(): void;
}
