/** What a key asks of a list of rows. */
export type RowWish =
  | { readonly kind: 'move'; readonly by: number }
  | { readonly kind: 'expand'; readonly expanded: boolean }
  | { readonly kind: 'menu' | 'type' };

const FIELDS = 'input, select, textarea, [contenteditable]';

/** Whether an event comes from something the user types into. */
export function isInField(event: Event): boolean {
  const target = event.composedPath()[0];
  return target instanceof Element && target.matches(FIELDS);
}

/** Null for keys that are no business of the list's: those pressed in a row's form above all. */
export function readRowKey(event: KeyboardEvent, isRtl: boolean): RowWish | null {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return null;
  if (isInField(event)) return null;
  const { key, shiftKey } = event;
  switch (key) {
    case 'ArrowDown':
      return { kind: 'move', by: 1 };
    case 'ArrowUp':
      return { kind: 'move', by: -1 };
    case 'Home':
      return { kind: 'move', by: -Infinity };
    case 'End':
      return { kind: 'move', by: Infinity };
    case 'ArrowRight':
    case 'ArrowLeft':
      return { kind: 'expand', expanded: (key === 'ArrowRight') !== isRtl };
    case 'ContextMenu':
      return { kind: 'menu' };
    case 'F10':
      return shiftKey ? { kind: 'menu' } : null;
    default:
      return key.length === 1 && key !== ' ' ? { kind: 'type' } : null;
  }
}
