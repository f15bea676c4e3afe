import type { TemplateResult } from 'lit';
import type { Workspace } from '../../src/index.js';
import type { EditedDocument } from './edited-document.js';
import { followPlugin, type EditedPlugin } from './edited-plugin.js';
import type { EditorHost } from './editor-host.js';
import { choiceNotice } from './editor-notices.js';

/** Shows the plugin of a name as the workspace has it, and asks before that takes the place of an edited text. */
export class PluginFollower {
  readonly #host: EditorHost;
  readonly #document: EditedDocument;
  #name: string | null = null;
  #stop: () => void = () => undefined;
  /** The plugin as it was changed elsewhere while the text of a base was edited. */
  #other: { readonly base: EditedPlugin; readonly plugin: EditedPlugin } | null = null;

  constructor(host: EditorHost, document: EditedDocument) {
    this.#host = host;
    this.#document = document;
  }

  follow(workspace: Workspace, name: string | null): void {
    if (name === this.#name) return;
    this.stop();
    this.#name = name;
    if (name !== null)
      this.#stop = followPlugin(workspace, name, (plugin) => this.#changed(plugin));
  }

  stop(): void {
    this.#name = null;
    this.#stop();
    this.#stop = () => undefined;
  }

  /** Null when there is nothing to choose. */
  notice(): TemplateResult | null {
    if (this.#other?.base !== this.#document.base) return null;
    const { plugin } = this.#other;
    return choiceNotice(
      `${plugin.name ?? 'The plugin'} was changed elsewhere while you edited it here.`,
      { label: 'Show that version', act: () => this.#show(plugin) },
      { label: 'Keep mine', act: () => this.#document.rebase(plugin) },
    );
  }

  /** Loading and saving from here come back as changes, too: those are what is shown already. */
  #changed(plugin: EditedPlugin): void {
    const { base, isDirty, text } = this.#document;
    if (!isDirty || plugin.name !== base.name) this.#show(plugin);
    else if (![text, base.code].includes(plugin.code)) this.#other = { base, plugin };
    this.#host.requestUpdate();
  }

  #show(plugin: EditedPlugin): void {
    this.#host.tag = plugin.tag;
    this.#document.show(plugin);
  }
}
