import { ContextConsumer } from '@lit/context';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { PlaceState, PluginApi, Workspace } from '../../src/index.js';
import { workspaceContext } from '../context.js';
import { defaultWorkspace } from '../default-workspace.js';
import { controlStyles } from '../shared/controls.styles.js';
import { hostStyles } from '../shared/host.styles.js';
import { tokens } from '../shared/tokens.styles.js';
import { renderWindowState, windowStateStyles } from '../shell/window-state.js';
import { ElementPlace, type PlaceHost } from './element-place.js';
import { ImjoyWindowClosedEvent, ImjoyWindowFailedEvent, ImjoyWindowReadyEvent } from './events.js';
import { windowStyles } from './window.styles.js';

/** CSS pixels of one grid unit. */
const GRID = 30;

interface Closed {
  readonly kind: 'closed';
}

/**
 * One plugin window, anywhere on a page. Give it a plugin by `src`, `code` or `plugin`, or a built-in view
 * by `type`; without an `<imjoy-workspace>` around it, it shares one workspace with the page's others.
 *
 * @element imjoy-window
 * @csspart body - The area the plugin fills.
 * @csspart state - What is shown while it loads, when it failed, or after it was closed.
 * @cssprop [--imjoy-window-height=360px] - Height, unless `auto-height` is set.
 * @cssprop [--imjoy-window-radius] - Corner radius.
 * @cssprop [--imjoy-window-background] - Ground behind the plugin.
 * @fires imjoy-window-ready - The plugin has finished its first run.
 * @fires imjoy-window-failed - It could not be shown; `error` says why.
 * @fires imjoy-window-closed - It was closed or taken off the page.
 */
export class ImjoyWindowElement extends LitElement implements PlaceHost {
  static override styles = [tokens, hostStyles, controlStyles, windowStateStyles, windowStyles];

  /** URL or URI of a plugin file. */
  @property() src: string | null = null;
  /** Name of a plugin that is loaded in the workspace, or will be. */
  @property() plugin: string | null = null;
  /** A built-in window type, such as `imjoy/image`. */
  @property() type: string | null = null;
  /** The plugin's tag to use. */
  @property() tag: string | null = null;
  /** The plugin exports nothing; do not wait for it. */
  @property({ type: Boolean }) passive = false;
  /** Title of the window. */
  @property() name: string | null = null;
  /** Let the height follow the plugin's content. */
  @property({ type: Boolean, attribute: 'auto-height', reflect: true }) autoHeight = false;
  /** Text of a plugin file, instead of `src`. */
  @property({ attribute: false }) code: string | null = null;
  /** What the plugin's `run` gets as `ctx.data`; setting it later runs the window again. */
  @property({ attribute: false }) data: unknown = null;
  /** What the plugin's `run` gets as `ctx.config`. */
  @property({ attribute: false }) config: unknown = null;

  @state() private placeState: PlaceState | Closed | null = null;

  #api: PluginApi | null = null;
  #place: ElementPlace | null = null;
  #opening: Promise<PluginApi> | null = null;
  #context = new ContextConsumer(this, {
    context: workspaceContext,
    callback: () => void this.#reopen(),
    subscribe: true,
  });

  /** The window's plugin API; null until it is ready. */
  get api(): PluginApi | null {
    return this.#api;
  }

  /** Resolves with the window's API after the first run; rejects when the window could not be shown. */
  get ready(): Promise<PluginApi> {
    return this.updateComplete.then(() => this.#opening ?? this.#nothingToShow());
  }

  get body(): HTMLElement {
    return this.renderRoot.querySelector('.body') as HTMLElement;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Moving an element disconnects and connects it in one go; its frame reloads, so the window starts anew.
    queueMicrotask(() => this.#close());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) queueMicrotask(() => void this.#reopen());
  }

  protected override updated(changed: PropertyValues<ImjoyWindowElement>): void {
    const isSource = ['src', 'plugin', 'type', 'code', 'tag'].some((key) =>
      changed.has(key as keyof ImjoyWindowElement),
    );
    if (isSource) void this.#reopen();
    else if ((changed.has('data') || changed.has('config')) && this.#api) this.#runAgain();
  }

  protected override render() {
    const state = this.placeState;
    const concealed = state !== null && state.kind !== 'ready' && state.kind !== 'unresponsive';
    return html`
      <div class="body" part="body" ?data-concealed=${concealed}></div>
      ${state === null ? nothing : this.#renderState(state)}
    `;
  }

  showState(state: PlaceState): void {
    this.placeState = state;
  }

  showName(name: string): void {
    this.name ??= name;
  }

  showHeight(height: number): void {
    if (this.autoHeight) this.#place?.container.style.setProperty('height', `${height}px`);
  }

  showSize({ h }: { w?: number; h?: number }): void {
    if (h) this.style.setProperty('--imjoy-window-height', `${h * GRID}px`);
  }

  setVisible(visible: boolean): void {
    this.hidden = !visible;
  }

  reveal(): void {
    // A window of a page stays where its author put it: being shown must not scroll the reader away.
  }

  closed(): void {
    this.#place = null;
    this.#api = null;
    this.placeState = { kind: 'closed' };
    this.hidden = false;
    this.dispatchEvent(new ImjoyWindowClosedEvent());
  }

  #renderState(state: PlaceState | Closed) {
    const name = this.name ?? this.plugin ?? 'The window';
    if (state.kind !== 'closed')
      return renderWindowState({
        name,
        state,
        onRetry: () => this.#retry(),
        onClose: () => this.#place?.onCloseRequest.emit(),
      });
    return html`<div class="state" part="state">
      <span><bdi>${name}</bdi> was closed</span>
      <button type="button" @click=${() => this.#retry()}>Open again</button>
    </div>`;
  }

  get #workspace(): Workspace | null {
    if (this.#context.value) return this.#context.value;
    return this.closest('imjoy-workspace') ? null : defaultWorkspace();
  }

  #close(): void {
    if (this.isConnected) return;
    this.#place?.onCloseRequest.emit();
    this.#place?.remove();
  }

  async #reopen(): Promise<void> {
    const workspace = this.#workspace;
    const config = this.#windowConfig();
    if (!this.hasUpdated || !this.isConnected || !workspace || !config) return;
    this.#place?.onCloseRequest.emit();
    this.#place?.remove();
    const place = new ElementPlace(this, this.autoHeight);
    this.#place = place;
    this.#opening = this.#open(workspace, config, place);
    this.#opening.catch(() => undefined);
  }

  async #open(workspace: Workspace, config: object, place: ElementPlace): Promise<PluginApi> {
    try {
      place.setState({ kind: 'loading' });
      if (this.plugin) await workspace.whenLoaded(this.plugin);
      const api = await workspace.openWindow(config, place);
      if (this.#place === place) this.#announce(api);
      return api;
    } catch (error) {
      place.setState({ kind: 'failed', error: error as Error });
      if (this.#place === place) this.dispatchEvent(new ImjoyWindowFailedEvent(error as Error));
      throw error;
    }
  }

  #announce(api: PluginApi): void {
    this.#api = api;
    this.dispatchEvent(new ImjoyWindowReadyEvent(api));
  }

  #windowConfig(): object | null {
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
    (run as (context: object) => Promise<unknown>)(context).catch((error: unknown) =>
      this.dispatchEvent(new ImjoyWindowFailedEvent(error as Error)),
    );
  }

  #retry(): void {
    void this.#reopen();
  }

  #nothingToShow(): Promise<never> {
    return Promise.reject(new Error('<imjoy-window> needs a src, code, plugin or type'));
  }
}
