import { messageOf } from '../../base/error.js';
import { findTag, isByTag } from '../../plugin-file/tags.js';
import { CommandFailure } from '../output.js';
import { findPlugin, keyOf, scopeOf, type FoundPlugin, type PluginSearch } from './found-plugin.js';

/** A plugin that goes into the pack. */
export interface CollectedPlugin extends FoundPlugin {
  readonly name: string;
  /** Those it depends on, as it writes them, with the tag each is wanted with. */
  readonly dependencies: Map<
    string,
    { readonly plugin: CollectedPlugin; readonly tag: string | null }
  >;
}

/** Plugins with all they depend on, each once. */
export class PluginCollection {
  readonly #search: PluginSearch;
  readonly #report: (plugin: string, problem: string) => void;
  readonly #byName = new Map<string, CollectedPlugin>();
  readonly #byKey = new Map<string, CollectedPlugin>();

  /** @param report told what a plugin depends on and cannot be had */
  constructor(search: PluginSearch, report: (plugin: string, problem: string) => void) {
    this.#search = search;
    this.#report = report;
  }

  get plugins(): readonly CollectedPlugin[] {
    return [...this.#byName.values()];
  }

  /** @throws CommandFailure when there is another plugin of its name */
  async add(found: FoundPlugin): Promise<CollectedPlugin> {
    const { name } = found.file.config;
    const known = this.#byName.get(name);
    if (known && known.code !== found.code) throw twins(known, found);
    if (known) return known;
    const plugin: CollectedPlugin = { ...found, name, dependencies: new Map() };
    this.#byName.set(name, plugin);
    if (plugin.origin !== null) this.#byKey.set(plugin.origin, plugin);
    for (const text of dependenciesOf(plugin)) await this.#depend(plugin, text);
    return plugin;
  }

  /** Bare names that no repository stands behind mean plugins that are here anyway: {@link reportUnmet}. */
  async #depend(plugin: CollectedPlugin, text: string): Promise<void> {
    const key = this.#keyOf(plugin, text);
    if (key === null) return;
    try {
      const known = this.#byKey.get(key);
      const needed =
        known ?? (await this.add(await findPlugin(text, this.#from(plugin), this.#search)));
      this.#byKey.set(key, needed);
      plugin.dependencies.set(text, { plugin: needed, tag: tagIn(text, needed) });
    } catch (error) {
      this.#report(plugin.name, `the dependency ${text}: ${messageOf(error)}`);
    }
  }

  /** Tells which bare names mean none of the plugins, now that all are here. */
  reportUnmet(): void {
    for (const plugin of this.plugins)
      for (const text of dependenciesOf(plugin))
        if (this.#keyOf(plugin, text) === null && !this.#byName.has(text))
          this.#report(plugin.name, `the dependency ${text} is a name: pack that plugin, too`);
  }

  #keyOf(plugin: CollectedPlugin, text: string): string | null {
    return keyOf(text, this.#from(plugin), this.#search);
  }

  #from(plugin: CollectedPlugin) {
    return { base: plugin.base, scope: scopeOf(plugin, this.#search) };
  }
}

/** For all tags. */
export function dependenciesOf({ file }: FoundPlugin): string[] {
  const { dependencies } = file.config;
  const lists: unknown[] = isByTag('dependencies', dependencies)
    ? Object.values(dependencies)
    : [dependencies];
  return [
    ...new Set(lists.flat().filter((text) => typeof text === 'string' && text !== '')),
  ] as string[];
}

/** The tag that a URI ends in, if the plugin has it. */
function tagIn(uri: string, { file }: FoundPlugin): string | null {
  const [, suffix] = /[@#]([^@#]+)$/.exec(uri) ?? [];
  return (suffix && findTag(file.config.tags, decodeURIComponent(suffix))) || null;
}

function twins(known: FoundPlugin, found: FoundPlugin): CommandFailure {
  const [one, other] = [known, found].map(({ origin, base }) => origin ?? base ?? 'the workspace');
  return new CommandFailure(`${one} and ${other} are both named "${known.file.config.name}"`);
}
