import { ContextConsumer } from '@lit/context';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import {
  type PluginConfig,
  pluginTemplates,
  type PluginTemplate,
  type Workspace,
} from '../../src/index.js';
import { download } from '../builtin/shared/download.js';
import { viewStyles } from '../builtin/shared/view.styles.js';
import type { ImjoyMenuElement } from '../menu/menu-element.js';
import { workspaceContext } from '../context.js';
import { hostStyles } from '../shared/host.styles.js';
import { tokens } from '../shared/tokens.styles.js';
import { CodeController, type CodeHost } from './code-controller.js';
import { DraftKeeper, type Draft } from './draft-keeper.js';
import { followPlugin, unnamed, type EditedPlugin } from './edited-plugin.js';
import { choiceNotice, failureNotice, problemsBar } from './editor-notices.js';
import { EditorSession } from './editor-session.js';
import { commandOf } from './editor-shortcuts.js';
import { editorStyles } from './editor.styles.js';
import { editorToolbar } from './editor-toolbar.js';
import { ImjoyEditorRunEvent, ImjoyEditorSavedEvent } from './events.js';

/**
 * An editor for plugin files, with each block in its own language. Inside an `<imjoy-workspace>` it saves and
 * runs what it edits; elsewhere it only edits text. Escape, then Tab leaves it by keyboard.
 *
 * @element imjoy-editor
 * @csspart toolbar - The buttons above the code.
 * @csspart state - Whether the text is saved.
 * @csspart error - What saving or running failed with.
 * @csspart notice - The question what to do with another version of the text.
 * @csspart code - The code itself.
 * @cssprop [--imjoy-editor-height=420px] - Height.
 * @cssprop [--imjoy-editor-font-size=0.8125rem] - Size of the code.
 * @fires input - The user changed the text.
 * @fires change - The user changed the text and left the editor, or saved it.
 * @fires imjoy-editor-saved - The text was stored in the workspace and its plugin loaded.
 * @fires imjoy-editor-run - The plugin was run from here; `result` is what it returned.
 */
export class ImjoyEditorElement extends LitElement implements CodeHost {
  static override readonly styles = [tokens, hostStyles, viewStyles, editorStyles];

  /** Name of a plugin of the workspace to edit; follows it when it is loaded anew, unless the text was edited. */
  @property() plugin: string | null = null;
  /** Tag to load the plugin with; its first one by default. */
  @property() tag: string | null = null;
  /** Shows the text without letting it be changed. */
  @property({ type: Boolean, reflect: true }) readonly = false;
  /** The workspace to work in; by default that of the `<imjoy-workspace>` around it. */
  @property({ attribute: false }) workspace: Workspace | null = null;
  /** @internal Under which name to keep a draft of a text that is no plugin yet. */
  @property({ attribute: false }) draftName: string | null = null;

  @state() private base: EditedPlugin = unnamed('');
  @state() private dirty = false;
  @state() private tags: readonly string[] = [];
  /** The same plugin as it was changed elsewhere while it was edited here. */
  @state() private other: EditedPlugin | null = null;
  @state() private draft: Draft | null = null;
  @query('imjoy-menu') private readonly menu!: ImjoyMenuElement;

