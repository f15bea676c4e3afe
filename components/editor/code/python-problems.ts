import type { Diagnostic } from '@codemirror/lint';
import type { Text } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';
import { doubtOf } from './python-gaps.js';
import { mistakeAt, overlookedMistake, type Mistake } from './python-mistakes.js';

/** After the first few, a broken script says nothing new. */
const LIMIT = 3;

/** What the grammar finds wrong with a script, and in doubt nothing. */
export function readPythonTree(doc: Text, script: SyntaxNode): Diagnostic[] {
  const found: Mistake[] = [];
  // What follows a mistake was read in its light.
  let silentTo = script.from;
  script.cursor().iterate(({ from, to, node, type }) => {
    if (found.length === LIMIT || to < silentTo) return false;
    if (from < silentTo) return true;
    const doubt = type.isError ? doubtOf(doc, node) : null;
    if (doubt) silentTo = doubt === 'line' ? doc.lineAt(from).to + 1 : Infinity;
    if (doubt) return true;
    const mistake = type.isError ? mistakeAt(doc, node) : overlookedMistake(doc, node);
    if (!mistake || found.some((other) => other.from === mistake.from)) return true;
    found.push(mistake);
    silentTo = endOfBlock(doc, from);
    return true;
  });
  return found.map((mistake) => ({ ...mistake, severity: 'warning', source: 'Python' }));
}

const indentOf = (text: string): number => text.search(/\S|$/);

/** Where the lines end that are indented deeper than the one at a place. */
function endOfBlock(doc: Text, at: number): number {
  const first = doc.lineAt(at);
  let line = first;
  while (line.number < doc.lines) {
    const next = doc.line(line.number + 1);
    if (next.text.trim() && indentOf(next.text) <= indentOf(first.text)) break;
    line = next;
  }
  return line.to + 1;
}
