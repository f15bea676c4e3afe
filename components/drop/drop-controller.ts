import { html, nothing, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { readDrop } from './read-drop.js';

export interface DropOptions {
  /** What a drop would do. */
  readonly label?: string;
  /** Told what was dropped, after folders were read. */
  onFiles(files: readonly File[]): void;
  /** Told why a drop cannot be read. */
  onError(error: unknown): void;
}

/** What a drag of files looks like from here: not there, about to come, on the page, above the host. */
type DropState = 'idle' | 'waiting' | 'active' | 'over';

/** A drag that says nothing for so long (milliseconds) is over: browsers repeat themselves every 350 ms at most. */
const SILENCE = 1500;

/**
 * Makes an element a place to drop files and folders on. Put `controller.render()` last in what it renders and
 * `dropStyles` into its styles. While files are dragged over the page an overlay covers the host, above the
 * frames of plugins, which would swallow the drag. A drag begins in another window: so as long as this one is
 * not in use the overlay lies there unseen, lest the first thing a drag meets be a frame.
 */
export class DropController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: DropOptions;
  #state: DropState = 'idle';
  /** Whether what is dragged comes from the page itself, such as an image, which looks like a file. */
  #isOwnDrag = false;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #listening: AbortController | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement, options: DropOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  /** Whether files are being dragged over the page. */
  get isActive(): boolean {
    return this.#state === 'active' || this.#state === 'over';
  }

  hostConnected(): void {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const on = (type: string, listen: (event: DragEvent) => unknown) =>
      window.addEventListener(type, listen as EventListener, { capture: true, signal });
    on('dragstart', () => (this.#isOwnDrag = true));
    on('dragend', () => ((this.#isOwnDrag = false), this.#rest()));
    on('dragenter', (event) => this.#dragged(event));
    on('dragover', (event) => this.#dragged(event));
    on('dragleave', (event) => this.#left(event));
    on('drop', (event) => this.#dropped(event));
    on('blur', () => this.#rest());
    on('pointerout', (event) => event.relatedTarget === null && this.#rest());
    on('focus', () => this.#used());
    on('pointermove', () => this.#used());
    on('pointerdown', () => this.#used());
    on('keydown', () => this.#used());
    this.#rest();
  }

  hostDisconnected(): void {
    this.#listening?.abort();
    this.#become('idle');
  }

  /** The overlay; nothing while no drag is near. */
  render() {
    if (this.#state === 'idle') return nothing;
    return html`<div class="drop ${this.#state}" part="drop" aria-hidden="true">
      ${
        this.isActive
          ? html`<p>
              <svg viewBox="0 0 24 24"><path d="M9 16h6v-6h4l-7-7-7 7h4v6zm-4 2h14v2H5v-2z" /></svg>
              ${this.#options.label ?? 'Drop files to open them'}
            </p>`
          : nothing
      }
    </div>`;
  }

  #dragged(event: DragEvent): void {
    if (!this.#carriesFiles(event)) return;
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#rest(), SILENCE);
    const isOver = event.composedPath().includes(this.#host);
    this.#become(isOver ? 'over' : 'active');
    if (!isOver || !event.dataTransfer) return;
    // Without this the browser would leave the page to show the file.
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
  }

  /** Also how a drag ends that was given up with Escape. */
  #left(event: DragEvent): void {
    if (event.relatedTarget === null) this.#rest();
  }

  #dropped(event: DragEvent): void {
    const { dataTransfer } = event;
    const isOurs = this.#carriesFiles(event) && event.composedPath().includes(this.#host);
    this.#used();
    this.#become('idle');
    if (!isOurs || !dataTransfer) return;
    event.preventDefault();
    const { onFiles, onError } = this.#options;
    readDrop(dataTransfer).then(onFiles).catch(onError);
  }

  #carriesFiles({ dataTransfer }: DragEvent): boolean {
    return !this.#isOwnDrag && dataTransfer !== null && dataTransfer.types.includes('Files');
  }

  /** No drag is on the page. */
  #rest(): void {
    this.#become(document.hasFocus() ? 'idle' : 'waiting');
  }

  /** The user works in this window: no drag can be on its way. A drag itself moves no pointer. */
  #used(): void {
    if (this.#state === 'waiting') this.#become('idle');
  }

  #become(state: DropState): void {
    if (state === 'idle' || state === 'waiting') clearTimeout(this.#silence);
    if (state === this.#state) return;
    this.#state = state;
    this.#host.requestUpdate();
  }
}
