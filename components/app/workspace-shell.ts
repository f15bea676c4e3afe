import type { PlaceRequest, WindowPlace } from '../../src/index.js';
import { DomShell } from '../shell/dom-shell.js';

/** What an application around a workspace shows by itself. */
export interface AppView {
  placeWindow(request: PlaceRequest): WindowPlace;
  showStatus(text: string): void;
  /** @param percent 0–100 */
  showProgress(percent: number): void;
}

/** The user interface of a workspace: that of any page, but for what the application around it takes over. */
export class WorkspaceShell extends DomShell {
  #app: AppView | null = null;
  #status = '';

  /** Null while there is none, as on pages with a layout of their own. It takes over the status of before. */
  get app(): AppView | null {
    return this.#app;
  }
  set app(app: AppView | null) {
    this.#app = app;
    if (!app || !this.#status) return;
    app.showStatus(this.#status);
    super.showStatus('');
  }

  /** Dialogs lie above everything, and windows that name an element of the page go there. */
  override placeWindow(request: PlaceRequest): WindowPlace {
    const { dialog, elementId } = request;
    const isElsewhere =
      dialog || (elementId !== null && document.getElementById(elementId) !== null);
    return this.app && !isElsewhere ? this.app.placeWindow(request) : super.placeWindow(request);
  }

  override showStatus(text: string): void {
    this.#status = text;
    if (this.app) this.app.showStatus(text);
    else super.showStatus(text);
  }

  override showProgress(percent: number): void {
    if (this.app) this.app.showProgress(percent);
    else super.showProgress(percent);
  }
}
