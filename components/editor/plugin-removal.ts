import type { TemplateResult } from 'lit';
import type { StoredPlugin } from '../../src/index.js';
import type { EditedDocument } from './edited-document.js';
import type { EditedPlugin } from './edited-plugin.js';
import type { EditorDrafts } from './editor-drafts.js';
import type { EditorHost } from './editor-host.js';
import { choiceNotice } from './editor-notices.js';
import type { EditorSession } from './editor-session.js';
import { NEW_PLUGIN } from './text-commands.js';

/** Takes the plugin of a text out of the workspace. No question asked: the text stays, and it can be undone. */
export class PluginRemoval {
  readonly #host: EditorHost;
  readonly #document: EditedDocument;
  readonly #drafts: EditorDrafts;
  /** What was removed, and the text it left. */
  #removed: { readonly base: EditedPlugin; readonly plugin: StoredPlugin } | null = null;

  constructor(host: EditorHost, document: EditedDocument, drafts: EditorDrafts) {
    this.#host = host;
    this.#document = document;
    this.#drafts = drafts;
  }

  async remove(session: EditorSession): Promise<void> {
    const { base } = this.#document;
    const plugin = base.name === null ? null : await session.remove(base.name);
    if (!plugin) return;
    const host = this.#host;
    host.plugin = null;
    host.draftName ??= NEW_PLUGIN;
    this.#document.rebase({ ...base, name: null, code: '' });
    this.#drafts.rebase();
    this.#removed = { base: this.#document.base, plugin };
    await host.updateComplete;
    host.renderRoot.querySelector<HTMLElement>('[part=notice] button')?.focus();
  }

  /** Null when there is nothing to undo. @param adopt takes the plugin for that of the text again */
  notice(session: EditorSession, adopt: (plugin: StoredPlugin) => void): TemplateResult | null {
    if (this.#removed?.base !== this.#document.base) return null;
    const { plugin } = this.#removed;
    const undo = async (): Promise<void> => {
      await session.restore(plugin);
      // One that cannot be loaded is stored all the same.
      if (session.isStored(plugin.name)) adopt(plugin);
      this.#host.focus();
    };
    return choiceNotice(
      `${plugin.name} was removed from the workspace.`,
      { label: 'Undo', act: () => void undo() },
      { label: 'Dismiss', act: () => this.#dismiss() },
    );
  }

  #dismiss(): void {
    this.#removed = null;
    this.#host.requestUpdate();
    this.#host.focus();
  }
}
