import createDOMPurify, { type Config, type DOMPurify } from 'dompurify';
import {
  addressPattern,
  allAttributes,
  mayHaveAttribute,
  profiles,
  type ProfileRules,
  type SanitizeProfile,
} from './sanitize-profiles.js';
import { SHIELDED_STYLE, shieldInlineCode } from './shield-inline-code.js';

export type { SanitizeProfile } from './sanitize-profiles.js';

const COMMENT = /<!--[\s\S]*?(?:-->|$)/g;
const STYLE_PROPERTIES = new Set(['border', 'margin', 'padding']);
/** No minus: a negative margin would lay a plugin's text over what stands around the form. */
const STYLE_VALUE = /^[\w\s.,%#()]+$/;

/** Ours alone: hooks that the page adds to the shared instance must not loosen it. */
let purifier: DOMPurify | null = null;
let active: ProfileRules = profiles.ui;
const heldStyles = new WeakMap<Element, string>();

/**
 * HTML of a plugin, made fit for the page: the one way by which such HTML gets there.
 *
 * Scripts, handlers, foreign addresses and everything else outside the profile's lists are gone; in the `ui`
 * and `message` profiles a forbidden tag is shown as the text it was written as. Of inline styles `border`,
 * `margin` and `padding` remain, set property by property, since a page with a strict content security
 * policy refuses `style` attributes. Works with Trusted Types on.
 */
export function sanitizeHtml(html: string, profile: SanitizeProfile): DocumentFragment {
  purifier ??= createPurifier();
  active = profiles[profile];
  const source = html.replace(COMMENT, '');
  const shown = active.showForbidden ? showForbidden(source, active) : source;
  return purifier.sanitize(shieldInlineCode(shown), {
    ALLOWED_TAGS: [...active.tags, '#text'],
    ALLOWED_ATTR: [...allAttributes],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    ADD_URI_SAFE_ATTR: ['ping'],
    RETURN_DOM_FRAGMENT: true,
  } satisfies Config);
}

/**
 * Escapes the opening bracket of tags outside the list. Only for show: the purifier reads the result as it
 * would read any other text, so a tag that slips through here is removed there.
 */
function showForbidden(html: string, { tags }: ProfileRules): string {
  const forbidden = new RegExp(`<(?!/?(?:${tags.join('|')})(?:[\\s/>]|$))`, 'gi');
  return html.replace(forbidden, '&lt;');
}

function createPurifier(): DOMPurify {
  const purify = createDOMPurify(window);
  purify.addHook('uponSanitizeAttribute', (element, attribute) => {
    const { attrName: name, attrValue: value } = attribute;
    const pattern = addressPattern(active, name);
    attribute.keepAttr =
      mayHaveAttribute(element.localName, name) && (pattern === null || pattern.test(value));
    if (name === SHIELDED_STYLE) heldStyles.set(element, value);
  });
  purify.addHook('afterSanitizeAttributes', (element) => {
    if (element.hasAttribute('target')) element.setAttribute('rel', 'noopener noreferrer');
    const style = heldStyles.get(element);
    if (style !== undefined && element instanceof HTMLElement) applyStyle(element, style);
  });
  return purify;
}

function applyStyle(element: HTMLElement, declarations: string): void {
  for (const declaration of declarations.split(';')) {
    const colon = declaration.indexOf(':');
    const property = declaration.slice(0, colon).trim().toLowerCase();
    const value = declaration.slice(colon + 1).trim();
    if (!STYLE_PROPERTIES.has(property) || !STYLE_VALUE.test(value)) continue;
    element.style.setProperty(property, value);
  }
}
