import type { PluginTemplate } from '../../src/index.js';

/** A run was started from the menu. */
export class ImjoyPluginRunEvent extends Event {
  /**
   * @param plugin name of the plugin
   * @param key the operator's: `PLUGIN` or `PLUGIN/OP`
   * @param result what the run comes to; a failure is shown by the workspace
   */
  constructor(
    readonly plugin: string,
    readonly key: string,
    readonly result: Promise<unknown>,
  ) {
    super('imjoy-plugin-run', { bubbles: true, composed: true });
  }
}

/** The user wants to write a plugin; unless prevented, the menu opens the editor. */
export class ImjoyPluginCreateEvent extends Event {
  /** @param template what to start from; null to start from nothing in particular */
  constructor(readonly template: PluginTemplate | null) {
    super('imjoy-plugin-create', { bubbles: true, composed: true, cancelable: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'imjoy-plugin-run': ImjoyPluginRunEvent;
    'imjoy-plugin-create': ImjoyPluginCreateEvent;
  }
}
