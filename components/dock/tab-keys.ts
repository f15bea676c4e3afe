import type { Side } from './layout-tree.js';

/** What a key means on a tab. */
export type TabCommand =
  | { readonly do: 'step'; readonly right: 1 | -1 }
  | { readonly do: 'first' | 'last' | 'activate' | 'close' | 'rename' | 'maximize' }
  | { readonly do: 'move'; readonly side: Side };

const SIDES: Readonly<Record<string, Side>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'top',
  ArrowDown: 'bottom',
};

const PLAIN: Readonly<Record<string, TabCommand>> = {
  ArrowLeft: { do: 'step', right: -1 },
  ArrowRight: { do: 'step', right: 1 },
  Home: { do: 'first' },
  End: { do: 'last' },
  Enter: { do: 'activate' },
  ' ': { do: 'activate' },
  Delete: { do: 'close' },
  F2: { do: 'rename' },
};

/** Null for keys that mean nothing here. */
export function tabCommand(event: KeyboardEvent): TabCommand | null {
  const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
  const side = Object.hasOwn(SIDES, key) ? SIDES[key] : undefined;
  if (side && (ctrlKey || metaKey) && shiftKey && !altKey) return { do: 'move', side };
  if (ctrlKey || metaKey || shiftKey) return null;
  if (altKey) return key === 'Enter' ? { do: 'maximize' } : null;
  return (Object.hasOwn(PLAIN, key) && PLAIN[key]) || null;
}
