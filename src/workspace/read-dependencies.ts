import type { LoadRequest } from '../api/api-host.js';
import { ImjoyError } from '../base/error.js';
import type { PluginRecord } from '../registry/plugin-record.js';
import type { SourceHosts } from '../sources/hosts.js';
import { dependenciesOf, dependencyFailure } from './dependencies.js';

/** What is asked of the workspace. */
export interface DependencyHost {
  readonly hosts: SourceHosts;
  read(request: LoadRequest): Promise<PluginRecord>;
  /** Whether a plugin of that name, or from that URL, is here already; it is used as it is. */
  has(key: string): boolean;
}

/**
 * Reads what a plugin depends on and is not here yet, depth first, each before what needs it, each once.
 * Spec 6.4.
 * @param path the plugins that led to this one
 * @throws ImjoyError naming the plugin and the dependency that failed; `PLUGIN_DEPENDENCY_CYCLE` with the
 * whole path for plugins that depend on each other
 */
export async function readDependencies(
  plugin: PluginRecord,
  host: DependencyHost,
  path: readonly PluginRecord[] = [],
  seen: Set<string> = new Set(),
): Promise<PluginRecord[]> {
  const here = [...path, plugin];
  const found: PluginRecord[] = [];
  for (const { text, key, request } of dependenciesOf(plugin, host.hosts)) {
    if (!request || host.has(key)) continue;
    try {
      refuseCycle(here, ({ origin }) => origin.uri === key);
      if (seen.has(key)) continue;
      seen.add(key);
      const record = await host.read({ ...request, quiet: true });
      refuseCycle(here, ({ name }) => name === record.name);
      if (seen.has(record.name) || host.has(record.name)) continue;
      seen.add(record.name);
      found.push(...(await readDependencies(record, host, here, seen)), record);
    } catch (error) {
      throw dependencyFailure(plugin, text, error);
    }
  }
  return found;
}

function refuseCycle(
  path: readonly PluginRecord[],
  isNext: (plugin: PluginRecord) => boolean,
): void {
  const start = path.findIndex(isNext);
  if (start < 0) return;
  const names = [...path.slice(start), path[start]].map((each) => each?.name);
  throw new ImjoyError(
    'PLUGIN_DEPENDENCY_CYCLE',
    `plugins that depend on each other cannot be installed: ${names.join(' → ')}`,
  );
}
