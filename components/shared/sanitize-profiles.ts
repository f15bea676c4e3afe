/** Where HTML comes from, which decides how much of it is shown. */
export type SanitizeProfile = 'ui' | 'message' | 'docs';

/** What one profile lets through. */
export interface ProfileRules {
  readonly tags: readonly string[];
  /** Whether other tags are shown as the text they are, or left out. */
  readonly showForbidden: boolean;
  readonly link: RegExp;
  readonly image: RegExp;
}

const UI_TAGS = ['a', 'img', 'p', 'div', 'span', 'br', 'b', 'i', 'u', 'hr'];
const MESSAGE_TAGS = [
  ...UI_TAGS,
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'code', 'pre', 'ul', 'ol', 'li', 'strong', 'em'],
];
const DOCS_TAGS = [
  ...MESSAGE_TAGS,
  ...[
    'blockquote',
    'del',
    'ins',
    's',
    'small',
    'sub',
    'sup',
    'kbd',
    'mark',
    'abbr',
    'dl',
    'dt',
    'dd',
  ],
  ...['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'],
  ...['details', 'summary', 'figure', 'figcaption'],
];

const WEB = /^https?:\/\//i;
const WEB_OR_DATA_IMAGE = /^(?:https?:\/\/|data:image\/)/i;

export const profiles: Readonly<Record<SanitizeProfile, ProfileRules>> = {
  ui: { tags: UI_TAGS, showForbidden: true, link: WEB, image: WEB_OR_DATA_IMAGE },
  message: { tags: MESSAGE_TAGS, showForbidden: true, link: WEB, image: WEB_OR_DATA_IMAGE },
  docs: {
    tags: DOCS_TAGS,
    showForbidden: false,
    link: /^(?:https?:\/\/|mailto:|#)/i,
    image: WEB_OR_DATA_IMAGE,
  },
};

const EVERYWHERE = ['dir', 'lang', 'title'];

const attributesByTag: Readonly<Record<string, readonly string[]>> = {
  a: ['href', 'target', 'rel', 'type', 'hreflang', 'download', 'ping'],
  img: ['src', 'alt', 'width', 'height'],
  ol: ['start'],
  td: ['align', 'colspan', 'rowspan'],
  th: ['align', 'colspan', 'rowspan', 'scope'],
  details: ['open'],
};

/** Every attribute that some tag may have. */
export const allAttributes: readonly string[] = [
  ...EVERYWHERE,
  ...new Set(Object.values(attributesByTag).flat()),
];

/** @param tag lower case */
export function mayHaveAttribute(tag: string, attribute: string): boolean {
  return EVERYWHERE.includes(attribute) || (attributesByTag[tag]?.includes(attribute) ?? false);
}

/** The pattern that the value of an attribute must match, for attributes that hold addresses. */
export function addressPattern(rules: ProfileRules, attribute: string): RegExp | null {
  if (attribute === 'href' || attribute === 'ping') return rules.link;
  return attribute === 'src' ? rules.image : null;
}
