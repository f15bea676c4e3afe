import { activeElement } from './active-element.js';

/** Frames too: what goes on in one is not the page's to know. */
const FIELDS = 'input, select, textarea, [contenteditable], iframe';

/** Whether the user is in a field, where taking the focus would catch what they type. */
export function isTyping(): boolean {
  return activeElement()?.matches(FIELDS) ?? false;
}
