import { isSourceText } from '../plugin-file/source-text.js';
import { publicHosts, type SourceHosts } from './hosts.js';
import { parseRepository, type Repository } from './repository.js';
import { splitTag } from './tag.js';

/** What a text says about where a plugin is. */
export type PluginUri =
  /** It is the plugin itself. */
  | { readonly kind: 'source'; readonly code: string }
  /** A file that can be fetched as it is. */
  | { readonly kind: 'file'; readonly url: string; readonly tag: string | null }
  /** The one plugin among the files of a gist; `api` describes them. */
  | {
      readonly kind: 'gist';
      readonly api: string;
      readonly url: string;
      readonly tag: string | null;
    }
  /** A plugin of a repository, `NAME[@TAG]`: a name may have an `@` itself, which only the manifest can tell. */
  | { readonly kind: 'listed'; readonly repository: Repository; readonly entry: string }
  /** `NAME[@TAG]` of whichever repository is meant where it stands. */
  | { readonly kind: 'name'; readonly entry: string }
  /** A page that is no plugin file: an app of its own that may speak ImJoy's RPC. */
  | { readonly kind: 'page'; readonly url: string };

/** `USER/ID`, `ID` or either with a revision; a name of a user is never as long a number as an id. */
const GIST =
  /^https?:\/\/gist\.github\.com\/(?:(?![0-9a-f]{20})[^/?#@]+\/)?([0-9a-f]{5,})(?:\/([0-9a-f]{40}))?(?:@([^?#/]+))?/i;

/**
 * Reads where a plugin is, asking nobody. Spec 6.1.
 * @param base what a relative URL is resolved against; without it, one is read as a name
 */
export function parsePluginUri(
  text: string,
  { base, hosts = publicHosts }: { base?: string; hosts?: SourceHosts } = {},
): PluginUri {
  if (isSourceText(text)) return { kind: 'source', code: text };
  const uri = text.trim();
  return readGist(uri, hosts) ?? readListed(uri, hosts, base) ?? readUrl(uri, hosts, base);
}

function readGist(uri: string, hosts: SourceHosts): PluginUri | null {
  const [url, id, revision, tag = null] = GIST.exec(uri) ?? [];
  if (!url || !id) return null;
  const path = revision ? `${id}/${revision}` : id;
  return {
    kind: 'gist',
    api: `${hosts.githubApi}/gists/${path}`,
    url: url.split('@')[0] ?? url,
    tag,
  };
}

/** Up to the first colon stands the repository; a name may have more of them. */
function readListed(uri: string, hosts: SourceHosts, base?: string): PluginUri | null {
  const [, address, entry] = /^((?!https?:)[^:]+|https?:[^?#]+?\.json):(.+)$/i.exec(uri) ?? [];
  const repository = address && parseRepository(address, hosts, base);
  return repository && entry ? { kind: 'listed', repository, entry: entry.trim() } : null;
}

function readUrl(uri: string, hosts: SourceHosts, base?: string): PluginUri {
  const { address, tag } = splitTag(uri);
  const isAbsolute = /^[a-z][a-z\d+.-]*:\/\//i.test(address) || /^(blob|data):/i.test(address);
  const isFile = /\.imjoy\.html$/i.test(address.replace(/[?#].*$/, ''));
  const isUrl = isAbsolute || isFile || /^\.{0,2}\//.test(address);
  if (!isUrl || !URL.canParse(address, base)) return { kind: 'name', entry: uri };
  const url = toRawUrl(new URL(address, base), hosts);
  return isFile || url !== new URL(address, base).href
    ? { kind: 'file', url, tag }
    : { kind: 'page', url };
}

/**
 * What the plugin is known by once it is there, its tag aside; null for one that nothing but its name tells.
 * @param scope the repository in which a bare name is looked up
 */
export function originOf(uri: PluginUri, scope: Repository | null = null): string | null {
  switch (uri.kind) {
    case 'file':
    case 'gist':
      return uri.url;
    case 'listed':
      return `${uri.repository.key}:${withoutTag(uri.entry)}`;
    case 'name':
      return scope && `${scope.key}:${withoutTag(uri.entry)}`;
    default:
      return null;
  }
}

const withoutTag = (entry: string): string => entry.replace(/@[^@]+$/, '');

/** The file behind a page that shows it. */
function toRawUrl(url: URL, hosts: SourceHosts): string {
  const { hostname, pathname, search } = url;
  const [, repository, path] = /^(\/[^/]+\/[^/]+)\/(?:blob|raw)\/(.+)$/.exec(pathname) ?? [];
  if (/^(www\.)?github\.com$/.test(hostname) && path)
    return `${hosts.githubRaw}${repository}/${path}`;
  if (pathname.includes('/-/blob/')) {
    const raw = new URL(url);
    raw.pathname = pathname.replace('/-/blob/', '/-/raw/');
    return raw.href;
  }
  if (/^(www\.)?dropbox\.com$/.test(hostname)) {
    const query = new URLSearchParams(search);
    query.set('dl', '1');
    return `${hosts.dropbox}${pathname}?${query}`;
  }
  return url.href;
}
