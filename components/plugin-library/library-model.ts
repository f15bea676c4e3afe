import {
  messageOf,
  Signal,
  type KnownRepository,
  type Manifest,
  type PluginSources,
  type Workspace,
} from '../../src/index.js';

/** What is known of the plugins of a repository. */
export type Offering =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly problem: string }
  | { readonly kind: 'there'; readonly manifest: Manifest };

/** Where the library looks: at what is installed, or at a repository by its key. */
export type Place = { readonly kind: 'installed' } | { readonly kind: 'repository'; key: string };

const INSTALLED: Place = { kind: 'installed' };

/** What a plugin library shows, and what can be done in it; knows nothing of nodes. */
export class LibraryModel {
  readonly onChange = new Signal<void>();
  readonly workspace: Workspace;
  /** Null until they are downloaded. */
  sources: PluginSources | null = null;
  place: Place = INSTALLED;
  /** What the user was doing, if it failed. */
  problem: string | null = null;
  /** What is going on that the user waits for. */
  busy: string | null = null;
  /** What was removed, to be brought back. */
  removed: { readonly name: string; undo(): void } | null = null;
  #attempts = 0;
  readonly #offerings = new Map<string, Offering>();
  #connections: (() => void)[] = [];

  constructor(workspace: Workspace) {
    this.workspace = workspace;
  }

  get repositories(): readonly KnownRepository[] {
    return this.sources?.repositories.all ?? [];
  }

  /** What is known of the place that is shown; null for what is installed. */
  get offering(): Offering | null {
    const { place } = this;
    return place.kind === 'repository'
      ? (this.#offerings.get(place.key) ?? { kind: 'loading' })
      : null;
  }

  /**
   * Begins, with a repository: one that is known, or any that is to be added.
   * @param repository null for the first one or, where something is installed already, that
   */
  async open(repository: string | null): Promise<void> {
    await this.#attempt('open the library', async () => {
      const sources = await this.workspace.sources();
      this.sources = sources;
      const change = () => this.onChange.emit();
      const { repositories, updates } = sources;
      this.#connections = [
        repositories.onChange.connect(change),
        updates.onChange.connect(change),
        this.workspace.library.onChange.connect(change),
      ];
    });
    // Those that the page names are called by their address until they are asked.
    for (const { key, name } of this.repositories) if (name === key) void this.#ask(key);
    if (repository !== null) return void (await this.add(repository));
    const [first] = this.repositories;
    if (first && this.workspace.library.installed.size === 0)
      this.choose({ kind: 'repository', key: first.key });
  }

  close(): void {
    for (const disconnect of this.#connections.splice(0)) disconnect();
  }

  choose(place: Place): void {
    this.place = place;
    this.problem = null;
    if (place.kind === 'repository' && this.#offerings.get(place.key)?.kind !== 'there')
      void this.#ask(place.key);
    this.onChange.emit();
  }

  /** @returns whether there is such a repository; what is wrong is in {@link problem} */
  async add(text: string): Promise<boolean> {
    const added = await this.#attempt('add the repository', async () => {
      const { repositories } = await this.workspace.sources();
      const known = await repositories.add(text);
      this.choose({ kind: 'repository', key: known.key });
      return known;
    });
    return added !== undefined;
  }

  /** Asks a repository again that could not be asked. */
  retry(key: string): void {
    this.#offerings.delete(key);
    this.choose({ kind: 'repository', key });
  }

  /** Asks a repository anew; what was known of it stays when it cannot be asked. */
  async refresh(key: string): Promise<void> {
    await this.#attempt('refresh the list', async () => {
      const { repositories } = await this.workspace.sources();
      await repositories.add(key);
      await this.#ask(key);
    });
  }

  async remove({ key, name }: KnownRepository): Promise<void> {
    await this.#attempt('remove the repository', async () => {
      const { repositories } = await this.workspace.sources();
      const undo = await repositories.remove(key);
      this.place = INSTALLED;
      const bringBack = async () => {
        await undo();
        this.removed = null;
        this.choose({ kind: 'repository', key });
      };
      this.removed = {
        name,
        undo: () => void this.#attempt('bring the repository back', bringBack),
      };
    });
  }

  async checkForUpdates(): Promise<void> {
    const { updates } = await this.workspace.sources();
    await updates.check();
  }

  /** One after another; one that fails does not stop the others. */
  async updateAll(): Promise<void> {
    const { updates } = await this.workspace.sources();
    const failed: string[] = [];
    let attempt = this.#attempts;
    for (const name of [...updates.available.keys()]) {
      attempt = this.#begin(`Updating ${name}…`);
      await updates
        .install(name)
        .catch((error: unknown) => failed.push(`${name}: ${messageOf(error)}`));
    }
    this.#end(attempt, failed.length > 0 ? `Could not update ${failed.join('; ')}` : null);
  }

  async installLocked(file: File): Promise<void> {
    await this.#attempt(
      'install the plugins of the lockfile',
      async () => (await this.workspace.sources()).installLocked(await file.text()),
      `Installing what ${file.name} lists…`,
    );
  }

  async #ask(key: string): Promise<void> {
    if (!this.#offerings.has(key)) this.#offerings.set(key, { kind: 'loading' });
    const { repositories } = await this.workspace.sources();
    const offering = await repositories.manifest(key).then(
      (manifest): Offering => ({ kind: 'there', manifest }),
      (error: unknown): Offering => ({ kind: 'failed', problem: messageOf(error) }),
    );
    // A refresh that began later may have failed already: what was known stays.
    const isKnown = this.#offerings.get(key)?.kind === 'there';
    if (offering.kind === 'there' || !isKnown) this.#offerings.set(key, offering);
    this.onChange.emit();
  }

  /** @returns undefined when it failed: {@link problem} says why then */
  async #attempt<T>(what: string, act: () => Promise<T>, busy = ''): Promise<T | undefined> {
    const attempt = this.#begin(busy || null);
    try {
      const result = await act();
      this.#end(attempt, null);
      return result;
    } catch (error) {
      this.#end(attempt, `Could not ${what}: ${messageOf(error)}`);
      return undefined;
    }
  }

  #begin(busy: string | null): number {
    this.busy = busy;
    this.problem = null;
    this.onChange.emit();
    return ++this.#attempts;
  }

  /** One that ends well while a later one goes on, or has failed, says nothing. */
  #end(attempt: number, problem: string | null): void {
    const isLast = attempt === this.#attempts;
    if (isLast) this.busy = null;
    if (isLast || problem !== null) this.problem = problem;
    this.onChange.emit();
  }
}
