import { ImjoyError } from '../base/error.js';
import { isSourceText } from '../plugin-file/source-text.js';
import { fetchText } from './fetch-text.js';
import { parsePluginUri } from './plugin-uri.js';
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
  /** Makes the plugin file of a page that is none, but an app of its own; without it, such a page is none. */
  describePage?(url: string): Promise<string>;
};

/**
 * Reads a plugin file given as text, or fetches it from wherever its URI says.
 * @throws ImjoyError `PLUGIN_FETCH` naming the URL and what to do about it, and what
 * {@link resolvePluginUri} throws
 */
export async function readSource(src: string, options: ReadOptions): Promise<PluginSource> {
  const { base, isText = isSourceText(src), hosts } = options;
  if (isText) return { code: src, url: null, base, tag: null, origin: null };
  const { url, tag, origin } = await resolvePluginUri(src, options);
  const mayBeApp = parsePluginUri(src, { base, hosts }).kind === 'page';
  const code = await (mayBeApp ? readPage(url, options) : readFile(url, options));
  return { code, url, base: url, tag, origin };
}

const readFile = (url: string, { fresh, signal }: ReadOptions): Promise<string> =>
  fetchText(url, { what: 'the plugin', code: 'PLUGIN_FETCH', fresh, signal });

/** What pages begin with; other files are not opened to be asked what they are. */
const PAGE = /<(?:!doctype|html|head|body|script)\b/i;

/** Servers may call a plugin file as they like, and let nobody read a page that is an app of its own. */
async function readPage(url: string, options: ReadOptions): Promise<string> {
  const { describePage } = options;
  if (!describePage) return readFile(url, options);
  const text = await readFile(url, options).catch((error: unknown) => {
    if (error instanceof ImjoyError && error.details.reason === 'cors') return '';
    throw error;
  });
  const isOther = /<config[\s>]/i.test(text) || (text !== '' && !PAGE.test(text));
  return isOther ? text : describePage(url);
}
