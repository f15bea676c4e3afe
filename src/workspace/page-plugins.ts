import { Signal } from '../base/signal.js';
import type { LibraryHost } from './library-host.js';
import type { PluginLibrary } from './plugin-library.js';
import { nameOfSource } from './name-of-source.js';

/** A plugin that the page names and that is not there. */
export interface MissingPlugin {
  /** Its URL, or its text. */
  readonly src: string;
  /** Its own or, if it could not even be read, what the page calls it. */
  readonly name: string;
  readonly error: Error;
}

/**
 * The plugins that come with the page. They are not kept: one that cannot be loaded is known as missing until it
 * is loaded, dismissed, or the page is left.
 */
export class PagePlugins {
  /** Told whenever {@link missing} changed. */
  readonly onChange = new Signal<void>();
  readonly #library: PluginLibrary;
  readonly #host: Pick<LibraryHost, 'read' | 'start' | 'find'>;
  #missing = new Map<string, MissingPlugin>();

  constructor(library: PluginLibrary, host: Pick<LibraryHost, 'read' | 'start' | 'find'>) {
    this.#library = library;
    this.#host = host;
  }

  /** Those whose failure no record of theirs can tell. */
  get missing(): readonly MissingPlugin[] {
    return [...this.#missing.values()];
  }

  /**
   * Loads a plugin, for the first time or once more. One of its name that the user has installed is used instead.
   * @throws ImjoyError what reading or starting it failed with
   */
  async load(src: string): Promise<void> {
    let name = nameOfSource(src);
    try {
      // The user has been told once.
      const record = await this.#host.read({ src, quiet: this.#missing.has(src) });
      name = record.name;
      this.dismiss(src);
      await this.#library.listed;
      if (!this.#library.installed.has(name)) await this.#host.start(record);
    } catch (error) {
      if (!this.#host.find(name)) this.#miss({ src, name, error: error as Error });
      throw error;
    }
  }

  /** Speaks no more of a plugin that is missing. */
  dismiss(src: string): void {
    if (this.#missing.delete(src)) this.onChange.emit();
  }

  #miss(plugin: MissingPlugin): void {
    this.#missing.set(plugin.src, plugin);
    this.onChange.emit();
  }
}
