/** What a plugin's `icon` stands for. Plugins write anything there: it is an address, a name, or text. */
export type IconSource =
  | { readonly kind: 'material'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'image'; readonly url: string };

/** The icon of whatever has none. */
export const DEFAULT_ICON: IconSource = { kind: 'material', name: 'extension' };

const LONGEST_NAME = 60;
/** Signs a text may have: a flag, a letter or two. */
const MOST_SIGNS = 3;
/** UTF-16 units of the longest emoji that are in use, families and flags, three times. */
const LONGEST_TEXT = 60;

export function readIcon(icon: unknown): IconSource {
  const text = typeof icon === 'string' ? icon.trim() : '';
  if (/^https?:\/\//i.test(text))
    return URL.canParse(text) ? { kind: 'image', url: text } : DEFAULT_ICON;
  if (/^data:image\//i.test(text)) return { kind: 'image', url: text };
  if (/^[a-z0-9]+([_ -][a-z0-9]+)*$/.test(text) && text.length <= LONGEST_NAME)
    return { kind: 'material', name: text.replace(/[ -]/g, '_') };
  return isFewSigns(text) ? { kind: 'text', text } : DEFAULT_ICON;
}

function isFewSigns(text: string): boolean {
  if (!text || text.length > LONGEST_TEXT) return false;
  const signs = [...new Intl.Segmenter().segment(text)];
  return signs.length <= MOST_SIGNS;
}
