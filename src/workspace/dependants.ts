import { parsePluginFile } from '../plugin-file/parse.js';
import { selectTag } from '../plugin-file/select-tag.js';
import type { SourceHosts } from '../sources/hosts.js';
import type { StoredPlugin } from '../storage/workspace-store.js';
import { dependenciesOf } from './dependencies.js';

/** Names of the plugins that depend on one, by its name or by where it came from. */
export function dependantsOf(
  { name, origin }: StoredPlugin,
  plugins: Iterable<StoredPlugin>,
  hosts: SourceHosts,
): string[] {
  return [...plugins]
    .filter(
      (other) => other.name !== name && needs(other).some((key) => key === name || key === origin),
    )
    .map((other) => other.name);

  function needs({ code, origin: uri, base, tag }: StoredPlugin): string[] {
    try {
      const { config } = selectTag(parsePluginFile(code), tag);
      const origin = { uri, base: base ?? document.baseURI };
      return dependenciesOf({ config, origin }, hosts).map(({ key }) => key);
    } catch {
      return [];
    }
  }
}
