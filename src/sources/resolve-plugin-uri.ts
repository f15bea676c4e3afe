import { ImjoyError } from '../base/error.js';
import { publicHosts, type SourceHosts } from './hosts.js';
import type { Manifest } from './manifest.js';
import { parsePluginUri } from './plugin-uri.js';
import type { Repository } from './repository.js';

/** Where the file of a plugin is. */
export interface PluginLocation {
  readonly url: string;
  /** The tag that the URI asks for. */
  readonly tag: string | null;
  /** The URI without its tag: where an update is looked for, and what a link to the plugin names. */
  readonly origin: string;
}

export interface ResolveOptions {
  /** What a relative URL is resolved against; by default the page. */
  readonly base?: string;
  /** The repository in which a bare name is looked up. */
  readonly scope?: Repository | null;
  readonly hosts?: SourceHosts;
  /** Asks servers even when the browser has kept an earlier answer. */
  readonly fresh?: boolean;
  readonly signal?: AbortSignal;
  /** What a repository offers, where that is known already; by default it is asked each time. */
  manifestOf?(repository: Repository): Promise<Manifest>;
}

/**
 * Finds the file behind a plugin URI. Only a gist or a plugin of a repository has to be asked for over the
 * network; the file itself is not fetched. Spec 6.1.
 * @throws ImjoyError `PLUGIN_NOT_FOUND` when the repository or the gist has no such plugin, or a bare name
 * stands where no repository is meant; `REPOSITORY`, `PLUGIN_FETCH` when they cannot be asked; `ARGUMENT` for
 * the text of a plugin
 */
export async function resolvePluginUri(
  uri: string,
  options: ResolveOptions = {},
): Promise<PluginLocation> {
  const { hosts = publicHosts, base = globalThis.document?.baseURI } = options;
  const parsed = parsePluginUri(uri, { base, hosts });
  switch (parsed.kind) {
    case 'file':
      return { url: parsed.url, tag: parsed.tag, origin: parsed.url };
    // Its text will tell: servers may call a plugin file as they like.
    case 'page':
      return { url: parsed.url, tag: null, origin: parsed.url };
    case 'source':
      throw new ImjoyError('ARGUMENT', 'the text of a plugin is not to be found anywhere else');
    case 'name':
      if (!options.scope) throw unknownName(parsed.entry);
      return (await lookUps()).findInRepository(options.scope, parsed.entry, { ...options, hosts });
    case 'listed':
      return (await lookUps()).findInRepository(parsed.repository, parsed.entry, {
        ...options,
        hosts,
      });
    case 'gist':
      return (await lookUps()).findInGist(parsed, options);
  }
}

/** Most plugins are at a plain URL: pages that have no others do without the rest. */
const lookUps = () => import('./look-up.js');

const unknownName = (name: string) =>
  new ImjoyError(
    'PLUGIN_NOT_FOUND',
    `"${name}" is no URL, and no repository is known in which a plugin of that name would be looked up`,
  );
