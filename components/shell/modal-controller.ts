import type { LitElement, ReactiveController } from 'lit';
import { activeElement } from './active-element.js';

/**
 * Shows the `<dialog>` of an element as soon as it is there, and gives the focus back to what had it when the
 * element goes. A dialog that is hidden with what it lies in is dismissed: it would keep the page from the user
 * and not be seen itself.
 */
export class ModalController implements ReactiveController {
  readonly #host: LitElement;
  readonly #dismiss: () => void;
  readonly #sight = new ResizeObserver(() => {
    if (this.#dialog?.open && !this.#dialog.checkVisibility()) this.#dismiss();
  });
  #cameFrom: Element | null = null;
  #dialog: HTMLDialogElement | null = null;

  constructor(host: LitElement, dismiss: () => void) {
    this.#host = host;
    this.#dismiss = dismiss;
    host.addController(this);
  }

  close(): void {
    if (this.#dialog?.open) this.#dialog.close();
  }

  hostConnected(): void {
    this.#cameFrom = activeElement();
  }

  hostUpdated(): void {
    if (this.#dialog || !this.#host.isConnected) return;
    this.#dialog = this.#host.renderRoot.querySelector('dialog');
    if (!this.#dialog) return;
    this.#dialog.showModal();
    this.#sight.observe(this.#dialog);
  }

  hostDisconnected(): void {
    this.#sight.disconnect();
    // The browser gives the focus back when a dialog closes, but not when it vanishes.
    if (this.#dialog?.open && this.#cameFrom instanceof HTMLElement) this.#cameFrom.focus();
  }
}
