import type { CollectedPlugin } from './collect-plugins.js';
import type { PluginNames } from './plugin-names.js';
import { digestOf, type Vendor } from './vendor.js';
import type { PackFiles } from './write-pack.js';

/**
 * What is in a pack and where it came from, each with its SHA-256: as it was found, to be told from every other
 * version of it, and as it is in the pack.
 * @param files of the pack
 */
export function lockOf(
  plugins: readonly CollectedPlugin[],
  names: PluginNames,
  vendor: Vendor,
  files: PackFiles,
): string {
  const lock = {
    lockfileVersion: 1,
    plugins: plugins
      .map((plugin) => ({
        name: plugin.name,
        version: String(plugin.file.config.version ?? ''),
        origin: plugin.origin,
        tag: plugin.tag,
        base: null,
        sha256: digestOf(plugin.code),
        file: names.pathOf(plugin),
        packedSha256: digestOf(files.get(names.pathOf(plugin)) ?? ''),
        // Nowhere else is it as it was.
        ...(plugin.origin === null && { code: plugin.code }),
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    vendor: vendor.locked,
  };
  return `${JSON.stringify(lock, null, 2)}\n`;
}
