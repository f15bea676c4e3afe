/** A plugin to start from. */
export interface PluginTemplate {
  /** Stable: for the command line and tests. */
  readonly id: string;
  readonly title: string;
  /** When to choose it, in one sentence. */
  readonly description: string;
  /** Text of the whole plugin file. */
  readonly code: string;
}
