import { defineLanguageFacet } from '@codemirror/language';

/** What editing commands and completion know of the file outside its blocks. */
export const pluginLanguageData = defineLanguageFacet({
  commentTokens: { block: { open: '<!--', close: '-->' } },
});
