import type { PlaceRect, WindowPlace } from '../api/shell.js';
import { messageOf } from '../base/error.js';
import { Emitter } from '../registry/emitter.js';
import type { PluginApi, PluginRecord } from '../registry/plugin-record.js';
import type { WindowRecord, WindowState } from '../registry/window-record.js';

/** What fills a window: a plugin's sandbox, or a view of the kit. */
export interface WindowContent {
  /** Lets it say goodbye and ends it. */
  end(): Promise<void>;
  /** Shows new state: `data`, `config`, `name`. */
  update(state: WindowState): void;
}

/** Milliseconds that handlers of `close` may take before the window goes. */
const CLOSE_GRACE = 800;

export interface OpenWindowInit {
  readonly id: string;
  readonly windowId: string;
  readonly type: string;
  readonly plugin: PluginRecord | null;
  readonly state: WindowState;
  readonly place: WindowPlace;
  /** The caller who opened it. */
  readonly opener: string;
  onSelected(window: OpenWindow): void;
  onClosed(window: OpenWindow): void;
}

/** One open window: its events, its state, its way out. */
export class OpenWindow implements WindowRecord {
  readonly id: string;
  readonly windowId: string;
  readonly type: string;
  readonly plugin: PluginRecord | null;
  readonly state: WindowState;
  readonly place: WindowPlace;
  readonly opener: string;
  readonly events = new Emitter();
  readonly controls: WindowRecord['controls'];
  api: PluginApi | null = null;
  content: WindowContent | null = null;
  readonly #init: OpenWindowInit;
  #closing: Promise<void> | null = null;

  constructor(init: OpenWindowInit) {
    this.#init = init;
    this.id = init.id;
    this.windowId = init.windowId;
    this.type = init.type;
    this.plugin = init.plugin;
    this.state = init.state;
    this.place = init.place;
    this.opener = init.opener;
    const { place } = init;
    const announce = (name: string, value?: unknown) =>
      void this.events.emit(name, value).catch((error: unknown) => this.#note(error));
    this.controls = {
      close: () => this.close(),
      focus: () => (place.focus(), announce('focus')),
      show: () => (place.show(), announce('show')),
      hide: () => (place.hide(), announce('hide')),
      refresh: () => announce('refresh'),
      resize: (size) => place.resize((size ?? {}) as { w?: number; h?: number }),
    };
    place.onCloseRequest.connect(() => void this.close());
    place.onFocus.connect(() => {
      init.onSelected(this);
      announce('focus');
    });
    place.onResize.connect((rect: PlaceRect) => announce('resize', rect));
  }

  get isClosing(): boolean {
    return this.#closing !== null;
  }

  /** Takes over what a run returned, spec 3.6: any key it has replaces the window's own. */
  merge(result: unknown): void {
    if (typeof result !== 'object' || result === null || Array.isArray(result)) return;
    if ('_rintf' in result) return;
    for (const [key, value] of Object.entries(result))
      if (key !== '__proto__') this.state[key] = value;
    this.place.setName(this.state.name);
    this.content?.update(this.state);
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#close());
  }

  async #close(): Promise<void> {
    const told = this.events.emit('close').catch((error: unknown) => this.#note(error));
    // A frame that was taken off the page is gone already: nobody in it can be waited for.
    if (this.place.container.isConnected)
      await Promise.race([told, new Promise((resolve) => setTimeout(resolve, CLOSE_GRACE))]);
    this.place.hide();
    await this.content?.end();
    this.place.remove();
    this.#init.onClosed(this);
  }

  #note(error: unknown): void {
    this.plugin?.log.add('error', messageOf(error));
  }
}
