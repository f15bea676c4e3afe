import { pluginTemplates } from '../../src/index.js';
import { download } from '../builtin/shared/download.js';
import { pickFiles } from '../drop/pick-files.js';
import type { MenuItem } from '../menu/menu-item.js';
import type { EditedDocument } from './edited-document.js';
import { unnamed } from './edited-plugin.js';
import type { EditorDrafts } from './editor-drafts.js';
import type { EditorHost } from './editor-host.js';

/** Under which name the draft of a plugin without one is kept. */
export const NEW_PLUGIN = 'New Plugin';

type Confirm = (question: Readonly<Record<string, string>>) => Promise<boolean>;

/** What can be done with a whole text: a file of it, and another one in its place. */
export class TextCommands {
  readonly #host: EditorHost;
  readonly #document: EditedDocument;
  readonly #drafts: EditorDrafts;

  constructor(host: EditorHost, document: EditedDocument, drafts: EditorDrafts) {
    this.#host = host;
    this.#document = document;
    this.#drafts = drafts;
  }

  /** Saves the text as a file on the user's disk. */
  export(): void {
    const { base, text } = this.#document;
    const name = (base.name ?? 'plugin').replace(/[^\p{L}\p{N}._ -]+/gu, '_');
    download(new Blob([text], { type: 'text/html' }), `${name}.imjoy.html`);
  }

  /** Shows a file from the user's disk. */
  async open(): Promise<void> {
    const [file] = await pickFiles({ accept: '.html,.htm,.txt,.js,text/html,text/plain' });
    if (file) await this.#replace(await file.text(), `Open ${file.name}?`);
  }

  /** A menu of what a new plugin can start as. */
  templates(): MenuItem[] {
    return pluginTemplates.map(({ title, description, code }) => ({
      label: title,
      detail: description,
      run: () => void this.#replace(code, 'Start a new plugin?'),
    }));
  }

  /** Asks, where changes would be lost. @returns whether to go on */
  async confirmLoss(title: string): Promise<boolean> {
    if (!this.#document.isDirty) return true;
    const confirm = this.#host.workplace?.api.confirm as Confirm | undefined;
    const content = 'The changes to this plugin are not saved and would be lost.';
    const labels = { confirm_text: 'Discard changes', cancel_text: 'Keep editing' };
    const isAgreed = (await confirm?.({ title, content, ...labels })) ?? true;
    if (isAgreed) this.#drafts.forget();
    return isAgreed;
  }

  async #replace(code: string, question: string): Promise<void> {
    if (!(await this.confirmLoss(question))) return;
    const host = this.#host;
    host.plugin = null;
    host.tag = null;
    host.draftName ??= NEW_PLUGIN;
    this.#document.show(unnamed(code));
    host.focus();
  }
}
