import { Language } from '@codemirror/language';
import { parseMixed, type Parser } from '@lezer/common';
import type { BlockLanguages } from './block-languages.js';
import { BlockParser, contentLanguage } from './block-parser.js';
import { pluginLanguageData } from './language-data.js';

/** The language of a plugin file: its blocks, with a language of its own inside each. */
export function createPluginLanguage(languages: BlockLanguages): Language {
  const parser: Parser = new BlockParser(
    parseMixed(({ type }) => {
      const name = type.prop(contentLanguage);
      if (!name) return null;
      const inner = name === 'plugin' ? parser : languages.parserOf(name);
      return inner && { parser: inner };
    }),
  );
  return new Language(pluginLanguageData, parser, [], 'imjoy-plugin');
}
