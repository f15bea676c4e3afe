import { replaceEach, type Replacement } from './replace-each.js';

/**
 * Comments and texts, to be passed over, and what names another file. A comment or a text that does not end is one,
 * too: to look for its end from each sign of it would take for ever.
 */
const TOKEN =
  /\/\*[\s\S]*?(?:\*\/|$)|(@import\s+)(?:url\(\s*)?(?:"([^"]*)"|'([^']*)'|([^\s)"';]+))(?:\s*\))?|url\(\s*(?:"([^"]*)"|'([^']*)'|([^()"'\s]+))\s*\)|"(?:\\[\s\S]|[^"\\\n])*"?|'(?:\\[\s\S]|[^'\\\n])*'?/gi;

/**
 * Puts what a style sheet names into it: fonts, too, may be loaded only from servers that let every site read.
 * @param load gives a `data:` URL for what is named
 */
export async function inlineCss(
  css: string,
  load: (named: string, isSheet: boolean) => Promise<string>,
): Promise<string> {
  const replacements: Replacement[] = [];
  for (const match of css.matchAll(TOKEN)) {
    const [whole, rule, ...texts] = match;
    const named = texts.find((text) => text !== undefined)?.trim();
    // What begins with # is in the document, and what has a scheme but http needs no server.
    if (!named || /^(?:#|(?!https?:)[a-z][a-z\d+.-]*:)/i.test(named)) continue;
    const loaded = await load(named, rule !== undefined);
    const text = rule === undefined ? `url("${loaded}")` : `${rule}url("${loaded}")`;
    replacements.push({ start: match.index, end: match.index + whole.length, text });
  }
  return replaceEach(css, replacements);
}
