import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import '../menu/imjoy-menu.js';
import type { Workspace } from '../../src/index.js';
import type { CodeController } from './code-controller.js';
import type { EditedDocument } from './edited-document.js';
import { normalized, type EditedPlugin } from './edited-plugin.js';
import { EditorDrafts } from './editor-drafts.js';
import type { EditorHost } from './editor-host.js';
import { failureNotice, problemsBar } from './editor-notices.js';
import { EditorSession } from './editor-session.js';
import { editorToolbar } from './editor-toolbar.js';
import { ImjoyEditorRunEvent, ImjoyEditorSavedEvent } from './events.js';
import { PluginFollower } from './plugin-follower.js';
import { PluginRemoval } from './plugin-removal.js';
import { TextCommands } from './text-commands.js';
import { windowBeside } from './window-beside.js';

/** What stands around the code of an editor and works with it; fetched with the first editor on a page. */
export class EditorDesk implements ReactiveController {
  readonly #host: EditorHost;
  readonly #document: EditedDocument;
  readonly #code: CodeController;
  readonly #drafts: EditorDrafts;
  readonly #commands: TextCommands;
  readonly #follower: PluginFollower;
  readonly #removal: PluginRemoval;
  #workspace: Workspace | null = null;
  #session: EditorSession | null = null;

  constructor(host: EditorHost, document: EditedDocument, code: CodeController) {
    this.#host = host;
    this.#document = document;
    this.#code = code;
    this.#drafts = new EditorDrafts(document, () => host.requestUpdate());
    this.#commands = new TextCommands(host, document, this.#drafts);
    this.#follower = new PluginFollower(host, document);
    this.#removal = new PluginRemoval(host, document, this.#drafts);
    host.addController(this);
  }

  async save(): Promise<boolean> {
    const session = this.#session;
    if (!session || this.#host.readonly || session.activity !== 'idle') return false;
    const code = this.#document.text;
    const record = await session.save({ code, tag: this.#host.tag }, this.#document.base);
    const stored = session.stored(code);
    if (stored) this.#adopt(stored);
    if (stored) this.#host.announceChange();
    if (record) this.#host.dispatchEvent(new ImjoyEditorSavedEvent(record));
    return record !== null;
  }

  async run(): Promise<void> {
    const session = this.#session;
    if (!session) return;
    const current = (): ReturnType<EditorSession['ready']> =>
      this.#document.isDirty ? null : session.ready(this.#document.base.name);
    if (!current() && !(await this.save())) return;
    const record = session.ready(this.#document.base.name);
    if (!record) return;
    const outcome = await session.run(record, windowBeside(this.#host, record.name));
    if (outcome) this.#host.dispatchEvent(new ImjoyEditorRunEvent(record, outcome.result));
  }

  async reload(): Promise<void> {
    const { readonly, tag } = this.#host;
    const { text, base } = this.#document;
    if (!readonly) await this.#session?.load({ code: text, tag }, base);
  }

  canClose(): Promise<boolean> {
    return this.#commands.confirmLoss('Close without saving?');
  }

  /** The user changed the text. */
  typed(): void {
    this.#drafts.keep();
  }

  hostConnected(): void {
    window.addEventListener('pagehide', this.#flush);
    window.addEventListener('beforeunload', this.#warn);
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    window.removeEventListener('pagehide', this.#flush);
    window.removeEventListener('beforeunload', this.#warn);
    this.#flush();
    this.#follower.stop();
  }

  hostUpdate(): void {
    const { workplace, plugin, isConnected } = this.#host;
    if (workplace !== this.#workspace) this.#join(workplace);
    if (workplace && isConnected) this.#follower.follow(workplace, plugin);
    const name = this.#document.base.name ?? this.#host.draftName;
    this.#drafts.open(workplace?.store ?? null, name);
  }

  /** @param tags those that the text has, as far as it can be read */
  toolbar(tags: readonly string[]): TemplateResult {
    const { readonly, tag } = this.#host;
    const { base, isDirty } = this.#document;
    const session = this.#session;
    return editorToolbar({
      works: session !== null,
      readOnly: readonly,
      activity: session?.activity ?? 'idle',
      dirty: isDirty,
      stored: session?.isStored(base.name) ?? false,
      tags,
      tag,
      onSave: () => void this.save(),
      onRun: () => void this.run(),
      onReload: () => void this.reload(),
      onTag: (chosen) => void this.#chooseTag(chosen),
      onFind: () => this.#code.find(),
      onOpen: () => void this.#open(),
      onExport: () => this.#commands.export(),
      onNew: (button) => this.#offerTemplates(button),
      onRemove: () => session && void this.#removal.remove(session),
    });
  }

  /** What went wrong, and what the user has to choose between. */
  notices(): TemplateResult {
    const session = this.#session;
    const failed = (error: unknown): TemplateResult =>
      failureNotice(
        error,
        (line, column) => this.#host.reveal(line, column),
        () => session?.report(null),
      );
    const removed = session && this.#removal.notice(session, (plugin) => this.#adopt(plugin));
    return html`${session?.failure ? failed(session.failure) : nothing}
    ${removed ?? this.#follower.notice() ?? this.#drafts.notice()}`;
  }

  /** What is wrong with the text, and the menu that buttons open. */
  foot(): TemplateResult {
    const { problems } = this.#code;
    return html`${problems ? problemsBar(problems, () => this.#code.showProblems()) : nothing}
      <imjoy-menu></imjoy-menu>`;
  }

  #join(workspace: Workspace | null): void {
    this.#workspace = workspace;
    this.#session = workspace && new EditorSession(workspace);
    this.#session?.onChange.connect(() => this.#host.requestUpdate());
    this.#follower.stop();
  }

  /** Takes a plugin for that of the text, which may have been edited since it was stored. */
  #adopt({ name, code, tag, origin, base }: EditedPlugin): void {
    this.#document.rebase({ name, code: normalized(code), tag, origin, base });
    this.#drafts.rebase();
    this.#host.plugin = name;
    this.#host.tag = tag;
  }

  /** An explicit choice counts at once: the plugin is loaded with it. Spec 8.5. */
  async #chooseTag(tag: string): Promise<void> {
    const { base, isDirty } = this.#document;
    this.#host.tag = tag;
    if (base.name === null || this.#host.readonly) return;
    if (isDirty || !(await this.#session?.setTag(base.name, tag))) await this.reload();
  }

  async #open(): Promise<void> {
    try {
      await this.#commands.open();
    } catch (error) {
      this.#session?.report(error);
    }
  }

  #offerTemplates(button: HTMLElement): void {
    const menu = this.#host.renderRoot.querySelector('imjoy-menu');
    void menu?.show(button, 'New plugin', this.#commands.templates());
  }

  readonly #flush = (): void => this.#drafts.flush();

  readonly #warn = (event: BeforeUnloadEvent): void => {
    if (this.#document.isDirty && this.#session) event.preventDefault();
  };
}
