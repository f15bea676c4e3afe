import type { TemplateResult } from 'lit';
import { reportError, type WorkspaceStore } from '../../src/index.js';
import { DraftKeeper, type Draft } from './draft-keeper.js';
import type { EditedDocument } from './edited-document.js';
import { choiceNotice } from './editor-notices.js';

/** The drafts of an editor: one keeper for each name, and what an earlier session left under it. */
export class EditorDrafts {
  readonly #document: EditedDocument;
  readonly #changed: () => void;
  #keeper: DraftKeeper | null = null;
  #store: WorkspaceStore | null = null;
  #offered: Draft | null = null;
  #isToKeep = false;

  /** @param changed told when there is another {@link notice} */
  constructor(document: EditedDocument, changed: () => void) {
    this.#document = document;
    this.#changed = changed;
  }

  /** Keeps drafts under a name from now on, or none. */
  open(store: WorkspaceStore | null, name: string | null): void {
    if (name !== (this.#keeper?.name ?? null) || store !== this.#store) this.#switch(store, name);
    if (this.#isToKeep) this.keep();
    this.#isToKeep = false;
  }

  /** Stores the text once it has come to rest. */
  keep(): void {
    this.#keeper?.keep(() => this.#document.text);
  }

  /** Stores at once what waits to be stored. */
  flush(): void {
    this.#keeper?.flush();
  }

  /** The text has another base: what is edited of it is kept under the name of that. */
  rebase(): void {
    this.forget();
    this.#isToKeep = this.#document.isDirty;
  }

  forget(): void {
    this.#keeper?.forget();
    this.#offer(null);
  }

  /** Null when there is nothing to go on with. */
  notice(): TemplateResult | null {
    const draft = this.#offered;
    if (!draft) return null;
    const restore = (): void => {
      this.#offer(null);
      this.#document.edit(draft.code);
    };
    return choiceNotice(
      `There are unsaved changes from ${new Date(draft.savedAt).toLocaleString()}.`,
      { label: 'Restore', act: restore },
      { label: 'Discard', act: () => this.forget() },
    );
  }

  #switch(store: WorkspaceStore | null, name: string | null): void {
    this.flush();
    this.#store = store;
    const keeper = store && name !== null ? new DraftKeeper(store, name) : null;
    this.#keeper = keeper;
    this.#offer(null);
    keeper?.find().then(
      (draft) => {
        const { isDirty, text } = this.#document;
        if (draft && this.#keeper === keeper && !isDirty && draft.code !== text) this.#offer(draft);
      },
      (error: unknown) => reportError(error, 'draft of a plugin'),
    );
  }

  #offer(draft: Draft | null): void {
    if (draft === this.#offered) return;
    this.#offered = draft;
    this.#changed();
  }
}
