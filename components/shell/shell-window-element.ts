import { html, LitElement, nothing, type CSSResultGroup, type PropertyValues } from 'lit';
import { property, query } from 'lit/decorators.js';
import type { PlaceRequest, PlaceState, WindowPlace } from '../../src/index.js';
import { controlStyles } from '../shared/controls.styles.js';
import { hostStyles } from '../shared/host.styles.js';
import { tokens } from '../shared/tokens.styles.js';
import { chromeIcon } from './chrome-icon.js';
import { chromeStyles } from './chrome.styles.js';
import { FrameFocus } from './frame-focus.js';
import { isTyping } from './is-typing.js';
import { shellWindowStyles } from './shell-window.styles.js';
import { firstRect, type Edge } from './window-geometry.js';
import { viewport, WindowMover } from './window-mover.js';
import { pageWindows, type StackedWindow } from './window-stack.js';
import { renderWindowState, windowStateStyles } from './window-state.js';

const EDGES: readonly Edge[] = ['w', 'e', 's', 'sw'];

/**
 * The frame around one window: floating above the page, a modal dialog, or inline where the page wants it.
 * Takes its content as a child that it never moves.
 *
 * @element imjoy-shell-window
 * @slot - the window's content
 * @csspart base - the frame
 * @csspart bar - the title bar
 * @csspart body - the box of the content
 */
export class ImjoyShellWindowElement extends LitElement implements StackedWindow {
  static override styles: CSSResultGroup = [
    tokens,
    hostStyles,
    controlStyles,
    chromeStyles,
    windowStateStyles,
    shellWindowStyles,
  ];

  @property({ attribute: false }) request!: PlaceRequest;
  @property({ attribute: false }) signals!: Pick<
    WindowPlace,
    'onCloseRequest' | 'onRetry' | 'onFocus'
  >;
  @property({ attribute: false }) name = '';
  @property({ attribute: false }) state: PlaceState = { kind: 'loading' };
  @property({ type: Boolean, reflect: true }) inline = false;
  /** Whether it is as high as what it is inline in, or has a height of its own. */
  @property({ type: Boolean, reflect: true }) fills = false;
  @property({ type: Boolean, reflect: true }) override hidden = false;
  @property({ type: Boolean, reflect: true }) maximized = false;
  /** Whether it lies in front of the others. */
  @property({ type: Boolean, reflect: true }) front = false;
  /** Whether it is being moved or resized. */
  @property({ type: Boolean, reflect: true }) dragging = false;
  @query('.frame') private frame!: HTMLElement;
  readonly #mover = new WindowMover(this);
  #left = false;
  #cameFrom: Element | null = null;

