import { ImjoyError, messageOf } from '../base/error.js';
import { Signal } from '../base/signal.js';
import { parsePluginFile } from '../plugin-file/parse.js';
import { compareVersions } from '../plugin-file/version.js';
import { versionOf } from '../plugin-file/version-of.js';
import type { PluginRecord } from '../registry/plugin-record.js';
import type { SourceHosts } from '../sources/hosts.js';
import type { Manifest } from '../sources/manifest.js';
import { readSource } from '../sources/read-source.js';
import type { Repository } from '../sources/repository.js';
import type { StoredPlugin } from '../storage/workspace-store.js';
import type { PluginLibrary } from './plugin-library.js';

/** A plugin that has another text where it came from. */
export interface PluginUpdate {
  readonly name: string;
  /** Where it came from. */
  readonly origin: string;
  /** Empty where the new text names none. */
  readonly version: string;
  readonly code: string;
  /** Where that text is, and what relative URLs in it are resolved against. */
  readonly url: string;
  /** What the installed plugin was when it was compared. */
  readonly installed: string;
}

export interface UpdateOptions {
  readonly hosts: SourceHosts;
  /** What a repository offers, asked anew. */
  manifestOf(repository: Repository): Promise<Manifest>;
}

/** Knows which installed plugins could be newer. Spec 6.3. */
export class PluginUpdates {
  /** Told whenever {@link available}, {@link failures} or {@link isChecking} changed. */
  readonly onChange = new Signal<void>();
  readonly #library: PluginLibrary;
  readonly #options: UpdateOptions;
  #available: ReadonlyMap<string, PluginUpdate> = new Map();
  #failures: ReadonlyMap<string, string> = new Map();
  #checking: Promise<void> | null = null;

  constructor(library: PluginLibrary, options: UpdateOptions) {
    this.#library = library;
    this.#options = options;
    library.onChange.connect(() => this.#forgetInstalled());
  }

  /** By name. */
  get available(): ReadonlyMap<string, PluginUpdate> {
    return this.#available;
  }

  /** Why plugins could not be compared, by name. */
  get failures(): ReadonlyMap<string, string> {
    return this.#failures;
  }

  get isChecking(): boolean {
    return this.#checking !== null;
  }

  /** Compares all plugins that came from somewhere with what is there now. Never rejects. */
  check(): Promise<void> {
    if (this.#checking) return this.#checking;
    this.#checking = this.#check().finally(() => {
      this.#checking = null;
      this.onChange.emit();
    });
    this.onChange.emit();
    return this.#checking;
  }

  /**
   * Installs the text that was compared, with the tag that is chosen now.
   * @throws ImjoyError as {@link PluginLibrary.install}; `PLUGIN_NOT_FOUND` where there is nothing new
   */
  async install(name: string): Promise<PluginRecord> {
    const update = this.#available.get(name);
    if (!update) throw new ImjoyError('PLUGIN_NOT_FOUND', `there is no update of "${name}"`);
    const { code: src, origin, url: base } = update;
    const tag = this.#library.installed.get(name)?.tag ?? null;
    return this.#library.install({ src, isText: true, tag, origin, base });
  }

  async #check(): Promise<void> {
    await this.#library.listed;
    const available = new Map<string, PluginUpdate>();
    const failures = new Map<string, string>();
    const manifestOf = onceEach((repository) => this.#options.manifestOf(repository));
    const compare = async (plugin: StoredPlugin): Promise<void> => {
      try {
        const update = await this.#find(plugin, manifestOf);
        if (update) available.set(plugin.name, update);
      } catch (error) {
        failures.set(plugin.name, messageOf(error));
      }
    };
    await Promise.all([...this.#library.installed.values()].map(compare));
    this.#available = available;
    this.#failures = failures;
    this.#forgetInstalled();
  }

  async #find(
    { name, code, origin, base }: StoredPlugin,
    manifestOf: UpdateOptions['manifestOf'],
  ): Promise<PluginUpdate | null> {
    if (origin === null || isPage(code, origin)) return null;
    const { hosts } = this.#options;
    const place = { base: base ?? document.baseURI, hosts };
    const found = await readSource(origin, { ...place, manifestOf, fresh: true });
    if (found.code === code) return null;
    const { version = '' } = parsePluginFile(found.code).config;
    const isOlder = compareVersions(version, versionOf(code)) < 0;
    return isOlder
      ? null
      : { name, origin, version, code: found.code, url: found.base, installed: code };
  }

  /** One that was installed, edited or removed since is to be compared anew. */
  #forgetInstalled(): void {
    const { installed } = this.#library;
    const left = [...this.#available].filter(
      ([name, update]) => installed.get(name)?.code === update.installed,
    );
    if (left.length === this.#available.size) return;
    this.#available = new Map(left);
    this.onChange.emit();
  }
}

/** Whether a plugin is a page of somebody else, which is always as it is there. */
function isPage(code: string, origin: string): boolean {
  try {
    return parsePluginFile(code).config.base_frame === origin;
  } catch {
    // An update may be what mends it.
    return false;
  }
}

/** Asks for each repository once, however many plugins came from it. */
function onceEach(ask: UpdateOptions['manifestOf']): UpdateOptions['manifestOf'] {
  const asked = new Map<string, Promise<Manifest>>();
  return (repository) => {
    const { key } = repository;
    const answer = asked.get(key) ?? ask(repository);
    asked.set(key, answer);
    return answer;
  };
}
