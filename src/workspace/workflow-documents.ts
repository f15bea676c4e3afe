import { ImjoyError } from '../base/error.js';
import type { WorkspaceStore } from '../storage/workspace-store.js';
import { readOpsValue, type OpsValue } from '../ui-form/index.js';

const PREFIX = 'workflow/';

/** The workflows that a workspace keeps, by name. */
export class WorkflowDocuments {
  readonly #store: WorkspaceStore;

  constructor(store: WorkspaceStore) {
    this.#store = store;
  }

  async names(): Promise<readonly string[]> {
    return (await this.#store.documentKeys(PREFIX)).map((key) => key.slice(PREFIX.length));
  }

  /** @throws ImjoyError `WORKFLOW_INVALID` when there is none of that name, or it cannot be read */
  async load(name: string): Promise<OpsValue> {
    return readOpsValue(await this.#store.document(PREFIX + name));
  }

  /** Adds or replaces. @throws ImjoyError `STORAGE_QUOTA` or `STORAGE` */
  async save(name: string, workflow: OpsValue): Promise<void> {
    await this.#store.putDocument(PREFIX + toName(name), workflow);
  }

  /** @throws ImjoyError `ARGUMENT` when the new name is taken */
  async rename(from: string, to: string): Promise<void> {
    const name = toName(to);
    if (name === from) return;
    if ((await this.names()).includes(name))
      throw new ImjoyError('ARGUMENT', `there is already a workflow "${name}"`);
    await this.#store.putDocument(PREFIX + name, await this.#store.document(PREFIX + from));
    await this.#store.putDocument(PREFIX + from, undefined);
  }

  /** @returns puts it back, in whatever state it was */
  async remove(name: string): Promise<() => Promise<void>> {
    const document = await this.#store.document(PREFIX + name);
    await this.#store.putDocument(PREFIX + name, undefined);
    return () => this.#store.putDocument(PREFIX + name, document);
  }

  /** Calls back when another tab has changed what is kept. @returns disconnects */
  onChange(changed: () => void): () => void {
    return this.#store.onChange.connect((change) => {
      if (change.kind === 'document' && change.key.startsWith(PREFIX)) changed();
    });
  }
}

function toName(name: string): string {
  const text = name.trim();
  if (text === '') throw new ImjoyError('ARGUMENT', 'a workflow needs a name');
  return text;
}
