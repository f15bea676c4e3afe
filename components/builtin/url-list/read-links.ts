import { webUrl } from '../values/safe-url.js';

/** One line of a list of links; `href` is null if it leads nowhere a link may lead. */
export interface Link {
  readonly href: string | null;
  readonly text: string;
}

/** Reads `(string | {href, text})[]`, also under `data.urls`; null if the value is no list. */
export function readLinks(data: unknown): Link[] | null {
  const list = Array.isArray(data)
    ? (data as unknown[])
    : (data as { urls?: unknown } | null)?.urls;
  return Array.isArray(list) ? (list as unknown[]).map(readLink) : null;
}

function readLink(entry: unknown): Link {
  const { href, text } =
    typeof entry === 'object' && entry !== null
      ? (entry as { href?: unknown; text?: unknown })
      : { href: entry, text: entry };
  const label = typeof text === 'string' && text.trim() ? text : href;
  return { href: webUrl(href), text: typeof label === 'string' ? label : 'not a link' };
}
