import '../../../components/editor/imjoy-editor.js';
import type { ImjoyEditorElement } from '../../../components/editor/imjoy-editor.js';
import type { Workspace } from '../../../src/index.js';
import { eventually } from '../builtin/support.js';

export { eventually };

/** Puts an editor on the page and waits until its code editor is there. */
export async function openEditor(
  fields: Partial<ImjoyEditorElement> & { workspace?: Workspace } = {},
): Promise<{ editor: ImjoyEditorElement; root: ShadowRoot }> {
  const editor = Object.assign(document.createElement('imjoy-editor'), fields);
  document.body.append(editor);
  const root = await eventually(() => editor.shadowRoot);
  await eventually(() => root.querySelector('.cm-content'));
  return { editor, root };
}

/** Types as a keyboard and its browser would, without the focus other tests need, too. */
export async function type(editor: ImjoyEditorElement, text: string): Promise<void> {
  editor.focus();
  const content = editor.shadowRoot!.querySelector<HTMLElement>('.cm-content')!;
  content.focus();
  document.execCommand('insertText', false, text);
  await editor.updateComplete;
}

export function key(
  editor: ImjoyEditorElement,
  name: string,
  init: KeyboardEventInit = {},
): KeyboardEvent {
  const event = new KeyboardEvent('keydown', {
    key: name,
    bubbles: true,
    composed: true,
    cancelable: true,
    ...init,
  });
  editor.shadowRoot!.querySelector('.cm-content')!.dispatchEvent(event);
  return event;
}

export const buttonOf = (root: ParentNode, label: string): HTMLButtonElement | undefined =>
  [...root.querySelectorAll('button')].find((button) =>
    button.textContent!.trim().startsWith(label),
  );

export const partOf = (root: ParentNode, part: string): string =>
  root.querySelector(`[part="${part}"]`)?.textContent?.replace(/\s+/g, ' ').trim() ?? '';

/** The problems that are listed, opened by the button that counts them. */
export async function problemsOf(root: ShadowRoot): Promise<string[]> {
  const button = await eventually(() => root.querySelector<HTMLElement>('.foot button'));
  button.click();
  const panel = await eventually(() => root.querySelector('.cm-panel-lint'));
  return [...panel.querySelectorAll('li .cm-diagnosticText')].map((item) => item.textContent!);
}
