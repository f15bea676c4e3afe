import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { messageOf, pluginTemplates } from '../../../src/index.js';
import { ImjoyEditorElement } from '../../editor/editor-element.js';
import type { ImjoyEditorSavedEvent } from '../../editor/events.js';
import { hostStyles } from '../../shared/host.styles.js';
import { tokens } from '../../shared/tokens.styles.js';
import { ImjoyMenuElement } from '../../menu/menu-element.js';
import { failure } from '../shared/notice.js';
import { viewStyles } from '../shared/view.styles.js';
import type { BuiltinContext, BuiltinMethods, BuiltinView } from '../types.js';
import { readPluginData, type PluginData } from './read-plugin-data.js';

/** Under which name the draft of a plugin without one is kept. */
const NEW = 'New Plugin';

/** `imjoy/plugin-editor`: an editor for one plugin, or for a new one. Spec 8.5. */
export class PluginEditorView extends LitElement implements BuiltinView {
  static override readonly styles = [
    tokens,
    hostStyles,
    viewStyles,
    css`
      :host {
        overflow: hidden;
      }
      imjoy-editor {
        flex: 1;
      }
    `,
  ];

  /** `{id?, name?, code?, tag?, file?}` */
  @property({ attribute: false }) data: unknown = null;
  @property({ attribute: false }) config: unknown = null;
  @property({ attribute: false }) context: BuiltinContext | null = null;

  /** Nothing: a plugin that opens an editor must not be able to save or run what is in it. */
  readonly methods: BuiltinMethods = {};

  @state() private error: unknown = null;
  #editor = new ImjoyEditorElement();
  #reading: unknown = null;

  constructor() {
    super();
    this.#editor.toggleAttribute('embedded', true);
    this.#editor.addEventListener('imjoy-editor-saved', ({ plugin }: ImjoyEditorSavedEvent) =>
      this.context?.rename?.(`Edit-${plugin.name}`),
    );
  }

  canClose(): Promise<boolean> {
    return this.#editor.canClose();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('context')) this.#editor.workspace = this.context?.workspace ?? null;
    if (changed.has('data')) void this.#read();
  }

  protected override render(): TemplateResult {
    return this.error ? failure(this.error) : html`${this.#editor}`;
  }

  /** What is being written here stays, whatever the window is told to show meanwhile. */
  async #read(): Promise<void> {
    const { data } = this;
    this.#reading = data;
    try {
      const read = await readPluginData(data);
      if (this.#reading !== data) return;
      this.error = null;
      if (!this.#editor.isDirty) this.#show(read);
    } catch (error) {
      if (this.#reading === data)
        this.error = new Error(`The file cannot be read: ${messageOf(error)}`);
    }
  }

  #show(given: PluginData): void {
    const { name, code, tag } = given;
    const editor = this.#editor;
    const known = name !== null && this.#isKnown(name, code);
    editor.draftName = name ?? NEW;
    editor.tag = tag;
    editor.plugin = known || code === null ? name : null;
    if (!known) editor.value = code ?? (name === null ? (pluginTemplates[0]?.code ?? '') : '');
  }

  /** Whether a code is what the workspace has under a name. */
  #isKnown(name: string, code: string | null): boolean {
    const workspace = this.context?.workspace;
    const record = workspace?.plugins.find(name);
    const stored = workspace?.library.installed.get(name);
    if (!record && !stored) return false;
    return code === null || code === record?.origin.code || (!record && code === stored?.code);
  }
}

/** The elements this window is made of. */
export const elements = {
  'imjoy-menu': ImjoyMenuElement,
  'imjoy-editor': ImjoyEditorElement,
  'imjoy-plugin-editor-view': PluginEditorView,
};
