import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveElement,
  type TemplateResult,
} from 'lit';
import { reportError, type PluginConfig } from '../../src/index.js';
import type { CodeView, Problems } from './code/code-view.js';
import type { PythonCheck } from './code/interpreter.js';

export interface CodeHost extends ReactiveElement {
  readonly readonly: boolean;
  /** @internal What the code is called for those who cannot see it. */
  readonly codeLabel: string;
  /** @internal Settles when the code editor may take its place. */
  readonly tools: Promise<unknown>;
  /** @internal Asks the interpreter of the plugin, if it runs. */
  readonly checkPython: PythonCheck;
  /** @internal The user changed the text. */
  codeTyped(): void;
  /** @internal The text came to rest and was read; null when it is no plugin file. */
  codeRead(config: PluginConfig | null): void;
}

/** The text in an element: a plain field at once, a code editor in its place as soon as that is loaded. */
export class CodeController implements ReactiveController {
  readonly #host: CodeHost;
  #view: CodeView | null = null;
  #isOpening = false;
  /** Where the cursor is to be once there is a code editor. */
  #awaited: readonly [line: number, column: number] | null = null;
  #text = '';
  #problems: Problems | null = null;

  constructor(host: CodeHost) {
    this.#host = host;
    host.addController(this);
  }

  /** With LF at the end of lines. */
  get text(): string {
    return this.#view?.text ?? this.#text;
  }

  /** What is wrong with the text; null until it has been read. */
  get problems(): Problems | null {
    return this.#problems;
  }

  /** Shows another text, with nothing to undo. */
  show(text: string): void {
    this.#awaited = null;
    if (text === this.text) return;
    this.#text = text;
    if (this.#view) this.#view.setText(text);
    else this.#host.requestUpdate();
  }

  reveal(line: number, column = 1): void {
    if (this.#view) this.#view.reveal(line, column);
    else this.#awaited = [line, column];
  }

  find(): void {
    this.#view?.find();
  }

  showProblems(): void {
    this.#view?.showProblems();
  }

  focus(): void {
    if (this.#view) this.#view.focus();
    else this.#field?.focus();
  }

  /** Belongs behind an element marked `.view`, which is left to the code editor. */
  field(): TemplateResult | typeof nothing {
    if (this.#view) return nothing;
    return html`<textarea
      aria-label=${this.#host.codeLabel}
      spellcheck="false"
      autocapitalize="off"
      ?readonly=${this.#host.readonly}
      .value=${this.#text}
      @input=${this.#typedPlain}
    ></textarea>`;
  }

  hostUpdated(): void {
    if (!this.#view) void this.#open();
    else Object.assign(this.#view, { readOnly: this.#host.readonly, label: this.#host.codeLabel });
  }

  hostDisconnected(): void {
    // Moving an element disconnects and connects it, and the editor outlives that.
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#close();
    });
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  readonly #typedPlain = (event: Event): void => {
    this.#text = (event.target as HTMLTextAreaElement).value;
    this.#host.codeTyped();
  };

  get #field(): HTMLTextAreaElement | null {
    return this.#host.renderRoot.querySelector('textarea');
  }

  async #open(): Promise<void> {
    if (this.#isOpening) return;
    this.#isOpening = true;
    try {
      const [{ CodeView }] = await Promise.all([import('./code/code-view.js'), this.#host.tools]);
      if (!this.#view && this.#host.isConnected) this.#start(CodeView);
    } catch (error) {
      // The plain field stays, which is an editor, too.
      reportError(error, 'code editor');
      return;
    }
    this.#isOpening = false;
  }

  #start(View: typeof CodeView): void {
    const host = this.#host;
    const root = host.renderRoot as ShadowRoot;
    const parent = root.querySelector('.view');
    if (!parent) return;
    const hadFocus = this.#field?.matches(':focus') ?? false;
    this.#view = new View({
      parent,
      root,
      text: this.#text,
      readOnly: host.readonly,
      label: host.codeLabel,
      describedBy: 'hint',
      checkPython: (script, firstLine) => host.checkPython(script, firstLine),
      onInput: () => host.codeTyped(),
      onRead: (file, problems) => {
        this.#problems = problems;
        host.codeRead(file?.config ?? null);
        host.requestUpdate();
      },
    });
    if (this.#awaited) this.#view.reveal(...this.#awaited);
    else if (hadFocus) this.#view.focus();
    this.#awaited = null;
    host.requestUpdate();
  }

  #close(): void {
    this.#text = this.text;
    this.#view?.destroy();
    this.#view = null;
  }
}
