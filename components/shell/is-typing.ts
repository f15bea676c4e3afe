/** Frames too: what goes on in one is not the page's to know. */
const FIELDS = 'input, select, textarea, [contenteditable], iframe';

/** Whether the user is in a field, where taking the focus would catch what they type. */
export function isTyping(): boolean {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active?.matches(FIELDS) ?? false;
}
