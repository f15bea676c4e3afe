import { messageOf, type PluginLog } from '../../src/index.js';

const LONGEST = 100;

/** The last thing that went wrong or, when nothing did, that was said. */
export function lastLine({ entries, hasError }: PluginLog): string {
  const last = entries.findLast(({ type }) => (hasError ? type === 'error' : type !== 'image'));
  if (!last) return 'Log';
  const text = typeof last.value === 'object' ? 'Log' : messageOf(last.value);
  return shorten(text, LONGEST);
}

export const shorten = (text: string, longest: number): string =>
  text.length > longest ? `${text.slice(0, longest)}…` : text;
