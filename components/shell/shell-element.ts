import { css, html, LitElement, type CSSResultGroup } from 'lit';
import { query } from 'lit/decorators.js';
import type { DialogMessage, FormRequest, PromptMessage, Workspace } from '../../src/index.js';
import { QuestionDesk } from './question-desk.js';
import { alertQuestion, confirmQuestion, formQuestion, promptQuestion } from './questions.js';
import type { ImjoyShellSnackbarElement, SnackbarMessage } from './shell-snackbar-element.js';
import type { ImjoyShellStatusElement } from './shell-status-element.js';

/** Below this there is no room for a status beside other things. */
const NARROW = '(max-width: 499.98px)';

/**
 * Where plugins meet the user of a page: dialogs, messages, status. There is one on a page, made on first
 * use; a page that puts one in itself decides where, and how it is themed. Windows are its children.
 *
 * @element imjoy-shell
 * @slot - windows and dialogs
 * @cssprop [--imjoy-shell-z-index=1000] - how far above the page windows and status lie
 */
export class ImjoyShellElement extends LitElement {
  static override styles: CSSResultGroup = css`
    :host {
      position: fixed;
      inset: 0 auto auto 0;
      z-index: var(--imjoy-shell-z-index, 1000);
      width: 0;
      height: 0;
    }
  `;

  @query('imjoy-shell-snackbar') private snackbar!: ImjoyShellSnackbarElement;
  @query('imjoy-shell-status') private status!: ImjoyShellStatusElement;
  readonly #desk = new QuestionDesk(this);

  alert(message: DialogMessage): Promise<void> {
    return this.#desk.ask(alertQuestion(message));
  }

  confirm(message: DialogMessage): Promise<boolean> {
    return this.#desk.ask(confirmQuestion(message));
  }

  /** Null when cancelled. */
  prompt(message: PromptMessage): Promise<string | null> {
    return this.#desk.ask(promptQuestion(message));
  }

  /**
   * Undefined when cancelled.
   * @param workspace where the operators come from that the form embeds
   */
  showForm(
    request: FormRequest,
    workspace: Workspace | null = null,
  ): Promise<Readonly<Record<string, unknown>> | undefined> {
    return this.#desk.ask(formQuestion(request, workspace));
  }

  showSnackbar(message: SnackbarMessage): void {
    void this.updateComplete.then(() => this.snackbar.show(message));
  }

  /** On a narrow page a status is a passing message. */
  showStatus(text: string): void {
    const narrow = matchMedia(NARROW).matches;
    if (narrow && text) this.showSnackbar({ text, seconds: 0 });
    void this.updateComplete.then(() => this.status.showText(narrow ? '' : text));
  }

  /** @param percent 0–100 */
  showProgress(percent: number): void {
    void this.updateComplete.then(() => this.status.showProgress(percent));
  }

  protected override render() {
    return html`<slot></slot>
      <imjoy-shell-status></imjoy-shell-status>
      <imjoy-shell-snackbar></imjoy-shell-snackbar>`;
  }
}