  readonly #code = new CodeController(this);
  /** Something was typed since the last `change` event. */
  #isChanged = false;
  #session: EditorSession | null = null;
  #drafts: DraftKeeper | null = null;
  #unfollow: () => void = () => undefined;
  #context = new ContextConsumer(this, {
    context: workspaceContext,
    callback: () => this.requestUpdate('workspace'),
    subscribe: true,
  });

  /** The text, without a byte order mark and with LF at the end of lines; setting it shows another one, unedited. */
  @property({ noAccessor: true })
  get value(): string {
    return this.#code.text;
  }

  set value(code: string | null) {
    this.#show(unnamed(code ?? ''));
  }

  /** Whether the text differs from what was shown or saved last. */
  get isDirty(): boolean {
    return this.dirty;
  }

  /** @internal */
  get codeLabel(): string {
    return `Code of ${this.base.name ?? 'a new plugin'}`;
  }

  /** Stores the text in the workspace and loads it. @returns whether that went well */
  async save(): Promise<boolean> {
    const session = this.#session;
    if (!session || this.readonly || session.activity !== 'idle') return false;
    const code = this.value;
    const record = await session.save({ code, tag: this.tag }, this.base);
    const stored = session.stored(code);
    if (stored) this.#saved(stored);
    if (record) this.dispatchEvent(new ImjoyEditorSavedEvent(record));
    return record !== null;
  }

  /** Saves the text if it was changed, asks for the form of its plugin and runs it. */
  async run(): Promise<void> {
    const session = this.#session;
    if (!session) return;
    const isCurrent = !this.dirty && session.ready(this.base.name) !== null;
    if (!isCurrent && !(await this.save())) return;
    const record = session.ready(this.base.name);
    const outcome = record && (await session.run(record));
    if (outcome) this.dispatchEvent(new ImjoyEditorRunEvent(record, outcome.result));
  }

  /** Loads the text in place of the plugin of its name, without storing it. */
  async reload(): Promise<void> {
    if (this.readonly) return;
    await this.#session?.load({ code: this.value, tag: this.tag }, this.base);
  }

  /** Puts the cursor at a line and column, both 1-based. */
  reveal(line: number, column = 1): void {
    this.#code.reveal(line, column);
  }

  override focus(): void {
    this.#code.focus();
  }

  /** @internal Whether a window with this editor may close: asks about changes that would be lost. */
  async canClose(): Promise<boolean> {
    if (!this.dirty) return true;
    const agreed = await this.#confirmLoss('Close without saving?');
    if (agreed) this.#drafts?.forget();
    return agreed;
  }

  /** @internal */
  codeTyped(): void {
    this.dirty = true;
    this.#isChanged = true;
    this.#drafts?.keep(() => this.value);
    this.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  }

  /** @internal */
  codeRead(config: PluginConfig | null): void {
    this.dirty = this.value !== this.base.code;
    if (!config) return;
    this.tags = config.tags;
    const isKnown = this.tag !== null && config.tags.includes(this.tag);
    if (!isKnown) this.tag = config.tags[0] ?? null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.requestUpdate('workspace');
    window.addEventListener('pagehide', this.#flush);
    window.addEventListener('beforeunload', this.#warn);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('pagehide', this.#flush);
    window.removeEventListener('beforeunload', this.#warn);
    this.#flush();
    this.#unfollow();
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    // Fields inside have events of the same names as the element's own.
    for (const name of ['input', 'change'])
      root.addEventListener(name, (event) => event.stopPropagation());
    return root;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('workspace')) this.#join();
    if (changed.has('plugin') || changed.has('workspace')) this.#follow();
    this.#openDrafts();
  }

  protected override render(): TemplateResult {
    const failure = this.#session?.failure;
    return html`
      ${editorToolbar({
        works: this.#session !== null,
        readOnly: this.readonly,
        activity: this.#session?.activity ?? 'idle',
        dirty: this.dirty,
        known: this.base.name !== null,
        tags: this.tags,
        tag: this.tag,
        onSave: () => void this.save(),
        onRun: () => void this.run(),
        onReload: () => void this.reload(),
        onExport: () => this.#export(),
        onFind: () => this.#code.find(),
        onNew: (button) => this.#offerTemplates(button),
        onTag: (tag) => void this.#chooseTag(tag),
      })}
      ${
        failure
          ? failureNotice(
              failure,
              (line, column) => this.reveal(line, column),
              () => this.#session?.dismissFailure(),
            )
          : nothing
      }
      ${this.#question()}
      <div class="code" part="code" @focusout=${this.#left}>
        <div class="view"></div>
        ${this.#code.field()}
      </div>
      <div class="foot">
        ${
          this.#code.problems
            ? problemsBar(this.#code.problems, () => this.#code.showProblems())
            : nothing
        }
        <span class="spacer"></span>
        <span class="hint" id="hint">Esc, then Tab leaves the code</span>
      </div>
      <imjoy-menu></imjoy-menu>
    `;
  }

  protected override firstUpdated(): void {
    this.renderRoot.addEventListener('keydown', this.#key, { capture: true });
  }

  get #workspace(): Workspace | null {
    return this.workspace ?? this.#context.value ?? null;
  }

  #join(): void {
    const workspace = this.#workspace;
    this.#session = workspace && new EditorSession(workspace);
    this.#session?.onChange.connect(() => this.requestUpdate());
    this.#drafts = null;
  }

  #follow(): void {
    this.#unfollow();
    this.#unfollow = () => undefined;
    const { plugin } = this;
    const workspace = this.#workspace;
    if (!workspace || plugin === null) return;
    this.#unfollow = followPlugin(workspace, plugin, (found) => this.#changedElsewhere(found));
  }

  /** Loading and saving from here come back as changes, too: those are what is shown already. */
  #changedElsewhere(found: EditedPlugin): void {
    const isSame = found.name === this.base.name;
    if (this.dirty && isSame && [this.value, this.base.code].includes(found.code)) return;
    if (this.dirty && isSame) this.other = found;
    else this.#show(found);
  }

  #show(plugin: EditedPlugin): void {
    this.base = plugin;
    if (plugin.name !== null) this.tag = plugin.tag;
    this.dirty = false;
    this.other = null;
    this.#code.show(plugin.code);
  }

  #saved(stored: EditedPlugin): void {
    this.dirty = this.value !== stored.code;
    if (!this.dirty) this.#drafts?.forget();
    this.base = stored;
    this.plugin = stored.name;
    this.tag = stored.tag;
    this.other = this.draft = null;
    this.#announceChange();
  }

  /** One keeper for each name; what an earlier session left under it is offered once. */
  #openDrafts(): void {
    const name = this.base.name ?? this.draftName;
    const workspace = this.#workspace;
    if (name === this.#drafts?.name) return;
    this.#drafts?.flush();
    this.draft = null;
    const drafts = workspace && name !== null ? new DraftKeeper(workspace.store, name) : null;
    this.#drafts = drafts;
    void drafts?.find().then((draft) => {
      const isOpen = this.#drafts === drafts && !this.dirty;
      if (draft && isOpen && draft.code !== this.value) this.draft = draft;
    });
  }

  #question(): TemplateResult | typeof nothing {
    const { other, draft } = this;
    if (other)
      return choiceNotice(
        `${other.name ?? 'The plugin'} was changed elsewhere while you edited it here.`,
        { label: 'Show that version', act: () => this.#show(other) },
        { label: 'Keep mine', act: () => void ([this.base, this.other] = [other, null]) },
      );
    if (!draft) return nothing;
    return choiceNotice(
      `There are unsaved changes from ${new Date(draft.savedAt).toLocaleString()}.`,
      { label: 'Restore', act: () => this.#restore(draft) },
      {
        label: 'Discard',
        act: () => {
          this.#drafts?.forget();
          this.draft = null;
        },
      },
    );
  }

  #restore({ code }: Draft): void {
    this.draft = null;
    this.#code.show(code);
    this.dirty = true;
  }

  /** An explicit choice counts at once: the plugin is loaded with it. Spec 8.5. */
  async #chooseTag(tag: string): Promise<void> {
    this.tag = tag;
    const { name } = this.base;
    if (name === null || this.readonly) return;
    if (this.dirty || !(await this.#session?.setTag(name, tag))) await this.reload();
  }

  #offerTemplates(button: HTMLElement): void {
    const items = pluginTemplates.map((template) => ({
      label: template.title,
      detail: template.description,
      run: () => void this.#begin(template),
    }));
    void this.menu.show(button, 'New plugin', items);
  }

  async #begin({ code }: PluginTemplate): Promise<void> {
    if (this.dirty && !(await this.#confirmLoss('Start a new plugin?'))) return;
    this.#drafts?.forget();
    this.plugin = null;
    this.tag = null;
    this.draftName ??= 'New Plugin';
    this.#show(unnamed(code));
    this.focus();
  }

  async #confirmLoss(title: string): Promise<boolean> {
    const confirm = this.#workspace?.api.confirm as ((message: object) => Promise<boolean>) | null;
    const content = 'The changes to this plugin are not saved and would be lost.';
    const labels = { confirm_text: 'Discard changes', cancel_text: 'Keep editing' };
    return (await confirm?.({ title, content, ...labels })) ?? true;
  }

  #export(): void {
    const name = (this.base.name ?? 'plugin').replace(/[^\p{L}\p{N}._ -]+/gu, '_');
    download(new Blob([this.value], { type: 'text/html' }), `${name}.imjoy.html`);
  }

  #announceChange(): void {
    if (!this.#isChanged) return;
    this.#isChanged = false;
    this.dispatchEvent(new Event('change', { bubbles: true }));
  }

  readonly #left = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    if (!(currentTarget as Node).contains(relatedTarget as Node | null)) this.#announceChange();
  };

  readonly #key = (event: Event): void => {
    const isInCode = (event.target as Element).matches('.cm-content, textarea');
    const command = this.#session && commandOf(event as KeyboardEvent, isInCode);
    if (!command) return;
    event.preventDefault();
    event.stopPropagation();
    void this[command]();
  };

  readonly #flush = (): void => this.#drafts?.flush();

  readonly #warn = (event: BeforeUnloadEvent): void => {
    if (this.dirty && this.#session) event.preventDefault();
  };
}
