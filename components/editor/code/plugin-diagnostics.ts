import { ensureSyntaxTree } from '@codemirror/language';
import type { Diagnostic } from '@codemirror/lint';
import type { EditorState, Text } from '@codemirror/state';
import { IterMode, type SyntaxNode, type Tree } from '@lezer/common';
import {
  ImjoyError,
  messageOf,
  parsePluginFile,
  type BlockLanguage,
  type PluginFile,
} from '../../../src/index.js';
import { contentLanguage } from './block-parser.js';
import type { ScriptRange } from './python-check.js';
import { readPythonTree } from './python-problems.js';

/** What reading the text as a plugin gave. */
export interface PluginReading {
  /** Null when it cannot be read. */
  readonly file: PluginFile | null;
  readonly diagnostics: readonly Diagnostic[];
  /** Its scripts in Python, which an interpreter may know better than the grammar. */
  readonly pythons: readonly ScriptRange[];
  /** What its languages make of it; null when it is not parsed to its end yet: nothing is said of their grammar. */
  readonly tree: Tree | null;
}

/** Milliseconds that parsing a changed file may hold up the typing. */
const PATIENCE = 50;

/**
 * Reads the text as the platform would and says what is wrong with it, and where. A long one is parsed further each
 * time.
 */
export function readPluginText(state: EditorState): PluginReading {
  const tree = ensureSyntaxTree(state, state.doc.length, PATIENCE);
  const syntax = tree ? syntaxErrors(state.doc, tree) : [];
  const pythons = tree ? pythonScripts(tree) : [];
  try {
    const file = parsePluginFile(state.doc.toString());
    const warnings = file.warnings.map(({ code, message, line }): Diagnostic => {
      const exact = code === 'config-not-strict-json' && tree ? firstErrorInConfig(tree) : null;
      const range = exact ? aroundError(state.doc, exact) : lineRange(state.doc, line);
      return { ...range, severity: 'warning', source: 'plugin', message };
    });
    const diagnostics = [...warnings, ...hints(state, file), ...syntax];
    return { file, diagnostics, pythons, tree };
  } catch (error) {
    const diagnostics = [failureOf(state.doc, error), ...syntax];
    return { file: null, diagnostics, pythons, tree };
  }
}

/** An offset for a line and column, both 1-based; the nearest there is. */
export function offsetAt(doc: Text, line: number, column = 1): number {
  const { from, to } = doc.line(Math.min(Math.max(line, 1), doc.lines));
  return Math.min(from + Math.max(column, 1) - 1, to);
}

function failureOf(doc: Text, error: unknown): Diagnostic {
  const { line = 1, column = 1 } = (error instanceof ImjoyError ? error.details : null) ?? {};
  const message = messageOf(error)
    .replace(/^The plugin file could not be parsed: /, '')
    .replace(/ \(line \d+, column \d+\)$/, '');
  const from = offsetAt(doc, Number(line), Number(column));
  const to = Math.max(from, doc.lineAt(from).to);
  return { from, to, severity: 'error', source: 'plugin', message: capitalized(message) };
}

/** What is allowed, but not wise. */
function hints({ doc }: EditorState, { config }: PluginFile): Diagnostic[] {
  if (config.version !== undefined) return [];
  const at = doc.toString().search(/<config\b/i);
  const { from, to } = doc.lineAt(Math.max(at, 0));
  const message = 'The config has no "version": nobody can tell whether there is an update';
  return [{ from, to, severity: 'info', source: 'plugin', message }];
}

/** The first place in each script or style that its grammar makes nothing of; of Python, what can be said. */
function syntaxErrors(doc: Text, tree: Tree): Diagnostic[] {
  return tree.topNode.getChildren('Block').flatMap((block): Diagnostic[] => {
    const content = block.firstChild?.nextSibling;
    if (!content || !CHECKED.has(content.name)) return [];
    if (languageOf(block) === 'python') return readPythonTree(doc, content);
    const error = firstError(block);
    if (!error) return [];
    const message = 'This looks like a syntax error';
    return [{ ...aroundError(doc, error), severity: 'warning', source: 'syntax', message }];
  });
}

/** Of the others, JSON is read by the platform itself, HTML and Markdown know no errors. */
const CHECKED = new Set(['Script', 'StyleSheet']);

function pythonScripts(tree: Tree): ScriptRange[] {
  return tree.topNode.getChildren('Block').flatMap((block) => {
    const content = block.firstChild?.nextSibling;
    const isPython = content?.name === 'Script' && languageOf(block) === 'python';
    return isPython ? [{ from: content.from, to: content.to }] : [];
  });
}

/** Known to the content alone, in whose place stands what its language made of it. */
function languageOf(block: SyntaxNode): BlockLanguage | undefined {
  const cursor = block.cursor(IterMode.IgnoreMounts);
  for (let isChild = cursor.firstChild(); isChild; isChild = cursor.nextSibling()) {
    const language = cursor.type.prop(contentLanguage);
    if (language) return language;
  }
  return undefined;
}

function firstErrorInConfig(tree: Tree): SyntaxNode | null {
  const blocks = tree.topNode.getChildren('Block');
  const config = blocks.find((block) => block.firstChild?.nextSibling?.name === 'JsonText');
  return config ? firstError(config) : null;
}

function firstError(block: SyntaxNode): SyntaxNode | null {
  let found: SyntaxNode | null = null;
  block.cursor().iterate((node) => {
    if (!found && node.type.isError) found = node.node;
    return !found;
  });
  return found;
}

function aroundError(doc: Text, { from, to }: SyntaxNode): { from: number; to: number } {
  if (to > from) return { from, to: Math.min(to, doc.lineAt(from).to) };
  const line = doc.lineAt(from);
  return from > line.from
    ? { from: from - 1, to: from }
    : { from, to: Math.min(from + 1, line.to) };
}

function lineRange(doc: Text, number: number): { from: number; to: number } {
  const line = doc.line(Math.min(Math.max(number, 1), doc.lines));
  const indent = line.text.length - line.text.trimStart().length;
  return { from: line.from + indent, to: line.to };
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
