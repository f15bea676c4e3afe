import type { SourceHosts } from '../sources/hosts.js';
import { parseRepository } from '../sources/repository.js';
import type { WorkspaceStore } from '../storage/workspace-store.js';
import { fetchLocked, parseLockfile, toLockfile, type Lockfile } from './lockfile.js';
import type { PluginLibrary } from './plugin-library.js';
import { PluginUpdates } from './plugin-updates.js';
import { RepositoryList, type KnownRepository } from './repository-list.js';

export interface SourcesHost {
  readonly store: WorkspaceStore;
  readonly library: PluginLibrary;
  readonly hosts: SourceHosts;
  /** Repositories of a workspace whose user has changed nothing yet. */
  readonly repositories?: readonly string[] | undefined;
}

/** Where the plugins of a workspace come from, and what there is besides. */
export class PluginSources {
  readonly repositories: RepositoryList;
  readonly updates: PluginUpdates;
  readonly #library: PluginLibrary;
  readonly #hosts: SourceHosts;

  constructor({ store, library, hosts, repositories }: SourcesHost) {
    this.#library = library;
    this.#hosts = hosts;
    this.repositories = new RepositoryList(
      store,
      hosts,
      repositories?.map((text) => unasked(text, hosts)),
    );
    this.updates = new PluginUpdates(library, {
      hosts,
      manifestOf: ({ key }) => this.repositories.manifest(key, true),
    });
  }

  /** What is installed now, to the letter. */
  lock(): Lockfile {
    return toLockfile(this.#library.installed.values());
  }

  /**
   * Installs exactly what a lockfile says, all or nothing; one that fails to run is kept.
   * @throws ImjoyError `LOCKFILE` for a text that is none, `INTEGRITY` naming a plugin that is another by now,
   * `PLUGIN_FETCH` for one that is gone, `STORAGE_QUOTA` or `STORAGE`
   */
  async installLocked(text: string): Promise<void> {
    const lockfile = parseLockfile(text);
    const options = { base: document.baseURI, hosts: this.#hosts };
    await this.#library.installExactly(await fetchLocked(lockfile, options));
  }

  dispose(): void {
    this.repositories.dispose();
  }
}

function unasked(text: string, hosts: SourceHosts): KnownRepository {
  const key = parseRepository(text, hosts, document.baseURI)?.key ?? text;
  return { key, name: key, description: '' };
}
