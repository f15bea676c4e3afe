import { Signal } from '../base/signal.js';
import type { StoreChange, StoredPlugin, WorkspaceStore } from './workspace-store.js';

/** A store that is still being opened: whatever is asked of it waits. */
export class LateWorkspaceStore implements WorkspaceStore {
  readonly onChange = new Signal<StoreChange>();
  readonly #opening: Promise<WorkspaceStore>;

  constructor(opening: Promise<WorkspaceStore>) {
    this.#opening = opening;
    opening.then(
      (store) => store.onChange.connect((change) => this.onChange.emit(change)),
      () => undefined,
    );
  }

  plugins = async () => (await this.#opening).plugins();
  put = async (plugins: readonly StoredPlugin[]) => (await this.#opening).put(plugins);
  change = async (name: string, fields: Partial<Omit<StoredPlugin, 'name'>>) =>
    (await this.#opening).change(name, fields);
  remove = async (name: string) => (await this.#opening).remove(name);
  document = async (key: string) => (await this.#opening).document(key);
  putDocument = async (key: string, value: unknown) =>
    (await this.#opening).putDocument(key, value);
  documentKeys = async (prefix: string) => (await this.#opening).documentKeys(prefix);

  dispose(): void {
    this.#opening.then(
      (store) => store.dispose(),
      () => undefined,
    );
  }
}
