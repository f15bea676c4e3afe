import type { PluginRecord } from '../../src/index.js';

/** The text of an editor was stored in the workspace and its plugin loaded. */
export class ImjoyEditorSavedEvent extends Event {
  /** @param plugin as it runs now */
  constructor(readonly plugin: PluginRecord) {
    super('imjoy-editor-saved', { bubbles: true, composed: true });
  }
}

/** The plugin of an editor was run from there. */
export class ImjoyEditorRunEvent extends Event {
  /** @param result what its `run` returned; of a window plugin the api of its window */
  constructor(
    readonly plugin: PluginRecord,
    readonly result: unknown,
  ) {
    super('imjoy-editor-run', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'imjoy-editor-saved': ImjoyEditorSavedEvent;
    'imjoy-editor-run': ImjoyEditorRunEvent;
  }
}
