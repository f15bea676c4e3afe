/** What can be done by key anywhere in the editor. */
export type EditorCommand = 'save' | 'run' | 'reload';

/** The command a key stands for; spec 8.5. Shift+Enter only where code is written: forms use it, too. */
export function commandOf(event: KeyboardEvent, isInCode: boolean): EditorCommand | null {
  const { key, ctrlKey, metaKey, shiftKey, altKey } = event;
  if (altKey || event.isComposing) return null;
  if (key === 'Enter') return shiftKey && isInCode && !ctrlKey && !metaKey ? 'run' : null;
  if (shiftKey) return null;
  const letter = key.toLowerCase();
  if (letter === 's' && (ctrlKey || metaKey)) return 'save';
  // With Cmd, these belong to the browser.
  if (!ctrlKey || metaKey) return null;
  return letter === 'e' ? 'run' : letter === 'l' ? 'reload' : null;
}
