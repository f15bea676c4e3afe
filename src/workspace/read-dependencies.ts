import type { LoadRequest } from '../api/api-host.js';
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
 * Reads what a plugin depends on and is not here yet, depth first, each before what needs it. Two that
 * depend on each other are read once. Spec 6.4.
 * @throws ImjoyError naming the plugin and the dependency that failed
 */
export async function readDependencies(
  plugin: PluginRecord,
  host: DependencyHost,
  seen: Set<string> = new Set([plugin.name]),
): Promise<PluginRecord[]> {
  const found: PluginRecord[] = [];
  for (const { text, key, request } of dependenciesOf(plugin, host.hosts)) {
    if (!request || seen.has(key) || host.has(key)) continue;
    seen.add(key);
    try {
      const record = await host.read({ ...request, quiet: true });
      if (seen.has(record.name) || host.has(record.name)) continue;
      seen.add(record.name);
      found.push(...(await readDependencies(record, host, seen)), record);
    } catch (error) {
      throw dependencyFailure(plugin, text, error);
    }
  }
  return found;
}
