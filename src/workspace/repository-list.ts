import { ImjoyError } from '../base/error.js';
import { Signal } from '../base/signal.js';
import type { SourceHosts } from '../sources/hosts.js';
import { fetchManifest, type Manifest } from '../sources/manifest.js';
import { parseRepository, type Repository } from '../sources/repository.js';
import type { WorkspaceStore } from '../storage/workspace-store.js';

/** A repository as a workspace keeps it. Spec 6.2. */
export interface KnownRepository {
  /** `USER/REPO`, `USER/REPO@REF`, or the URL of its manifest; unique. */
  readonly key: string;
  /** What it calls itself; unique, too: its key where another has that name. */
  readonly name: string;
  readonly description: string;
}

/** Where plugins are published for everybody. */
export const PUBLIC_REPOSITORIES: readonly KnownRepository[] = [
  {
    key: 'imjoy-team/imjoy-plugins',
    name: 'ImJoy Plugins',
    description: 'The plugins of the ImJoy team and its friends.',
  },
  {
    key: 'imjoy-team/imjoy-demo-plugins',
    name: 'ImJoy Demos',
    description: 'Small plugins that show what one can do.',
  },
];

const DOCUMENT = 'repositories';

/** The repositories in which a workspace looks for plugins. */
export class RepositoryList {
  /** Told whenever {@link all} changed, here or in another tab. */
  readonly onChange = new Signal<void>();
  readonly #store: WorkspaceStore;
  readonly #hosts: SourceHosts;
  readonly #initial: readonly KnownRepository[];
  readonly #manifests = new Map<string, Promise<Manifest>>();
  readonly #disconnect: () => void;
  #all: readonly KnownRepository[] = [];

  /** @param initial those of a workspace whose user has changed nothing yet */
  constructor(
    store: WorkspaceStore,
    hosts: SourceHosts,
    initial: readonly KnownRepository[] = PUBLIC_REPOSITORIES,
  ) {
    this.#store = store;
    this.#hosts = hosts;
    this.#initial = initial;
    this.#disconnect = store.onChange.connect((change) => {
      if (change.kind === 'document' && change.key === DOCUMENT) void this.open();
    });
  }

  /** In the order in which they were added. */
  get all(): readonly KnownRepository[] {
    return this.#all;
  }

  /** Reads what is kept. An entry that makes no sense is left out. */
  async open(): Promise<void> {
    const kept = await this.#store.document(DOCUMENT);
    this.#all = Array.isArray(kept) ? kept.filter(isKnown) : this.#initial;
    this.onChange.emit();
  }

  /**
   * Adds a repository, or brings up to date what is known of it.
   * @param text `USER/REPO[@REF]`, a page of it on GitHub, or the URL of a manifest
   * @throws ImjoyError `REPOSITORY` when it is none or has no manifest, `STORAGE_QUOTA` or `STORAGE`
   */
  async add(text: string): Promise<KnownRepository> {
    const repository = this.#parse(text);
    const { key } = repository;
    const { name, description } = await this.#fetch(repository, true);
    const isTaken = this.#all.some((other) => other.name === name && other.key !== key);
    const known = { key, name: isTaken ? key : name, description };
    const isNew = !this.#all.some((other) => other.key === key);
    await this.#keep(
      isNew ? [...this.#all, known] : this.#all.map((other) => (other.key === key ? known : other)),
    );
    return known;
  }

  /** Takes one off the list. @returns puts the list back as it was */
  async remove(key: string): Promise<() => Promise<void>> {
    const former = this.#all;
    await this.#keep(former.filter((known) => known.key !== key));
    return () => this.#keep(former);
  }

  /**
   * What a repository offers: asked for once, and again when it failed.
   * @param fresh asks the server even so, and even when the browser has kept an earlier answer
   * @throws ImjoyError `REPOSITORY`
   */
  async manifest(key: string, fresh = false): Promise<Manifest> {
    return this.#fetch(this.#parse(key), fresh);
  }

  dispose(): void {
    this.#disconnect();
  }

  #parse(text: string): Repository {
    const repository = parseRepository(text, this.#hosts, document.baseURI);
    if (repository) return repository;
    const why = `"${text.trim()}" is no repository: write USER/REPO, or the URL of a manifest`;
    throw new ImjoyError('REPOSITORY', why);
  }

  #fetch(repository: Repository, fresh: boolean): Promise<Manifest> {
    const { key } = repository;
    const known = this.#manifests.get(key);
    if (known && !fresh) return known;
    const asked = fetchManifest(repository, { hosts: this.#hosts, fresh });
    this.#manifests.set(key, asked);
    asked.then(
      (manifest) => this.#learn(manifest),
      () => {
        if (this.#manifests.get(key) === asked) this.#manifests.delete(key);
      },
    );
    return asked;
  }

  /** One that the page names is called by its key until it says what it is called. */
  #learn({ repository: { key }, name, description }: Manifest): void {
    const isNameless = (known: KnownRepository) => known.key === key && known.name === key;
    if (!this.#all.some(isNameless) || this.#all.some((known) => known.name === name)) return;
    this.#all = this.#all.map((known) => (isNameless(known) ? { key, name, description } : known));
    this.onChange.emit();
  }

  async #keep(all: readonly KnownRepository[]): Promise<void> {
    await this.#store.putDocument(DOCUMENT, all);
    this.#all = all;
    this.onChange.emit();
  }
}

const isKnown = (value: unknown): value is KnownRepository =>
  typeof value === 'object' &&
  value !== null &&
  ['key', 'name', 'description'].every(
    (field) => typeof (value as Record<string, unknown>)[field] === 'string',
  );
