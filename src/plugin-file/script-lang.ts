import { traitsOf } from './plugin-types.js';
import type { Block } from './types.js';

/**
 * The language a script is in. Published Python plugins say `javascript`, or nothing, on scripts that hold
 * Python, so a type that runs a single language has the last word.
 * @param types the types the plugin can have where the script is used; they decide when they agree
 */
export function scriptLang(attributes: Block['attributes'], types: readonly string[]): string {
  const python = types.length > 0 && types.every((type) => traitsOf(type).lang === 'python');
  const given = attributes.lang;
  if (typeof given !== 'string') return python ? 'python' : 'javascript';
  const lang = given.trim().toLowerCase();
  const claimsJavascript = lang === 'javascript' && types.every((type) => traitsOf(type).only);
  return python && claimsJavascript ? 'python' : lang;
}
