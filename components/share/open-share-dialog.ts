import { ImjoyShareDialogElement, type SharedPlugin } from './share-dialog-element.js';

if (!customElements.get('imjoy-share-dialog'))
  customElements.define('imjoy-share-dialog', ImjoyShareDialogElement);

export type { SharedPlugin };

/** Lets the user make links to a plugin. @returns when the user is done */
export async function openShareDialog(
  plugin: SharedPlugin,
  parent: Element = document.body,
): Promise<void> {
  const dialog = Object.assign(new ImjoyShareDialogElement(), { plugin });
  parent.append(dialog);
  await dialog.closed;
  dialog.remove();
}
