import type { LoadRequest } from '../api/api-host.js';
import { ImjoyError, messageOf } from '../base/error.js';
import type { PluginOrigin, PluginRecord } from '../registry/plugin-record.js';
import type { SourceHosts } from '../sources/hosts.js';
import { originOf, parsePluginUri } from '../sources/plugin-uri.js';
import type { Repository } from '../sources/repository.js';

/** One entry of a plugin's `dependencies`. Spec 6.4. */
export interface Dependency {
  /** As the plugin writes it. */
  readonly text: string;
  /** What it is known by when it is here already: its origin or its name. */
  readonly key: string;
  /** Null for a bare name of a plugin that came from no repository: it has to be loaded already. */
  readonly request: LoadRequest | null;
}

/** @param plugin one that was read, or is about to be */
export function dependenciesOf({ config, origin }: Declared, hosts: SourceHosts): Dependency[] {
  const { base } = origin;
  const scope = repositoryOf(origin, hosts);
  return (config.dependencies ?? []).map((text) => {
    const key = originOf(parsePluginUri(text, { base, hosts }), scope);
    return key === null
      ? { text, key: text, request: null }
      : { text, key, request: { src: text, base, scope } };
  });
}

interface Declared {
  readonly config: { readonly dependencies?: readonly string[] };
  readonly origin: Pick<PluginOrigin, 'base' | 'uri'>;
}

/** The repository a plugin came from, in which what it names is looked up. */
export function repositoryOf(
  { uri }: Pick<PluginOrigin, 'uri'>,
  hosts: SourceHosts,
): Repository | null {
  const parsed = uri === null ? null : parsePluginUri(uri, { hosts });
  return parsed?.kind === 'listed' ? parsed.repository : null;
}

/** The failure of a dependency as the failure of the plugin that needs it. */
export function dependencyFailure(plugin: PluginRecord, text: string, cause: unknown): ImjoyError {
  const code = cause instanceof ImjoyError ? cause.code : 'PLUGIN_SCRIPT';
  return new ImjoyError(code, `${plugin.name} needs ${text}: ${messageOf(cause)}`, { cause });
}