  constructor() {
    super();
    new FrameFocus(this, () => this.#focused());
    this.addEventListener('focusin', ({ relatedTarget }) => {
      if (relatedTarget instanceof Node && this.contains(relatedTarget)) return;
      this.#cameFrom = relatedTarget instanceof Element ? relatedTarget : null;
      this.#focused();
    });
  }

  /** Comes to the front and into view. Takes the keyboard, too, but not from somebody who is typing. */
  takeFocus(): void {
    this.hidden = false;
    if (this.inline) this.scrollIntoView({ block: 'nearest' });
    if (this.#floats) pageWindows.raise(this);
    if (!isTyping()) void this.updateComplete.then(() => this.frame.focus({ preventScroll: true }));
  }

  /** @param size in grid units */
  resize(size: { w?: number; h?: number }): void {
    this.#mover.resize(size);
  }

  /** Gives the focus back; to be called before the element goes. */
  leave(): void {
    this.#left = true;
    const hadFocus = this.matches(':focus-within');
    if (this.frame instanceof HTMLDialogElement) this.frame.close();
    else if (hadFocus && this.#cameFrom instanceof HTMLElement)
      this.#cameFrom.focus({ preventScroll: true });
  }

  setLevel(level: number, isFront: boolean): void {
    this.style.setProperty('--_level', `${level}`);
    this.front = isFront;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    pageWindows.remove(this);
    if (this.hasUpdated && !this.#left) this.#close();
  }

  /** Not earlier: what was set before the upgrade arrives with the first update. */
  protected override willUpdate(): void {
    if (this.hasUpdated) return;
    this.#mover.rect = firstRect(this.request, viewport(), pageWindows.size);
    this.maximized = this.request.fullscreen || this.request.standalone;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('hidden') && this.isConnected) this.#showOrHide();
  }

  protected override render() {
    const body = html`<div class="body" part="body">
      <slot></slot>
      ${renderWindowState({
        name: this.name,
        state: this.state,
        onRetry: () => this.signals.onRetry.emit(),
        onClose: this.#close,
      })}
    </div>`;
    if (this.inline)
      return html`<section class="frame" part="base" tabindex="-1" aria-label=${this.name}>
        ${body}
      </section>`;
    const content = html`${this.#renderBar()} ${body} ${this.#renderHandles()}`;
    if (!this.request.dialog)
      return html`<section
        class="frame"
        part="base"
        role="dialog"
        tabindex="-1"
        aria-labelledby="title"
      >
        ${content}
      </section>`;
    return html`<dialog
      class="frame"
      part="base"
      aria-labelledby="title"
      @cancel=${this.#onCancel}
      @close=${this.#onDialogClosed}
    >
      ${content}
    </dialog>`;
  }

  #renderBar() {
    const { maximized, name } = this;
    return html`<header
      part="bar"
      @pointerdown=${this.#mover.startMove}
      @dblclick=${this.#toggleSize}
    >
      <button
        type="button"
        class="icon-button grip"
        aria-label="Move window with the arrow keys"
        ?disabled=${maximized}
        @keydown=${this.#mover.moveByKey}
      >
        ${chromeIcon('grip')}
      </button>
      <h2 id="title" title=${name} tabindex="-1" ?autofocus=${this.request.dialog}>
        <bdi>${name}</bdi>
      </h2>
      <button
        type="button"
        class="icon-button"
        aria-label=${maximized ? 'Restore window' : 'Maximize window'}
        @click=${this.#toggleSize}
      >
        ${chromeIcon(maximized ? 'restore' : 'maximize')}
      </button>
      <button type="button" class="icon-button" aria-label="Close window" @click=${this.#close}>
        ${chromeIcon('close')}
      </button>
    </header>`;
  }

  #renderHandles() {
    if (this.maximized) return nothing;
    return html`${EDGES.map(
        (edge) =>
          html`<div
            class="edge ${edge}"
            @pointerdown=${(event: PointerEvent) => this.#mover.startResize(event, edge)}
          ></div>`,
      )}
      <button
        type="button"
        class="icon-button corner"
        aria-label="Resize window with the arrow keys"
        @pointerdown=${(event: PointerEvent) => this.#mover.startResize(event, 'se')}
        @keydown=${this.#mover.resizeByKey}
      >
        ${chromeIcon('corner')}
      </button>
      <div class="shield"></div>`;
  }

  get #floats(): boolean {
    return !this.inline && !this.request.dialog;
  }

  #focused(): void {
    if (this.#floats) pageWindows.raise(this);
    this.signals.onFocus.emit();
  }

  #showOrHide(): void {
    if (this.#floats) {
      if (this.hidden) pageWindows.remove(this);
      else pageWindows.raise(this);
    } else if (this.frame instanceof HTMLDialogElement) {
      if (this.hidden) this.frame.close();
      else this.frame.showModal();
    }
  }

  readonly #toggleSize = (event: Event): void => {
    const button = event.target instanceof Element && event.target.closest('button');
    // Two fast clicks on a button are not a double click on the bar.
    if (event.type === 'dblclick' && button) return;
    this.maximized = !this.maximized;
  };

  readonly #close = (): void => this.signals.onCloseRequest.emit();

  readonly #onCancel = (event: Event): void => {
    // A file input inside cancels, too; and what cannot be cancelled goes on to close.
    if (event.target !== event.currentTarget || !event.cancelable) return;
    event.preventDefault();
    this.#close();
  };

  /** A browser lets the user out by a second Escape, whatever the page says to the first. */
  readonly #onDialogClosed = (): void => {
    if (!this.#left && !this.hidden) this.#close();
  };
}
