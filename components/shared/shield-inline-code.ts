const TAG = /(<[a-z][^\s/<>]*)((?:[^<>"']|"[^"]*"|'[^']*')*>)/gi;
const ATTRIBUTE = /([^\s"'<>/=]+)(\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?/g;
const INLINE_CODE = /^(?:style$|on)/i;

const PREFIX = 'data-imjoy-';

/** The name that `style` attributes have afterwards. */
export const SHIELDED_STYLE = `${PREFIX}style`;

/**
 * Renames `style` and `on…` attributes, because a page with a content security policy reports them as soon
 * as they are parsed, even in a document that is never shown. Only against that noise: what keeps code out
 * is the sanitiser, which meets the attributes this pass overlooks under their own names.
 */
export function shieldInlineCode(html: string): string {
  return html.replace(TAG, (_, tag: string, attributes: string) => {
    const shielded = attributes.replace(ATTRIBUTE, (attribute: string, name: string) =>
      INLINE_CODE.test(name) ? PREFIX + attribute : attribute,
    );
    return tag + shielded;
  });
}
