import { ImjoyShellDialogElement } from './shell-dialog-element.js';
import { ImjoyShellElement } from './shell-element.js';
import { ImjoyShellSnackbarElement } from './shell-snackbar-element.js';
import { ImjoyShellStatusElement } from './shell-status-element.js';

const elements = {
  'imjoy-shell-dialog': ImjoyShellDialogElement,
  'imjoy-shell-snackbar': ImjoyShellSnackbarElement,
  'imjoy-shell-status': ImjoyShellStatusElement,
  'imjoy-shell': ImjoyShellElement,
};

for (const [tag, element] of Object.entries(elements)) {
  if (!customElements.get(tag)) customElements.define(tag, element);
}

declare global {
  interface HTMLElementTagNameMap {
    'imjoy-shell-dialog': ImjoyShellDialogElement;
    'imjoy-shell-snackbar': ImjoyShellSnackbarElement;
    'imjoy-shell-status': ImjoyShellStatusElement;
    'imjoy-shell': ImjoyShellElement;
  }
}
