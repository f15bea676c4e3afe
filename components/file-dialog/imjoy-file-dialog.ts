import { ImjoyFileDialogElement } from './file-dialog-element.js';
import { ImjoyFileQuestionElement } from './file-question-element.js';

export { ImjoyFileDialogElement, ImjoyFileQuestionElement };

if (!customElements.get('imjoy-file-dialog')) {
  customElements.define('imjoy-file-dialog', ImjoyFileDialogElement);
  customElements.define('imjoy-file-question', ImjoyFileQuestionElement);
}

declare global {
  interface HTMLElementTagNameMap {
    'imjoy-file-dialog': ImjoyFileDialogElement;
    'imjoy-file-question': ImjoyFileQuestionElement;
  }
}
