import type { PluginApi, PluginRecord, WindowRecord } from '../../src/index.js';

const announced = { bubbles: true, composed: true };

/** The workspace has loaded what its `plugins` attribute names. */
export class ImjoyReadyEvent extends Event {
  constructor() {
    super('imjoy-ready', announced);
  }
}

/** A plugin is ready. */
export class ImjoyPluginLoadedEvent extends Event {
  readonly plugin: PluginRecord;
  readonly api: PluginApi | null;

  constructor(plugin: PluginRecord) {
    super('imjoy-plugin-loaded', announced);
    this.plugin = plugin;
    this.api = plugin.api;
  }
}

/** A plugin could not be loaded. */
export class ImjoyPluginFailedEvent extends Event {
  readonly name: string;
  readonly error: Error;

  constructor(name: string, error: Error) {
    super('imjoy-plugin-failed', announced);
    this.name = name;
    this.error = error;
  }
}

/** A plugin was ended and is gone from the registry. */
export class ImjoyPluginUnloadedEvent extends Event {
  readonly plugin: PluginRecord;

  constructor(plugin: PluginRecord) {
    super('imjoy-plugin-unloaded', announced);
    this.plugin = plugin;
  }
}

/** A window was opened. */
export class ImjoyWindowOpenedEvent extends Event {
  readonly window: WindowRecord;

  constructor(window: WindowRecord) {
    super('imjoy-window-opened', announced);
    this.window = window;
  }
}

/** Something failed that no caller is told of. */
export class ImjoyErrorEvent extends Event {
  readonly error: Error;

  constructor(error: Error) {
    super('imjoy-error', announced);
    this.error = error;
  }
}

declare global {
  interface HTMLElementEventMap {
    'imjoy-ready': ImjoyReadyEvent;
    'imjoy-plugin-loaded': ImjoyPluginLoadedEvent;
    'imjoy-plugin-failed': ImjoyPluginFailedEvent;
    'imjoy-plugin-unloaded': ImjoyPluginUnloadedEvent;
    'imjoy-window-opened': ImjoyWindowOpenedEvent;
    'imjoy-error': ImjoyErrorEvent;
  }
}
