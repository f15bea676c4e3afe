import { reportError, type WorkspaceStore } from '../../src/index.js';

/** A text that was edited and not saved. */
export interface Draft {
  readonly code: string;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

/** Milliseconds without typing after which a draft is stored. */
const REST = 800;

/** Keeps what is edited in the workspace's store until it is saved, so that a crash loses nothing. */
export class DraftKeeper {
  readonly name: string;
  readonly #store: WorkspaceStore;
  readonly #key: string;
  #pending: (() => string) | null = null;
  #timer = 0;

  constructor(store: WorkspaceStore, name: string) {
    this.name = name;
    this.#store = store;
    this.#key = `draft/${name}`;
  }

  /** What an earlier session left; null if nothing. */
  async find(): Promise<Draft | null> {
    const draft = await this.#store.document(this.#key);
    return isDraft(draft) ? draft : null;
  }

  /** Stores a text once it has come to rest. */
  keep(text: () => string): void {
    this.#pending = text;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.flush(), REST);
  }

  /** Stores at once what waits to be stored. */
  flush(): void {
    const text = this.#pending;
    this.#cancel();
    if (text) this.#put({ code: text(), savedAt: Date.now() });
  }

  forget(): void {
    this.#cancel();
    this.#put(undefined);
  }

  #cancel(): void {
    this.#pending = null;
    clearTimeout(this.#timer);
  }

  #put(draft: Draft | undefined): void {
    this.#store
      .putDocument(this.#key, draft)
      .catch((error: unknown) => reportError(error, `draft ${this.#key}`));
  }
}

function isDraft(value: unknown): value is Draft {
  const { code, savedAt } = (value ?? {}) as Partial<Record<keyof Draft, unknown>>;
  return typeof code === 'string' && typeof savedAt === 'number';
}
