import { ownFunction } from '../api/own-function.js';
import type { PlaceRect, WindowPlace } from '../api/shell.js';
import { ImjoyError, messageOf } from '../base/error.js';
import { Signal } from '../base/signal.js';
import { settledWithin } from '../base/within.js';
import { Emitter } from '../registry/emitter.js';
import type { PluginApi, PluginRecord } from '../registry/plugin-record.js';
import type { Provenance } from '../registry/provenance.js';
import type { WindowRecord, WindowState } from '../registry/window-record.js';
import type { Limits } from './limits.js';
import { toWindowApi } from './plugin-object.js';
import { sizeOf } from './window-config.js';

/** What fills a window: a plugin's sandbox, or a view of the kit. */
export interface WindowContent {
  /** Lets it say goodbye and ends it. */
  end(): Promise<void>;
  /** Shows new state: `data`, `config`, `name`. */
  update(state: WindowState): void;
  /** Asked when the user closes the window. */
  canClose?(): Promise<boolean>;
}

export interface OpenWindowInit {
  readonly id: string;
  readonly windowId: string;
  readonly type: string;
  readonly plugin: PluginRecord | null;
  readonly state: WindowState;
  readonly place: WindowPlace;
  /** The plugin that opened it; null for the page. */
  readonly opener: PluginRecord | null;
  readonly workspace: string;
  readonly limits: Limits;
  /** Makes its {@link WindowRecord.provenance}. */
  readonly madeBy?: ((window: OpenWindow) => Provenance) | undefined;
  /** Fills it with what its plugin shows. */
  fill(window: OpenWindow): Promise<void>;
  onSelected(window: OpenWindow): void;
  onClosed(window: OpenWindow): void;
}

/** One open window: its events, its state, its way out. */
export class OpenWindow implements WindowRecord {
  readonly events = new Emitter();
  readonly onChange = new Signal<ReadonlySet<string>>();
  readonly controls: WindowRecord['controls'];
  readonly provenance: Provenance | null;
  api: PluginApi | null = null;
  content: WindowContent | null = null;
  isReady = false;
  readonly #init: OpenWindowInit;
  #plugin: PluginRecord | null;
  #rect: PlaceRect | null = null;
  #closing: Promise<void> | null = null;
  #mend: (() => void) | null = null;
  #isAsking = false;

  constructor(init: OpenWindowInit) {
    this.#init = init;
    this.#plugin = init.plugin;
    const { place } = init;
    this.controls = {
      close: () => this.close(),
      focus: () => (place.focus(), this.announce('focus')),
      show: () => (place.show(), this.announce('show')),
      hide: () => (place.hide(), this.announce('hide')),
      refresh: () => this.announce('refresh'),
      resize: (size) => this.#resize(size),
    };
    place.onCloseRequest.connect(() => void this.#closeIfAllowed());
    place.onFocus.connect(() => {
      init.onSelected(this);
      this.announce('focus');
    });
    place.onResize.connect((rect) => {
      this.#rect = rect;
      this.announce('resize', rect);
      this.announce('window_size_changed', rect);
    });
    this.provenance = init.madeBy?.(this) ?? null;
  }

  get id(): string {
    return this.#init.id;
  }

  get windowId(): string {
    return this.#init.windowId;
  }

  get type(): string {
    return this.#init.type;
  }

  get plugin(): PluginRecord | null {
    return this.#plugin;
  }

  get opener(): PluginRecord | null {
    return this.#init.opener;
  }

  get state(): WindowState {
    return this.#init.state;
  }

  get place(): WindowPlace {
    return this.#init.place;
  }

  get isClosing(): boolean {
    return this.#closing !== null;
  }

  get pageApi(): PluginApi | null {
    const { api } = this;
    return ownFunction(api, 'run') ? { ...api, run: (context: unknown) => this.run(context) } : api;
  }

  /** Gives the window the functions of what fills it. */
  offer(functions: PluginApi): void {
    this.api = toWindowApi(this, functions, this.#init.workspace);
  }

  /** Emits an event that nobody waits for. */
  announce(name: string, value?: unknown): void {
    this.events.emit(name, value).catch((error: unknown) => this.#note(error));
  }

  async run(context: unknown): Promise<unknown> {
    const run = ownFunction(this.api, 'run');
    if (!run)
      throw new ImjoyError('WINDOW_NOT_FOUND', `the window "${this.state.name}" cannot be run`);
    const result = await run(context);
    this.merge(result);
    return result;
  }

  async renew(plugin: PluginRecord): Promise<void> {
    const former = this.content;
    this.#plugin = plugin;
    this.content = null;
    this.api = null;
    this.isReady = false;
    await former?.end();
    // Meanwhile there may have been a third version, or the user has had enough.
    if (this.#plugin === plugin && !this.isClosing) await this.#init.fill(this);
  }

  /** Takes over what a run returned, spec 3.6: any key it has replaces the window's own. */
  merge(result: unknown): void {
    if (typeof result !== 'object' || result === null || Array.isArray(result)) return;
    if ('_rintf' in result) return;
    const { state, place } = this;
    for (const [key, value] of Object.entries(result))
      if (key !== '__proto__' && (key !== 'name' || typeof value === 'string')) state[key] = value;
    const size = sizeOf(result);
    if (size) place.resize(size);
    place.setName(state.name);
    this.content?.update(state);
    this.onChange.emit(new Set(Object.keys(result)));
  }

  rename(name: string): void {
    this.state.name = name;
    this.place.setName(name);
  }

  /** Shows what failed in the place of the content, which stays alive behind it. */
  broken(error: Error, retry: () => void): void {
    if (this.isClosing) return;
    this.#mend = retry;
    this.place.setState({ kind: 'failed', error });
  }

  /** Shows the content again after {@link broken}. */
  mended(): void {
    if (!this.#mend || this.isClosing) return;
    this.#mend = null;
    this.place.setState({ kind: 'ready' });
  }

  /** Retries what is {@link broken}. @returns false when nothing is */
  mend(): boolean {
    const mend = this.#mend;
    mend?.();
    return mend !== null;
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#close());
  }

  /** What was taken off the page already is asked no more, and what fails to answer keeps nothing open. */
  async #closeIfAllowed(): Promise<void> {
    if (this.#isAsking) return;
    const { canClose } = this.content ?? {};
    if (canClose && this.place.container.isConnected) {
      this.#isAsking = true;
      const allowed = await canClose().catch((error: unknown) => (this.#note(error), true));
      this.#isAsking = false;
      if (!allowed) return;
    }
    await this.close();
  }

  /** Handlers first, then out of sight, then the plugin's `exit`, then gone. */
  async #close(): Promise<void> {
    const { place } = this;
    const { hide, exit } = this.#init.limits;
    const told = this.events.emit('close').catch((error: unknown) => this.#note(error));
    // A frame that was taken off the page is gone already: nobody in it can be waited for.
    if (place.container.isConnected) await settledWithin(told, hide);
    place.hide();
    if (place.container.isConnected) await settledWithin(told, exit - hide);
    await this.content?.end();
    place.remove();
    this.#init.onClosed(this);
  }

  /** Asked for no size, it tells its own: plugins do so to be drawn again. */
  #resize(size: unknown): void {
    const wanted = sizeOf(size);
    if (wanted) this.place.resize(wanted);
    else this.announce('resize', size ?? this.#rect);
  }

  #note(error: unknown): void {
    this.plugin?.log.add('error', messageOf(error));
  }
}
