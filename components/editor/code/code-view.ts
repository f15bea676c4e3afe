import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import {
  bracketMatching,
  codeFolding,
  foldGutter,
  foldKeymap,
  forceParsing,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
  syntaxTree,
} from '@codemirror/language';
import { linter, lintGutter, lintKeymap, openLintPanel, type Diagnostic } from '@codemirror/lint';
import {
  highlightSelectionMatches,
  openSearchPanel,
  search,
  searchKeymap,
} from '@codemirror/search';
import { Compartment, EditorState, StateEffect, type Extension } from '@codemirror/state';
import {
  crosshairCursor,
  drawSelection,
  dropCursor,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  rectangularSelection,
  type ViewUpdate,
} from '@codemirror/view';
import type { Tree } from '@lezer/common';
import { turnOfThePage, type PluginFile } from '../../../src/index.js';
import { BlockLanguages } from './block-languages.js';
import { codeColors, codeTheme } from './code-theme.js';
import { blockCompletions, completionsOf } from './completions.js';
import { offsetAt, readPluginText } from './plugin-diagnostics.js';
import { createPluginLanguage } from './plugin-language.js';
import type { PythonCheck } from './interpreter.js';
import { checkScripts } from './python-check.js';

/** How many problems of each kind a text has. */
export interface Problems {
  readonly errors: number;
  readonly warnings: number;
}

export interface CodeViewOptions {
  readonly parent: Element;
  readonly root: ShadowRoot;
  readonly text: string;
  readonly readOnly: boolean;
  readonly label: string;
  /** Id of the element that tells how to leave the editor by keyboard. */
  readonly describedBy: string;
  /** The user changed the text. */
  onInput(): void;
  /** The text has been read; null when it is no plugin file. */
  onRead(file: PluginFile | null, problems: Problems): void;
  readonly checkPython: PythonCheck;
}

/** Milliseconds without typing after which the text is read. */
const REST = 350;

/** A text editor for plugin files: CodeMirror, as the rest of the kit sees it. */
export class CodeView {
  readonly #options: CodeViewOptions;
  readonly #view: EditorView;
  readonly #writing = new Compartment();
  readonly #naming = new Compartment();
  readonly #languages: BlockLanguages;
  readonly #language: Extension;
  #readOnly: boolean;
  #label: string;
  /** What was read last. */
  #tree: Tree | null = null;

  constructor(options: CodeViewOptions) {
    this.#options = options;
    this.#readOnly = options.readOnly;
    this.#label = options.label;
    this.#languages = new BlockLanguages((name, support) =>
      this.#view.dispatch({
        effects: StateEffect.appendConfig.of([
          support.support,
          completionsOf(name, support.language),
        ]),
      }),
    );
    this.#language = createPluginLanguage(this.#languages).extension;
    const { parent, root, text } = options;
    this.#view = new EditorView({ parent, root, state: this.#createState(text) });
  }

  /** With LF at the end of lines. */
  get text(): string {
    return this.#view.state.doc.toString();
  }

  /** Shows another text, with nothing to undo. */
  setText(text: string): void {
    this.#view.setState(this.#createState(text));
  }

  set readOnly(readOnly: boolean) {
    this.#readOnly = readOnly;
    this.#view.dispatch({ effects: this.#writing.reconfigure(writing(readOnly)) });
  }

  set label(label: string) {
    this.#label = label;
    this.#view.dispatch({ effects: this.#naming.reconfigure(this.#attributes()) });
  }

  /** Puts the cursor at a line and column, both 1-based, and shows it. */
  reveal(line: number, column = 1): void {
    const at = offsetAt(this.#view.state.doc, line, column);
    this.#view.dispatch({
      selection: { anchor: at },
      effects: EditorView.scrollIntoView(at, { y: 'center' }),
    });
    this.#view.focus();
  }

  /** Lists the problems of the text. */
  showProblems(): void {
    openLintPanel(this.#view);
  }

  find(): void {
    openSearchPanel(this.#view);
  }

  focus(): void {
    this.#view.focus();
  }

  destroy(): void {
    this.#view.destroy();
  }

  #createState(text: string): EditorState {
    return EditorState.create({ doc: text.replace(/^\uFEFF/, ''), extensions: this.#extensions() });
  }

  #extensions(): Extension[] {
    return [
      ...editing,
      this.#language,
      blockCompletions,
      this.#languages.supports.map(([name, support]) => [
        support.support,
        completionsOf(name, support.language),
      ]),
      linter((view) => this.#read(view), {
        delay: REST,
        needsRefresh: (update) => this.#isParsedAnew(update),
      }),
      this.#writing.of(writing(this.#readOnly)),
      this.#naming.of(this.#attributes()),
      EditorView.updateListener.of(({ docChanged }) => {
        if (docChanged) this.#options.onInput();
      }),
    ];
  }

  #attributes(): Extension {
    return EditorView.contentAttributes.of({
      'aria-label': this.#label,
      'aria-describedby': this.#options.describedBy,
      tabindex: '0',
    });
  }

  /** Without a change of the text, too: a language that a block is written in may come late. */
  #isParsedAnew({ startState, state }: ViewUpdate): boolean {
    const tree = syntaxTree(state);
    return tree !== syntaxTree(startState) && tree !== this.#tree;
  }

  async #read(view: EditorView): Promise<readonly Diagnostic[]> {
    forceParsing(view, view.viewport.to, 20);
    const { state } = view;
    const { doc } = state;
    let reading = readPluginText(state);
    const isCurrent = (): boolean => view.state.doc === doc;
    const tell = (diagnostics = reading.diagnostics) =>
      this.#options.onRead(reading.file, count(diagnostics));
    tell();
    while (!reading.tree && isCurrent()) {
      await turnOfThePage();
      reading = readPluginText(state);
      if (reading.tree && isCurrent()) tell();
    }
    this.#tree = reading.tree;
    const { diagnostics, pythons } = reading;
    const { checkPython } = this.#options;
    const checked = await checkScripts(doc, diagnostics, pythons, checkPython);
    if (checked !== diagnostics && isCurrent()) tell(checked);
    return checked;
  }
}

function count(diagnostics: readonly Diagnostic[]): Problems {
  const of = (kind: string) => diagnostics.filter(({ severity }) => severity === kind).length;
  return { errors: of('error'), warnings: of('warning') };
}

const writing = (readOnly: boolean): Extension => [
  EditorState.readOnly.of(readOnly),
  EditorView.contentAttributes.of({ 'aria-readonly': String(readOnly) }),
];

/** What every view has, whatever is in it. */
const editing: readonly Extension[] = [
  lineNumbers(),
  foldGutter(),
  codeFolding(),
  lintGutter(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  highlightSpecialChars(),
  history(),
  drawSelection(),
  dropCursor(),
  EditorState.allowMultipleSelections.of(true),
  rectangularSelection(),
  crosshairCursor(),
  indentUnit.of('  '),
  indentOnInput(),
  bracketMatching(),
  closeBrackets(),
  autocompletion({ maxRenderedOptions: 100 }),
  highlightSelectionMatches(),
  search({ top: true }),
  syntaxHighlighting(codeColors),
  codeTheme,
  keymap.of([
    { key: 'Tab', run: acceptCompletion },
    ...closeBracketsKeymap,
    ...defaultKeymap,
    ...searchKeymap,
    ...historyKeymap,
    ...foldKeymap,
    ...completionKeymap,
    ...lintKeymap,
    indentWithTab,
  ]),
];
