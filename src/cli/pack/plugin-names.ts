import { fileNameOf } from '../plugin-files.js';
import type { CollectedPlugin } from './collect-plugins.js';

/** What the files of plugins are called in a pack. */
export class PluginNames {
  readonly #names = new Map<CollectedPlugin, string>();

  constructor(plugins: readonly CollectedPlugin[]) {
    // Not all disks know upper from lower case.
    const taken = new Set<string>();
    for (const plugin of plugins) {
      const wanted = fileNameOf(plugin.name);
      let name = wanted;
      for (let nth = 2; taken.has(name.toLowerCase()); nth++)
        name = wanted.replace(/(?=\.imjoy\.html$)/, `-${nth}`);
      taken.add(name.toLowerCase());
      this.#names.set(plugin, name);
    }
  }

  /** In the pack. */
  pathOf(plugin: CollectedPlugin): string {
    return `plugins/${this.#names.get(plugin)}`;
  }

  /** @param folder of the plugins, relative to what names it */
  uriOf(plugin: CollectedPlugin, folder: string, tag: string | null): string {
    const file = encodeURIComponent(this.#names.get(plugin) ?? '');
    return `${folder}${file}${tag === null ? '' : `@${encodeURIComponent(tag)}`}`;
  }
}
