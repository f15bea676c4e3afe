import { ContextConsumer } from '@lit/context';
import { ReactiveElement, type PropertyValues } from '@lit/reactive-element';
import { property } from '@lit/reactive-element/decorators/property.js';
import type { PluginApi, Workspace } from '../../src/index.js';
import { workspaceContext } from '../context.js';
import { defaultWorkspace } from '../default-workspace.js';
import { ElementPlace, type PlaceHost } from './element-place.js';
import { ImjoyWindowClosedEvent, ImjoyWindowFailedEvent, ImjoyWindowReadyEvent } from './events.js';
import { windowStyles } from './window.styles.js';

/** CSS pixels of one grid unit. */
const GRID = 30;

/** A change of one of these shows another window. */
const IDENTITY = ['src', 'code', 'plugin', 'type', 'tag', 'passive', 'autoHeight'] as const;

/**
 * One plugin window, anywhere on a page. Give it a plugin by `src`, `code` or `plugin`, or a built-in view
 * by `type`; without an `<imjoy-workspace>` around it, it shares one workspace with the page's others.
 *
 * @element imjoy-window
 * @csspart body - The area the plugin fills.
 * @cssprop [--imjoy-window-height=360px] - Height, unless `auto-height` is set.
 * @cssprop [--imjoy-window-radius=8px] - Corner radius.
 * @cssprop [--imjoy-window-background] - Ground behind the plugin.
 * @fires imjoy-window-ready - The plugin has finished its first run.
 * @fires imjoy-window-failed - It could not be shown; `error` says why.
 * @fires imjoy-window-closed - It was closed or taken off the page.
 */
export class ImjoyWindowElement extends ReactiveElement implements PlaceHost {
  static override styles = windowStyles;

  /** URL or URI of a plugin file. */
  @property() src: string | null = null;
  /** Text of a plugin file, instead of `src`. */
  @property({ attribute: false }) code: string | null = null;
  /** Name of a plugin that is loaded in the workspace, or will be. */
  @property() plugin: string | null = null;
  /** A built-in window type, such as `imjoy/image`. */
  @property() type: string | null = null;
  /** The plugin's tag to use. */
  @property() tag: string | null = null;
  /** The plugin exports nothing; do not wait for it. */
  @property({ type: Boolean }) passive = false;
  /** Title of the window; the plugin's name by default. */
  @property() name: string | null = null;
  /** Let the height follow the plugin's content. */
  @property({ type: Boolean, attribute: 'auto-height', reflect: true }) autoHeight = false;
  /** What the plugin's `run` gets as `ctx.data`; setting it later runs the window again. */
  @property({ attribute: false }) data: unknown = null;
  /** What the plugin's `run` gets as `ctx.config`; setting it later runs the window again. */
  @property({ attribute: false }) config: unknown = null;

  #api: PluginApi | null = null;
  #place: ElementPlace | null = null;
  #opening: Promise<PluginApi> | null = null;
  #awaiting: ((opening: Promise<PluginApi>) => void)[] = [];
  #context = new ContextConsumer(this, {
    context: workspaceContext,
    callback: () => this.reopen(),
    subscribe: true,
  });

  /** The window's plugin API; null until it is ready. */
  get api(): PluginApi | null {
    return this.#api;
  }

  /** Resolves with the window's API after the first run; rejects when the window could not be shown. */
  get ready(): Promise<PluginApi> {
    return this.updateComplete.then(() => this.#opening ?? this.#nextOpening());
  }

  /** @internal */
  get followsContent(): boolean {
    return this.autoHeight;
  }

  /** @internal */
  get fallbackName(): string {
    const file = this.src?.split(/[?#]/)[0]?.split('/').at(-1);
    return this.plugin ?? (file || this.type) ?? 'This window';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Moving an element disconnects and connects it; its frame reloads then, so the window starts anew.
    if (this.hasUpdated) this.reopen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    const place = this.#place;
    queueMicrotask(() => {
      if (!this.isConnected) place?.onCloseRequest.emit();
    });
  }

  protected override updated(changed: PropertyValues<ImjoyWindowElement>): void {
    if (IDENTITY.some((key) => changed.has(key))) this.reopen();
    else if (changed.has('data') || changed.has('config')) this.#runAgain();
  }

  /** Shows the window anew. */
  reopen(): void {
    const workspace = this.#workspace;
    const config = this.#windowConfig();
    if (!this.hasUpdated || !this.isConnected || !workspace || !config) return;
    this.#leave();
    const place = new ElementPlace(this);
    this.#place = place;
    this.#opening = this.#open(workspace, config, place);
    this.#opening.catch(() => undefined);
    for (const resolve of this.#awaiting.splice(0)) resolve(this.#opening);
  }

  /** @internal */
  setHeight(gridUnits: number): void {
    this.style.setProperty('--imjoy-window-height', `${gridUnits * GRID}px`);
  }

  /** @internal */
  setVisible(visible: boolean): void {
    this.hidden = !visible;
  }

  /** @internal */
  closed(): void {
    this.#api = null;
    this.hidden = false;
    this.dispatchEvent(new ImjoyWindowClosedEvent());
  }

  /** Null while the `<imjoy-workspace>` around the element is not defined yet; it is asked again then. */
  get #workspace(): Workspace | null {
    if (this.#context.value) return this.#context.value;
    if (!this.closest('imjoy-workspace')) return defaultWorkspace();
    void customElements.whenDefined('imjoy-workspace').then(() => this.#context.hostConnected());
    return null;
  }

  #nextOpening(): Promise<PluginApi> {
    if (!this.#windowConfig()) return Promise.reject(new Error(NOTHING));
    return new Promise((resolve) => this.#awaiting.push(resolve));
  }

  async #open(
    workspace: Workspace,
    config: WindowOptions,
    place: ElementPlace,
  ): Promise<PluginApi> {
    try {
      place.setState({ kind: 'loading' });
      if (this.plugin) await workspace.whenLoaded(this.plugin);
      const api = await workspace.openWindow(config, place);
      if (this.#place === place) {
        this.#api = api;
        const isOutdated = config.data !== this.data || config.config !== this.config;
        if (isOutdated) this.#runAgain();
        this.dispatchEvent(new ImjoyWindowReadyEvent(api));
      }
      return api;
    } catch (error) {
      place.setState({ kind: 'failed', error: error as Error });
      if (this.#place === place && this.isConnected)
        this.dispatchEvent(new ImjoyWindowFailedEvent(error as Error));
      throw error;
    }
  }

  /** Ends the window that is shown, without a word. */
  #leave(): void {
    const place = this.#place;
    this.#place = null;
    this.#api = null;
    place?.discard();
    place?.onCloseRequest.emit();
  }

  #windowConfig(): WindowOptions | null {
    const { tag, passive, name, data, config } = this;
    const src = this.code ?? this.src;
    const type = this.plugin ?? this.type;
    if (!src && !type) return null;
    return { ...(src ? { src } : { type }), tag, passive, data, config, ...(name && { name }) };
  }

  #runAgain(): void {
    const run = this.#api?.run;
    if (typeof run !== 'function') return;
    const context = { data: this.data ?? {}, config: this.config ?? {} };
    const again = async () => (run as (context: object) => unknown)(context);
    again().catch((error: unknown) =>
      this.dispatchEvent(new ImjoyWindowFailedEvent(error as Error)),
    );
  }
}

/** What the element asks the workspace for. */
interface WindowOptions {
  readonly data: unknown;
  readonly config: unknown;
  readonly [key: string]: unknown;
}

const NOTHING = '<imjoy-window> needs a src, code, plugin or type';
