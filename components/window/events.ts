import type { PluginApi } from '../../src/index.js';

/** The window's plugin has finished its first run. */
export class ImjoyWindowReadyEvent extends Event {
  static readonly type = 'imjoy-window-ready';
  readonly api: PluginApi;

  constructor(api: PluginApi) {
    super(ImjoyWindowReadyEvent.type, { bubbles: true, composed: true });
    this.api = api;
  }
}

/** The window could not be shown; its place says why and offers to try again. */
export class ImjoyWindowFailedEvent extends Event {
  static readonly type = 'imjoy-window-failed';
  readonly error: Error;

  constructor(error: Error) {
    super(ImjoyWindowFailedEvent.type, { bubbles: true, composed: true });
    this.error = error;
  }
}

/** The window was closed, by its plugin, by a caller or by being taken off the page. */
export class ImjoyWindowClosedEvent extends Event {
  static readonly type = 'imjoy-window-closed';

  constructor() {
    super(ImjoyWindowClosedEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'imjoy-window-ready': ImjoyWindowReadyEvent;
    'imjoy-window-failed': ImjoyWindowFailedEvent;
    'imjoy-window-closed': ImjoyWindowClosedEvent;
  }
}
