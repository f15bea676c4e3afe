/** A plugin to start from. */
export interface PluginTemplate {
  readonly name: string;
  readonly description?: string;
  /** Text of a plugin file. */
  readonly code: string;
}
