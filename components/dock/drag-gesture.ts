/** How a gesture came out. */
export interface GestureEnd {
  /** Whether the pointer went far enough to drag something. */
  readonly dragged: boolean;
  /** Whether nothing shall come of it. */
  readonly cancelled: boolean;
}

export interface GestureListener {
  /** @param handle what the user holds */
  started(handle: Element): void;
  moved(): void;
  ended(end: GestureEnd): void;
}

/** What golden-layout lets the user drag. */
const HANDLES = '.lm_tab, .lm_splitter';

/**
 * Sees golden-layout's drags through. It follows the pointer on the document, and mixes up what is measured
 * from the page's corner with what is measured from the window's: both are the same to it while this goes on.
 */
export class DragGesture {
  readonly #listener: GestureListener;
  readonly #root: HTMLElement;
  #following: AbortController | null = null;
  #dragged = false;

  /** @param root holds all handles */
  constructor(root: HTMLElement, listener: GestureListener) {
    this.#root = root;
    this.#listener = listener;
    root.addEventListener('pointerdown', this.#press, { capture: true });
  }

  /** Whether the user holds a handle. */
  get isActive(): boolean {
    return this.#following !== null;
  }

  /** Ends a gesture that goes on, without a result. */
  cancel(): void {
    if (this.#following) this.#end(true);
  }

  dispose(): void {
    this.cancel();
    this.#root.removeEventListener('pointerdown', this.#press, { capture: true });
  }

  readonly #press = (event: PointerEvent): void => {
    const { target } = event;
    const handle = target instanceof Element ? target.closest(HANDLES) : null;
    if (!handle || !event.isPrimary) return;
    // Golden-layout would drag with any button, and never let go again once a context menu opens.
    if (event.button !== 0) return event.stopPropagation();
    this.cancel();
    const following = new AbortController();
    const { signal } = following;
    this.#following = following;
    this.#dragged = false;
    toViewport(event);
    const early = { signal, capture: true };
    addEventListener('pointermove', this.#move, early);
    addEventListener('pointercancel', () => this.#end(true), early);
    addEventListener('keydown', this.#key, early);
    addEventListener('wheel', stay, { ...early, passive: false });
    addEventListener('pointerup', () => (this.#dragged = isDragging()), early);
    // Late, so that golden-layout on the document has finished before.
    addEventListener('pointerup', () => this.#end(false), { signal });
    this.#listener.started(handle);
  };

  readonly #move = (event: PointerEvent): void => {
    toViewport(event);
    this.#listener.moved();
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.#end(true);
  };

  #end(cancelled: boolean): void {
    const dragged = this.#dragged || isDragging();
    this.#following?.abort();
    this.#following = null;
    // It knows no way to give up but to be let go; nobody but the document's own listeners hears this.
    if (cancelled) document.dispatchEvent(new PointerEvent('pointerup'));
    this.#listener.ended({ dragged, cancelled });
  }
}

const isDragging = (): boolean => document.body.classList.contains('lm_dragging');

/** What scrolls during a drag would not be where golden-layout measured it. */
const stay = (event: Event): void => event.preventDefault();

function toViewport(event: PointerEvent): void {
  const { scrollLeft, scrollTop } = document.body;
  Object.defineProperty(event, 'pageX', { value: event.clientX + scrollLeft });
  Object.defineProperty(event, 'pageY', { value: event.clientY + scrollTop });
}
