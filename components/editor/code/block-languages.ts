import { ParseContext, type LanguageSupport } from '@codemirror/language';
import type { Parser } from '@lezer/common';
import { reportError, type BlockLanguage } from '../../../src/index.js';

/** The languages blocks are written in; each is fetched when a file first needs it. */
const LOADERS: Readonly<Partial<Record<BlockLanguage, () => Promise<LanguageSupport>>>> = {
  css: async () => (await import('@codemirror/lang-css')).css(),
  html: async () => (await import('@codemirror/lang-html')).html({ autoCloseTags: false }),
  javascript: async () => (await import('@codemirror/lang-javascript')).javascript(),
  json: async () => (await import('@codemirror/lang-json')).json(),
  markdown: async () => {
    const { markdown, markdownLanguage } = await import('@codemirror/lang-markdown');
    return markdown({ base: markdownLanguage });
  },
  python: async () => (await import('@codemirror/lang-python')).python(),
  yaml: async () => (await import('@codemirror/lang-yaml')).yaml(),
};

/** Fetches languages as files need them and keeps them for one view. */
export class BlockLanguages {
  readonly #loaded = new Map<BlockLanguage, LanguageSupport>();
  readonly #pending = new Map<BlockLanguage, Parser>();
  readonly #onLoaded: (name: BlockLanguage, support: LanguageSupport) => void;

  /** @param onLoaded told of a language's own completion and key bindings */
  constructor(onLoaded: (name: BlockLanguage, support: LanguageSupport) => void) {
    this.#onLoaded = onLoaded;
  }

  /** What goes with the languages there are by now, for a new state of the editor. */
  get supports(): readonly (readonly [BlockLanguage, LanguageSupport])[] {
    return [...this.#loaded];
  }

  /** The parser of a language; until it is there, one that skips what it will read. Null where none is known. */
  parserOf(name: BlockLanguage): Parser | null {
    const load = LOADERS[name];
    if (!load) return null;
    return (
      this.#loaded.get(name)?.language.parser ?? this.#pending.get(name) ?? this.#load(name, load)
    );
  }

  #load(name: BlockLanguage, load: () => Promise<LanguageSupport>): Parser {
    const loading = load().then(
      (support) => {
        this.#loaded.set(name, support);
        this.#pending.delete(name);
        this.#onLoaded(name, support);
      },
      // Its text stays plain then.
      (error: unknown) => reportError(error, `editor language ${name}`),
    );
    const skipping = ParseContext.getSkippingParser(loading);
    this.#pending.set(name, skipping);
    return skipping;
  }
}
