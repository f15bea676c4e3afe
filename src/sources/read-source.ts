import { isSourceText } from '../plugin-file/source-text.js';
import { fetchText } from './fetch-text.js';
import { resolvePluginUri, type ResolveOptions } from './resolve-plugin-uri.js';

/** The text of a plugin and where it was found. */
export interface PluginSource {
  readonly code: string;
  /** Null for text given directly. */
  readonly url: string | null;
  /** What relative URLs in the text are resolved against. */
  readonly base: string;
  /** The tag that the URI asked for. */
  readonly tag: string | null;
  /** The URI without its tag: where an update is looked for; null for text given directly. */
  readonly origin: string | null;
}

export type ReadOptions = ResolveOptions & {
  readonly base: string;
  /** Whether `src` is the text, where that is known. */
  readonly isText?: boolean;
};

/**
 * Reads a plugin file given as text, or fetches it from wherever its URI says.
 * @throws ImjoyError `PLUGIN_FETCH` naming the URL and what to do about it, and what
 * {@link resolvePluginUri} throws
 */
export async function readSource(src: string, options: ReadOptions): Promise<PluginSource> {
  const { base, isText = isSourceText(src), fresh, signal } = options;
  if (isText) return { code: src, url: null, base, tag: null, origin: null };
  const { url, tag, origin } = await resolvePluginUri(src, options);
  const code = await fetchText(url, { what: 'the plugin', code: 'PLUGIN_FETCH', fresh, signal });
  return { code, url, base: url, tag, origin };
}
