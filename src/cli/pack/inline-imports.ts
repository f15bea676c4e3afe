import { childrenOf, parseScript } from '../../scripts/parse-script.js';
import { replaceEach, type Replacement } from './replace-each.js';

/**
 * Puts the modules that a module imports into it, those it names in so many words by where they are.
 * @param load gives a `data:` URL for what is named
 */
export async function inlineImports(
  code: string,
  load: (named: string) => Promise<string>,
): Promise<string> {
  const found: { readonly from: number; readonly to: number }[] = [];
  parseScript({ lang: 'javascript', content: code })?.iterate({
    enter({ node }) {
      if (IMPORTS.has(node.name)) found.push(...childrenOf(node).filter(isText));
    },
  });
  const replacements: Replacement[] = [];
  for (const { from: start, to: end } of found) {
    const named = code.slice(start + 1, end - 1);
    if (!/^(?:\.{0,2}\/|https?:)/.test(named)) continue;
    replacements.push({ start, end, text: JSON.stringify(await load(named)) });
  }
  return replaceEach(code, replacements);
}

/** `import … from`, `export … from` and `import(…)`. */
const IMPORTS = new Set(['ImportDeclaration', 'ExportDeclaration', 'DynamicImport']);

const isText = ({ name }: { readonly name: string }): boolean => name === 'String';
