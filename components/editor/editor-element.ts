import { ContextConsumer } from '@lit/context';
import { html, LitElement, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import {
  reportError,
  type PluginConfig,
  type PythonProblem,
  type Workspace,
} from '../../src/index.js';
import { viewStyles } from '../builtin/shared/view.styles.js';
import { workspaceContext } from '../context.js';
import { hostStyles } from '../shared/host.styles.js';
import { tokens } from '../shared/tokens.styles.js';
import { CodeController, type CodeHost } from './code-controller.js';
import { EditedDocument } from './edited-document.js';
import { unnamed } from './edited-plugin.js';
import type { EditorDesk } from './editor-desk.js';
import type { EditorHost } from './editor-host.js';
import { commandOf } from './editor-shortcuts.js';
import { editorStyles } from './editor.styles.js';

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
export class ImjoyEditorElement extends LitElement implements CodeHost, EditorHost {
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

  @state() private tags: readonly string[] = [];

  readonly #code = new CodeController(this);
  readonly #document = new EditedDocument(this.#code, () => this.requestUpdate());
  readonly #context = new ContextConsumer(this, { context: workspaceContext, subscribe: true });
  /** Something was typed since the last `change` event. */
  #isChanged = false;
  #desk: EditorDesk | null = null;
  #opening: Promise<EditorDesk | null> | null = null;

  /** The text, without a byte order mark and with LF at the end of lines; setting it shows another one, unedited. */
  @property({ noAccessor: true })
  get value(): string {
    return this.#document.text;
  }

  set value(code: string | null) {
    this.#document.show(unnamed(code ?? ''));
  }

  /** Whether the text differs from what was shown or saved last. */
  get isDirty(): boolean {
    return this.#document.isDirty;
  }

  /** @internal */
  get codeLabel(): string {
    return `Code of ${this.#document.base.name ?? 'a new plugin'}`;
  }

  /** @internal */
  get workplace(): Workspace | null {
    return this.workspace ?? this.#context.value ?? null;
  }

  /** @internal The toolbar comes before the code editor, whichever is fetched first. */
  get tools(): Promise<unknown> {
    return this.#openDesk();
  }

  /** Stores the text in the workspace and loads it. @returns whether that went well */
  async save(): Promise<boolean> {
    return (await this.#ready())?.save() ?? false;
  }

  /**
   * Saves the text if it was changed, asks for the form of its plugin and runs it; a window plugin in the
   * `<imjoy-window plugin>` that the page has for it in the same `<imjoy-workspace>`, else in one of its own.
   */
  async run(): Promise<void> {
    await (await this.#ready())?.run();
  }

  /** Loads the text in place of the plugin of its name, without storing it. */
  async reload(): Promise<void> {
    await (await this.#ready())?.reload();
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
    return !this.isDirty || ((await this.#ready())?.canClose() ?? true);
  }

  /** @internal */
  codeTyped(): void {
    this.#isChanged = true;
    this.#document.touch();
    this.#desk?.typed();
    this.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  }

  /** @internal */
  codeRead(config: PluginConfig | null): void {
    this.#document.compare();
    if (!config) return;
    this.tags = config.tags;
    const isKnown = this.tag !== null && config.tags.includes(this.tag);
    if (!isKnown) this.tag = config.tags[0] ?? null;
  }

  /** @internal */
  async checkPython(script: string, firstLine: number): Promise<readonly PythonProblem[] | null> {
    const { name } = this.#document.base;
    const problem = name && (await this.workplace?.checkPython(name, script, firstLine));
    return problem ? [problem] : null;
  }

  /** @internal */
  announceChange(): void {
    if (!this.#isChanged) return;
    this.#isChanged = false;
    this.dispatchEvent(new Event('change', { bubbles: true }));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#openDesk();
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    // Fields inside have events of the same names as the element's own.
    for (const name of ['input', 'change'])
      root.addEventListener(name, (event) => event.stopPropagation());
    root.addEventListener('keydown', this.#key, { capture: true });
    return root;
  }

  protected override render(): TemplateResult {
    const desk = this.#desk;
    return html`
      ${desk?.toolbar(this.tags)} ${desk?.notices()}
      <div class="code" part="code" @focusout=${this.#left}>
        <div class="view"></div>
        ${this.#code.field()}
      </div>
      <div class="foot">
        ${desk?.foot()}
        <span class="spacer"></span>
        <span class="hint" id="hint">Esc, then Tab leaves the code</span>
      </div>
    `;
  }

  /** The desk, once it has joined the workspace. */
  async #ready(): Promise<EditorDesk | null> {
    const desk = await this.#openDesk();
    if (this.isConnected) await this.updateComplete;
    return desk;
  }

  /** @returns null when it cannot be fetched: the text can be edited all the same */
  #openDesk(): Promise<EditorDesk | null> {
    return (this.#opening ??= this.#fetchDesk());
  }

  async #fetchDesk(): Promise<EditorDesk | null> {
    try {
      const { EditorDesk } = await import('./editor-desk.js');
      return (this.#desk = new EditorDesk(this, this.#document, this.#code));
    } catch (error) {
      reportError(error, 'tools of <imjoy-editor>');
      this.#opening = null;
      return null;
    }
  }

  readonly #left = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    if (!(currentTarget as Node).contains(relatedTarget as Node | null)) this.announceChange();
  };

  readonly #key = (event: Event): void => {
    const isInCode = (event.target as Element).matches('.cm-content, textarea');
    const command = this.workplace && commandOf(event as KeyboardEvent, isInCode);
    if (!command) return;
    event.preventDefault();
    event.stopPropagation();
    void this[command]();
  };
}
