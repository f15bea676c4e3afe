import { followPointer } from './follow-pointer.js';

export interface GestureListener {
  /** @param tab what the user holds */
  started(tab: Element): void;
  moved(): void;
  /** @param cancelled whether nothing shall come of it */
  ended(cancelled: boolean): void;
}

/** What a finger trembles, in CSS pixels. */
const SLACK = 10;

/**
 * Sees golden-layout's drags of tabs through. It follows the pointer on the document, and mixes up what is
 * measured from the page's corner with what is measured from the window's: both are the same to it while this
 * goes on.
 */
export class DragGesture {
  readonly #listener: GestureListener;
  readonly #root: HTMLElement;
  #giveUp: (() => void) | null = null;

  /** @param root holds all tabs */
  constructor(root: HTMLElement, listener: GestureListener) {
    this.#root = root;
    this.#listener = listener;
    root.addEventListener('pointerdown', this.#press, { capture: true });
    root.addEventListener('contextmenu', this.cancel, { capture: true });
    root.addEventListener('touchstart', this.#touch, { capture: true, passive: true });
  }

  /** Whether the user holds a tab. */
  get isActive(): boolean {
    return this.#giveUp !== null;
  }

  /** Ends a gesture that goes on, without a result. */
  readonly cancel = (): void => this.#giveUp?.();

  dispose(): void {
    this.cancel();
    this.#root.removeEventListener('pointerdown', this.#press, { capture: true });
    this.#root.removeEventListener('contextmenu', this.cancel, { capture: true });
    this.#root.removeEventListener('touchstart', this.#touch, { capture: true });
  }

  readonly #press = (event: PointerEvent): void => {
    const tab = tabAt(event);
    if (!tab || !event.isPrimary) return;
    // Golden-layout would drag with any button, and never let go again once a context menu opens.
    if (event.button !== 0) return event.stopPropagation();
    this.cancel();
    toViewport(event);
    let mayScroll = event.pointerType === 'touch' && scrollsByTouch(tab);
    this.#giveUp = followPointer(event, {
      moved: (move) => {
        mayScroll &&= !isAcross(event, move);
        // Where a tab was already taken away, the browser could neither scroll nor tell that it does.
        if (mayScroll) return move.stopPropagation();
        toViewport(move);
        this.#listener.moved();
      },
      ended: (cancelled) => {
        this.#giveUp = null;
        // It knows no way to give up but to be let go; nobody but the document's own listeners hears this.
        if (cancelled) document.dispatchEvent(new PointerEvent('pointerup'));
        this.#listener.ended(cancelled);
      },
    });
    this.#listener.started(tab);
  };

  /** Golden-layout would take every touch for a tap: also one that is to scroll or to drag. */
  readonly #touch = (event: TouchEvent): void => {
    if (tabAt(event)) event.stopPropagation();
  };
}

const tabAt = ({ target }: Event): Element | null =>
  target instanceof Element ? target.closest('.lm_tab') : null;

/** Whether the bar of a tab goes along with a finger. */
const scrollsByTouch = (tab: Element): boolean => getComputedStyle(tab).touchAction === 'pan-x';

/** Whether a pointer leaves a bar rather than following it. */
function isAcross(from: PointerEvent, to: PointerEvent): boolean {
  const away = Math.abs(to.clientY - from.clientY);
  return away > SLACK && away > Math.abs(to.clientX - from.clientX);
}

function toViewport(event: PointerEvent): void {
  const { scrollLeft, scrollTop } = document.body;
  Object.defineProperty(event, 'pageX', { value: event.clientX + scrollLeft });
  Object.defineProperty(event, 'pageY', { value: event.clientY + scrollTop });
}
