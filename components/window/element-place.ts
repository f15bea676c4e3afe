import { Signal, type PlaceRect, type PlaceState, type WindowPlace } from '../../src/index.js';
import type { WindowPanelState, WindowStatePanel } from './state-panel.js';

/** What a place needs of the element around it. */
export interface PlaceHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
  /** What the page calls the window. */
  readonly name: string | null;
  /** @internal What it is called as long as nobody has named it. */
  readonly fallbackName: string;
  /** @internal */
  readonly followsContent: boolean;
  /** @internal */
  setHeight(gridUnits: number): void;
  /** @internal */
  setVisible(visible: boolean): void;
  /** The user wants the window again. */
  reopen(): void;
  /** @internal The window is gone. */
  closed(): void;
}

/** Where one window is shown inside an element of the page. */
export class ElementPlace implements WindowPlace {
  readonly container = document.createElement('div');
  readonly onCloseRequest = new Signal<void>();
  readonly onRetry = new Signal<void>();
  readonly onResize = new Signal<PlaceRect>();
  readonly onFocus = new Signal<void>();
  readonly setContentHeight?: (height: number) => void;
  readonly #host: PlaceHost;
  readonly #observer: ResizeObserver;
  readonly #spinner = document.createElement('div');
  #state: WindowPanelState | null = null;
  #panel: WindowStatePanel | null = null;
  #loading: Promise<WindowStatePanel> | null = null;
  #name = '';
  #removed = false;

  constructor(host: PlaceHost) {
    this.#host = host;
    this.container.className = 'content';
    this.container.setAttribute('part', 'body');
    host.renderRoot.append(this.container);
    this.#spinner.className = 'spinner';
    this.#spinner.setAttribute('role', 'status');
    if (host.followsContent)
      this.setContentHeight = (height) => this.container.style.setProperty('height', `${height}px`);
    this.#observer = new ResizeObserver(([entry]) => {
      if (entry) this.onResize.emit(entry.contentRect);
    });
    this.#observer.observe(this.container);
  }

  setState(state: PlaceState): void {
    if (!this.#removed) this.#show(state);
  }

  setName(name: string): void {
    this.#name = name;
  }

  focus(): void {
    // A window of a page stays where its author put it: being shown must not scroll the reader away.
  }

  show(): void {
    this.#host.setVisible(true);
  }

  hide(): void {
    if (!this.#removed) this.#host.setVisible(false);
  }

  resize({ h }: { w?: number; h?: number }): void {
    if (h) this.#host.setHeight(h);
  }

  /** Takes the window away and says that it was closed; {@link discard} does the same silently. */
  remove(): void {
    if (this.#removed) return;
    this.#take();
    this.#show({ kind: 'closed' });
    this.#host.closed();
  }

  discard(): void {
    this.#take();
    this.#spinner.remove();
    this.#panel?.remove();
    this.#state = null;
  }

  #take(): void {
    this.#removed = true;
    this.#observer.disconnect();
    this.container.remove();
  }

  #show(state: WindowPanelState): void {
    this.#state = state;
    const visible = state.kind === 'ready' || state.kind === 'unresponsive';
    this.container.toggleAttribute('data-concealed', !visible);
    this.#showSpinner(state.kind === 'loading');
    if (this.#needsPanel) void this.#showPanel();
    else this.#panel?.remove();
  }

  /** Most windows never say more than that they load: a circle is enough for that, and a panel covers it. */
  #showSpinner(shown: boolean): void {
    if (!shown) return this.#spinner.remove();
    this.#spinner.setAttribute('aria-label', `Loading ${this.#label}`);
    this.#host.renderRoot.append(this.#spinner);
  }

  get #needsPanel(): boolean {
    if (this.#state?.kind === 'loading') return Boolean(this.#state.step);
    return this.#state !== null && this.#state.kind !== 'ready';
  }

  /** The panel is fetched when there is something to say; the state may have changed by then. */
  async #showPanel(): Promise<void> {
    const panel = await (this.#loading ??= loadPanel());
    this.#panel = panel;
    if (!this.#needsPanel) return;
    Object.assign(panel, {
      state: this.#state,
      name: this.#label,
      onRetry: () => this.#host.reopen(),
      onClose: () => this.#close(),
    });
    if (!panel.isConnected) this.#host.renderRoot.append(panel);
  }

  get #label(): string {
    return this.#host.name ?? (this.#name || this.#host.fallbackName);
  }

  #close(): void {
    if (this.#removed || this.#state?.kind === 'failed') this.remove();
    this.onCloseRequest.emit();
  }
}

const loadPanel = (): Promise<WindowStatePanel> =>
  import('./state-panel.js').then(({ createStatePanel }) => createStatePanel());
